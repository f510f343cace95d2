import { type AwsCall } from "./call";
import { calls } from "./calls";
import { services } from "./services";

export const actionsOf = ({ service, operation, actions }: AwsCall): readonly string[] =>
  actions ?? [`${services[service].iam}:${operation}`];

/** What the audit needs of an account, and no more: the actions of the calls that it makes. */
export function auditPolicy(): object {
  const actions = [...new Set(["sts:GetCallerIdentity", ...calls.flatMap(actionsOf)])].sort();
  // Lists and descriptions of a whole account have no narrower resource; nothing of this changes anything, and nothing reads objects or secrets.
  return { Version: "2012-10-17", Statement: [{ Sid: "ReadConfiguration", Effect: "Allow", Action: actions, Resource: "*" }] };
}

export const auditPolicyJson = (): string => `${JSON.stringify(auditPolicy(), undefined, 2)}\n`;
