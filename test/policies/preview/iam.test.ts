import { iamChecks } from "../../../policies/preview/iam";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { planned, platform, table } from "./support";

const statement = (inputs: Inputs): Inputs => ({ Effect: "Allow", Resource: "*", ...inputs });
const document = (...statements: readonly Inputs[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const policy = (...statements: readonly Inputs[]) => planned("aws:iam/policy:Policy", "policy", { policy: document(...statements) });
const rolePolicy = (inputs: Inputs) => planned("aws:iam/rolePolicy:RolePolicy", "policy", inputs);
const role = (inputs: Inputs, name = "role") => planned("aws:iam/role:Role", name, inputs);

table("iam-policy-no-full-access", iamChecks["iam-policy-no-full-access"], [
  { it: "passes for named actions", given: policy(statement({ Action: ["logs:PutLogEvents", "logs:Describe*"] })), want: "pass" },
  { it: "fails for everything", given: policy(statement({ Action: "*" })), want: "fail" },
  { it: "fails for everything in two halves", given: policy(statement({ Action: "*:*" })), want: "fail" },
  { it: "fails for a whole service", given: policy(statement({ Action: ["logs:PutLogEvents", "s3:*"] })), want: "fail" },
  {
    it: "fails for a whole service on one resource",
    given: policy(statement({ Action: "s3:*", Resource: "arn:aws:s3:::mine" })),
    want: "fail",
  },
  { it: "fails for a service by a pattern", given: policy(statement({ Action: "i?m:**" })), want: "fail" },
  { it: "fails for all but something", given: policy(statement({ NotAction: "iam:*" })), want: "fail" },
  { it: "fails for a second statement", given: policy(statement({ Action: "s3:GetObject" }), statement({ Action: "*" })), want: "fail" },
  { it: "passes for a refusal of everything", given: policy({ Effect: "Deny", Action: "*", Resource: "*" }), want: "pass" },
  { it: "looks at a role's own policies", given: rolePolicy({ policy: document(statement({ Action: "*" })) }), want: "fail" },
  { it: "looks at an object", given: rolePolicy({ policy: { Statement: [statement({ Action: "*" })] } }), want: "fail" },
  {
    it: "looks at policies inside a role",
    given: role({ inlinePolicies: [{ name: "x", policy: document(statement({ Action: "*" })) }] }),
    want: "fail",
  },
  {
    it: "looks at policies of groups",
    given: planned("aws:iam/groupPolicy:GroupPolicy", "policy", { policy: document(statement({ Action: "*" })) }),
    want: "fail",
  },
  { it: "has nothing to say of a role without them", given: role({}), want: "not-applicable" },
  { it: "is deferred when unknown", given: rolePolicy({ policy: UNKNOWN }), want: "deferred" },
  {
    it: "is deferred when an action is unknown",
    given: rolePolicy({ policy: { Statement: [statement({ Action: [UNKNOWN] })] } }),
    want: "deferred",
  },
  { it: "is deferred when the policies inside a role are unknown", given: role({ inlinePolicies: UNKNOWN }), want: "deferred" },
  { it: "is not evaluated when hidden", given: rolePolicy({ policy: new Hidden("encrypted") }), want: "not-evaluated" },
]);

const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const attach = (policyArn: Inputs[string], to: Inputs[string] = "worker", from: Parameters<typeof planned>[3] = {}) =>
  planned("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attachment", { policyArn, role: to }, from);
const breakGlass = role({ name: "break-glass" }, "emergency");

table("iam-admin-policy-not-attached", iamChecks["iam-admin-policy-not-attached"], [
  { it: "passes for another policy", given: attach(managed("AmazonEKSClusterPolicy")), want: "pass" },
  { it: "fails for the administrator's", given: attach(managed("AdministratorAccess")), want: "fail" },
  { it: "fails for the power user's", given: attach(managed("PowerUserAccess")), want: "fail" },
  { it: "fails in another partition", given: attach("arn:aws-us-gov:iam::aws:policy/IAMFullAccess"), want: "fail" },
  {
    it: "fails for a group",
    given: planned("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "attachment", {
      policyArn: managed("AdministratorAccess"),
      group: "ops",
    }),
    want: "fail",
  },
  { it: "fails in a role's own list", given: role({ managedPolicyArns: [managed("AdministratorAccess")] }), want: "fail" },
  { it: "leaves break-glass its own", given: attach(managed("AdministratorAccess"), "break-glass"), want: "not-applicable" },
  {
    it: "leaves it in its own list",
    given: role({ name: "break-glass", managedPolicyArns: [managed("AdministratorAccess")] }),
    want: "not-applicable",
  },
  {
    it: "knows break-glass by where an unknown name comes from",
    given: [breakGlass, attach(managed("AdministratorAccess"), UNKNOWN, { from: { role: [breakGlass] } })],
    want: { emergency: "not-applicable", attachment: "not-applicable" },
  },
  {
    it: "knows no break-glass where the stack file names none",
    given: attach(managed("AdministratorAccess"), "break-glass"),
    settings: { breakGlassRoleArn: undefined },
    want: "fail",
  },
  { it: "has nothing to say of a role without a list", given: role({}), want: "not-applicable" },
  { it: "is deferred when the policy is unknown", given: attach(UNKNOWN), want: "deferred" },
  { it: "is deferred when a role's list is unknown", given: role({ managedPolicyArns: UNKNOWN }), want: "deferred" },
]);

const user = (type: string) => planned(`aws:iam/${type}`, "it", {});
table("iam-no-users-or-access-keys", iamChecks["iam-no-users-or-access-keys"], [
  { it: "passes for a platform that makes none", given: [platform, role({})], want: { platform: "pass" } },
  { it: "says nothing of another program that makes none", given: role({}), want: {} },
  { it: "fails for a user", given: [platform, user("user:User")], want: { it: "fail" } },
  { it: "fails for a user in another program", given: user("user:User"), want: "fail" },
  { it: "fails for an access key", given: user("accessKey:AccessKey"), want: "fail" },
  { it: "fails for a password", given: user("userLoginProfile:UserLoginProfile"), want: "fail" },
]);

table("iam-role-session-bounded", iamChecks["iam-role-session-bounded"], [
  { it: "passes when nothing is said: the default is one hour", given: role({}), want: "pass" },
  { it: "passes with the default written out", given: role({ maxSessionDuration: 3600 }), want: "pass" },
  { it: "fails for longer", given: role({ maxSessionDuration: 3601 }), want: "fail" },
  { it: "fails for longer as text", given: role({ maxSessionDuration: "43200" }), want: "fail" },
  {
    it: "passes for longer where that is allowed",
    given: role({ maxSessionDuration: 7200 }),
    settings: { parameters: { "session.max.seconds": 7200 } },
    want: "pass",
  },
  { it: "fails for what is no number", given: role({ maxSessionDuration: "long" }), want: "fail" },
  { it: "is deferred when unknown", given: role({ maxSessionDuration: UNKNOWN }), want: "deferred" },
]);
