import { type AwsCall, awsType, callId } from "../../../../../audit/live/aws/call";
import { calls } from "../../../../../audit/live/aws/calls";
import { redactAws } from "../../../../../audit/live/aws/redact";
import { actionsOf } from "../../../../../audit/live/aws/rights";
import type { Answer, Evidence } from "../../../../../audit/evidence/model";
import { type Sample, evidenceOf, readAt, wellKept } from "../../cluster";
import { compute } from "./compute";
import { data } from "./data";
import { identity } from "./identity";
import type { Answered } from "./names";
import { account, region } from "./names";
import { network } from "./network";
import { records } from "./records";

/** A small account in which every live check that looks at one passes. */
export const keptWell: Answered = { ...network, ...compute, ...data, ...identity, ...records };

const answer = (call: AwsCall, answered: Answered): Answer => ({
  call: { id: `aws/${callId(call)}`, request: actionsOf(call).join(", "), type: awsType(call) },
  time: readAt,
  items: (answered[callId(call)] ?? []).map(redactAws),
});

/** What an audit would have read of this account, beside a cluster. */
export function accountEvidence(answered: Answered, objects: readonly Sample[] = wellKept): Evidence {
  const { about, answers } = evidenceOf(objects);
  return {
    about: { ...about, account, region, read: ["cluster", "account"] },
    answers: [...answers, ...calls.map((call) => answer(call, answered))],
  };
}
