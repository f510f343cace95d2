import assert from "node:assert/strict";
import { callId } from "../../../../audit/live/aws/call";
import { calls } from "../../../../audit/live/aws/calls";
import { translations } from "../../../../audit/live/aws/resources";
import type { FailureKind } from "../../../../audit/evidence/model";
import { accountEvidence, keptWell } from "./account";
import { audited, statuses } from "../support";
import { brokenCompute } from "./broken/compute";
import { brokenBuckets, brokenKeys, brokenSecretsAndPeople } from "./broken/data";
import { brokenNetwork } from "./broken/network";
import { brokenRecords } from "./broken/records";

const before = statuses(audited(accountEvidence(keptWell)));
const withoutAccount = accountEvidence(keptWell).answers.filter(({ call }) => call.type.startsWith("kubernetes:"));

const broken = [...brokenNetwork, ...brokenCompute, ...brokenKeys, ...brokenBuckets, ...brokenSecretsAndPeople, ...brokenRecords];

describe("the audit of an account", () => {
  for (const [sentence, answered, seenBy] of broken)
    it(`sees ${sentence}, and nothing else changes`, () => {
      const after = statuses(audited(accountEvidence(answered)));
      const fails = Object.keys(after).filter((id) => after[id] === "fail");
      assert.deepEqual(fails.sort(), [...seenBy].sort());
      const others = Object.entries(after).filter(
        ([id, status]) => !fails.includes(id) && status !== before[id] && status !== "not-applicable",
      );
      assert.deepEqual(others, []);
    });

  it("says on which answers each check looked", () => {
    const { checks } = audited(accountEvidence(keptWell));
    const evidenceOf = (id: string) => checks.find((check) => check.id === id)?.evidence;
    assert.deepEqual(evidenceOf("persistentvolume-disk-encrypted"), ["aws/ec2.DescribeVolumes", "kubernetes/persistentvolumes"]);
    assert.deepEqual(evidenceOf("trail-logging-on"), [
      "aws/cloudtrail.DescribeTrails",
      "aws/cloudtrail.GetEventSelectors",
      "aws/cloudtrail.GetTrailStatus",
    ]);
    const blind = checks.filter(({ evidence }) => evidence.length === 0).map(({ id }) => id);
    assert.deepEqual(blind, []);
  });

  it("is shown to fail each check of an account", () => {
    const evidence = accountEvidence(keptWell);
    const blind = statuses(audited({ about: { ...evidence.about, read: ["cluster"] }, answers: withoutAccount }));
    const ofAccount = Object.keys(blind).filter((id) => blind[id] === "not-evaluated");
    const seen = new Set(broken.flatMap(([, , ids]) => ids));
    const unseen = ofAccount.filter((id) => !seen.has(id));
    // Asked of production only.
    assert.deepEqual(unseen, ["log-group-deletion-protected"]);
  });
});

const kinds: readonly FailureKind[] = ["denied", "throttled", "truncated", "malformed"];
const used = new Set(translations.flatMap(({ from }) => from));

describe("an audit of an account that could not read", () => {
  for (const [index, call] of calls.filter((one) => used.has(callId(one))).entries())
    it(`${callId(call)} passes no check that looks at it, and leaves the others as they are`, () => {
      const kind = kinds[index % kinds.length] ?? "denied";
      const evidence = accountEvidence(keptWell);
      const answers = evidence.answers.map((answer) =>
        answer.call.type === `aws-api:${callId(call)}`
          ? { call: answer.call, time: answer.time, failure: { kind, message: "it was lost; read it again" } }
          : answer,
      );
      const after = statuses(audited({ ...evidence, answers }));
      const lost = Object.keys(after).filter((id) => after[id] !== before[id]);
      assert.ok(lost.length > 0, `no check looks at ${callId(call)}`);
      for (const id of lost) assert.ok(after[id] === "error" || after[id] === "not-evaluated", `${id}: ${String(after[id])}`);
    });
});
