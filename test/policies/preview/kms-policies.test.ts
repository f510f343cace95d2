import { kmsPolicyChecks as checks } from "../../../policies/preview/kms-policies";
import { Hidden, type Inputs, Secret, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { type Case, planned, table } from "./support";

const account = "111122223333";
const role = `arn:aws:iam::${account}:role/app`;
const root = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" };
const use = { Effect: "Allow", Principal: { AWS: role }, Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: "*" };
const caller = { "kms:CallerAccount": account };
const everybody = { AWS: "*" };
const byCondition = { ...use, Principal: everybody, Condition: { StringEquals: caller, ArnLike: { "aws:PrincipalArn": role } } };
const logs = { Service: "logs.eu-west-1.amazonaws.com" };
const ownLogs = { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:${account}:log-group:/aws/eks/*` } };
const grant = { ...use, Action: "kms:CreateGrant" };
const forAws = { Bool: { "kms:GrantIsForAWSResource": "true" } };

const keyWith = (inputs: Inputs) => planned("aws:kms/key:Key", "key", inputs);
const key = (policy: Value) => keyWith({ policy });
const document = (...statements: readonly object[]) => key(JSON.stringify({ Version: "2012-10-17", Statement: statements }));

/** What every check on the policy does with a policy that is not there or cannot be read. */
const unreadable: readonly Case[] = [
  { it: "defers an unknown policy", given: key(UNKNOWN), want: "deferred" },
  { it: "cannot read a hidden policy", given: key(new Hidden("ciphertext")), want: "not-evaluated" },
  { it: "cannot read what is no policy", given: key("{"), want: "not-evaluated" },
  { it: "defers a policy with an unknown part", given: key({ Statement: [{ Effect: "Allow", Principal: UNKNOWN }] }), want: "deferred" },
];
const common: readonly Case[] = [
  ...unreadable,
  { it: "leaves a missing policy to its own check", given: keyWith({}), want: "not-applicable" },
  { it: "accepts root and a role in the principal", given: document(root, use), want: "pass" },
  { it: "accepts a role named by condition", given: document(root, byCondition), want: "pass" },
];

table("kms-key-policy-no-public-principal", checks["kms-key-policy-no-public-principal"], [
  ...common,
  { it: "refuses everybody", given: document(root, { ...use, Principal: "*" }), want: "fail" },
  { it: "refuses every AWS principal", given: document(root, { ...use, Principal: everybody }), want: "fail" },
  { it: "refuses everybody among others", given: document(root, { ...use, Principal: { AWS: [role, "*"] } }), want: "fail" },
  {
    it: "refuses everybody in a secret policy",
    given: key(new Secret(JSON.stringify({ Statement: { ...use, Principal: "*" } }))),
    want: "fail",
  },
  { it: "refuses everybody in a policy given as an object", given: key({ Statement: [{ ...use, Principal: "*" }] }), want: "fail" },
  { it: "refuses everybody but one", given: document(root, { ...use, Principal: undefined, NotPrincipal: { AWS: role } }), want: "fail" },
  {
    it: "refuses a condition that does not restrict",
    given: document({ ...use, Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    want: "fail",
  },
  { it: "refuses an encryption context alone", given: document({ ...use, Principal: "*", Condition: ownLogs }), want: "fail" },
  {
    it: "refuses roles of any account",
    given: document({ ...use, Principal: "*", Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/app" } } }),
    want: "fail",
  },
  {
    it: "refuses a condition on what the account is not",
    given: document({ ...use, Principal: "*", Condition: { StringNotEquals: caller } }),
    want: "fail",
  },
  {
    it: "accepts the organisation",
    given: document({ ...use, Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
    want: "pass",
  },
  { it: "accepts that everybody is denied", given: document(root, { ...use, Effect: "Deny", Principal: "*" }), want: "pass" },
  {
    it: "refuses another account's role",
    given: document(root, { ...use, Principal: { AWS: "arn:aws:iam::999988887777:role/app" } }),
    want: "fail",
  },
  { it: "refuses another account's id", given: document(root, { ...use, Principal: { AWS: "999988887777" } }), want: "fail" },
  {
    it: "cannot call an account strange where its own is not known",
    given: document({ ...use, Principal: { AWS: "arn:aws:iam::999988887777:role/app" } }),
    settings: { account: undefined },
    want: "pass",
  },
  {
    it: "looks at policies attached to a key",
    given: planned("aws:kms/keyPolicy:KeyPolicy", "policy", { policy: JSON.stringify({ Statement: { ...use, Principal: "*" } }) }),
    want: "fail",
  },
]);

table("kms-key-policy-names-callers", checks["kms-key-policy-names-callers"], [
  ...common,
  {
    it: "refuses the whole account",
    given: document(root, { ...use, Principal: everybody, Condition: { StringEquals: caller } }),
    want: "fail",
  },
  {
    it: "refuses the whole account in a pattern",
    given: document(root, { ...byCondition, Condition: { StringEquals: caller, ArnLike: { "aws:PrincipalArn": "*" } } }),
    want: "fail",
  },
  {
    it: "accepts the account through a service",
    given: document(root, {
      ...use,
      Principal: everybody,
      Condition: { StringEquals: { ...caller, "kms:ViaService": "ec2.eu-west-1.amazonaws.com" } },
    }),
    want: "pass",
  },
  { it: "leaves the open statement to its own check", given: document(root, { ...use, Principal: "*" }), want: "pass" },
]);

table("kms-key-policy-separates-duties", checks["kms-key-policy-separates-duties"], [
  ...common,
  {
    it: "accepts an administrator who cannot use",
    given: document(root, { ...use, Action: ["kms:PutKeyPolicy", "kms:DescribeKey"] }),
    want: "pass",
  },
  { it: "refuses a role that may do all", given: document(root, { ...use, Action: "kms:*" }), want: "fail" },
  { it: "refuses a role named by condition that may do all", given: document(root, { ...byCondition, Action: "kms:*" }), want: "fail" },
  { it: "refuses both in one statement", given: document(root, { ...use, Action: ["kms:Put*", "kms:Decrypt"] }), want: "fail" },
  { it: "refuses both in two statements", given: document(root, use, { ...use, Action: "kms:ScheduleKeyDeletion" }), want: "fail" },
  {
    it: "refuses both in two spellings of one role",
    given: document(root, byCondition, { ...use, Action: "kms:PutKeyPolicy" }),
    want: "fail",
  },
  { it: "refuses all but one action", given: document(root, { ...use, Action: undefined, NotAction: "kms:Encrypt" }), want: "fail" },
  { it: "accepts the account by its id as root", given: document({ ...root, Principal: { AWS: account } }), want: "pass" },
  { it: "leaves the open statement to its own check", given: document(root, { ...root, Principal: "*" }), want: "pass" },
]);

table("kms-key-policy-service-scoped", checks["kms-key-policy-service-scoped"], [
  ...common,
  {
    it: "accepts a service bound by the encryption context",
    given: document(root, { ...use, Principal: logs, Condition: ownLogs }),
    want: "pass",
  },
  {
    it: "accepts a service bound by the source account",
    given: document(root, { ...use, Principal: logs, Condition: { StringEquals: { "aws:SourceAccount": account } } }),
    want: "pass",
  },
  { it: "refuses a service without condition", given: document(root, { ...use, Principal: logs }), want: "fail" },
  {
    it: "refuses a context of any account",
    given: document(root, {
      ...use,
      Principal: logs,
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:*:*:*" } },
    }),
    want: "fail",
  },
]);

table("kms-key-policy-grants-for-aws-only", checks["kms-key-policy-grants-for-aws-only"], [
  ...common,
  { it: "accepts grants for AWS resources", given: document(root, { ...grant, Condition: forAws }), want: "pass" },
  { it: "refuses grants for anybody", given: document(root, grant), want: "fail" },
  {
    it: "refuses grants in a pattern of actions",
    given: document(root, { ...byCondition, Action: ["kms:Create*"] }),
    want: "fail",
  },
  {
    it: "refuses grants among other actions",
    given: document(root, { ...byCondition, Action: ["kms:Decrypt", "kms:CreateGrant"] }),
    want: "fail",
  },
  {
    it: "refuses the condition turned round",
    given: document(root, { ...grant, Condition: { Bool: { "kms:GrantIsForAWSResource": "false" } } }),
    want: "fail",
  },
]);

const deployer = `arn:aws:iam::${account}:role/deployer`;

table("kms-key-policy-no-deployer", checks["kms-key-policy-no-deployer"], [
  ...common,
  { it: "refuses the deployer as principal", given: document(root, { ...use, Principal: { AWS: deployer } }), want: "fail" },
  {
    it: "refuses the deployer in a condition",
    given: document(root, { ...byCondition, Condition: { StringEquals: caller, ArnEquals: { "aws:PrincipalArn": deployer } } }),
    want: "fail",
  },
  {
    it: "has nothing to compare where no deployer is named",
    given: document(root, use),
    settings: { deployerRoleArn: undefined },
    want: "not-applicable",
  },
]);

table("kms-key-policy-keeps-root", checks["kms-key-policy-keeps-root"], [
  ...unreadable,
  { it: "accepts root", given: document(root, use), want: "pass" },
  { it: "accepts AWS's policy, which is root's", given: keyWith({}), want: "pass" },
  { it: "refuses a policy without root", given: document(use), want: "fail" },
  { it: "refuses root without administration", given: document({ ...root, Action: "kms:Decrypt" }), want: "fail" },
  {
    it: "refuses the root of another account",
    given: document({ ...root, Principal: { AWS: "arn:aws:iam::999988887777:root" } }),
    want: "fail",
  },
  {
    it: "accepts any root where the account is not known",
    given: document({ ...root, Principal: { AWS: "arn:aws:iam::999988887777:root" } }),
    settings: { account: undefined },
    want: "pass",
  },
  { it: "refuses a denied root", given: document({ ...root, Effect: "Deny" }), want: "fail" },
  { it: "leaves the open statement to its own check", given: document({ ...root, Principal: "*" }), want: "pass" },
  { it: "refuses the bypass of AWS's own test", given: keyWith({ bypassPolicyLockoutSafetyCheck: true }), want: "fail" },
  { it: "accepts the bypass written out as off", given: keyWith({ bypassPolicyLockoutSafetyCheck: false }), want: "pass" },
  { it: "defers an unknown bypass", given: keyWith({ bypassPolicyLockoutSafetyCheck: UNKNOWN }), want: "deferred" },
]);
