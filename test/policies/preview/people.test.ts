import { peopleChecks as checks } from "../../../policies/preview/people";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { type Case, planned, table } from "./support";

const role = (assumeRolePolicy: Value) => planned("aws:iam/role:Role", "role", { assumeRolePolicy });
const trust = (it: string, principal: object, condition: object, want: string): Case => ({
  it,
  given: role(JSON.stringify({ Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", Condition: condition }] })),
  want: want as never,
});
const account = { AWS: "arn:aws:iam::111122223333:root" };

table("role-for-people-demands-mfa", checks["role-for-people-demands-mfa"], [
  trust("accepts an account with a second factor", account, { Bool: { "aws:MultiFactorAuthPresent": "true" } }, "pass"),
  trust("refuses an account without", account, {}, "fail"),
  trust("refuses an account by its number without", { AWS: "111122223333" }, {}, "fail"),
  trust("refuses a user without", { AWS: "arn:aws:iam::111122223333:user/ann" }, {}, "fail"),
  trust(
    "refuses a test that a session without a word on it passes",
    account,
    { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } },
    "fail",
  ),
  trust("refuses a test for none", account, { Bool: { "aws:MultiFactorAuthPresent": "false" } }, "fail"),
  trust("does not ask a role", { AWS: "arn:aws:iam::111122223333:role/ci" }, {}, "not-applicable"),
  trust("does not ask a service", { Service: "ec2.amazonaws.com" }, {}, "not-applicable"),
  trust("leaves a federated sign-in to its provider", { Federated: "arn:aws:iam::111122223333:saml-provider/idp" }, {}, "not-applicable"),
  { it: "defers an unknown trust", given: role(UNKNOWN), want: "deferred" },
  { it: "cannot read a hidden trust", given: role(new Hidden("ciphertext")), want: "not-evaluated" },
]);

const session = (inputs: Inputs, name = "SSM-SessionManagerRunShell") =>
  planned("aws:ssm/document:Document", "document", { name, content: JSON.stringify({ schemaVersion: "1.0", inputs }) });
table("session-manager-idle-bounded", checks["session-manager-idle-bounded"], [
  { it: "accepts the parameter", given: session({ idleSessionTimeout: "15", maxSessionDuration: "60" }), want: "pass" },
  { it: "refuses a longer rest", given: session({ idleSessionTimeout: "20", maxSessionDuration: "60" }), want: "fail" },
  { it: "refuses a session without end", given: session({ idleSessionTimeout: "15" }), want: "fail" },
  { it: "refuses the default", given: session({ maxSessionDuration: "60" }), want: "fail" },
  { it: "does not ask another document", given: session({}, "other"), want: "not-applicable" },
  {
    it: "cannot judge what is no JSON",
    given: planned("aws:ssm/document:Document", "document", { name: "SSM-SessionManagerRunShell", content: "---" }),
    want: "not-evaluated",
  },
  {
    it: "defers unknown content",
    given: planned("aws:ssm/document:Document", "document", { name: "SSM-SessionManagerRunShell", content: UNKNOWN }),
    want: "deferred",
  },
]);
