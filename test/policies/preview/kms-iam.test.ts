import { kmsIamChecks as checks } from "../../../policies/preview/kms-iam";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012";
const policy = (value: Value) => planned("aws:iam/policy:Policy", "policy", { policy: value });
const document = (...statements: readonly object[]) => JSON.stringify({ Statement: statements });
const decrypt = { Effect: "Allow", Action: "kms:Decrypt", Resource: "*" };
const allow = (over: Inputs) => policy(document({ ...decrypt, ...over }));

table("iam-policy-no-kms-on-every-key", checks["iam-policy-no-kms-on-every-key"], [
  { it: "accepts a named key", given: allow({ Resource: keyArn }), want: "pass" },
  { it: "accepts other actions on everything", given: allow({ Action: ["kms:DescribeKey", "s3:GetObject"] }), want: "pass" },
  { it: "refuses to decrypt with every key", given: allow({}), want: "fail" },
  { it: "refuses it among other actions", given: allow({ Action: ["kms:DescribeKey", "kms:Decrypt"] }), want: "fail" },
  { it: "refuses a pattern of actions", given: allow({ Action: "kms:ReEncrypt*" }), want: "fail" },
  { it: "refuses every key of an account", given: allow({ Resource: "arn:aws:kms:*:111122223333:key/*" }), want: "fail" },
  { it: "refuses one open resource among others", given: allow({ Resource: [keyArn, "*"] }), want: "fail" },
  {
    it: "refuses all resources but one",
    given: policy(document({ Effect: "Allow", Action: "kms:Decrypt", NotResource: keyArn })),
    want: "fail",
  },
  {
    it: "accepts every key through a service",
    given: allow({ Condition: { StringEquals: { "kms:ViaService": "ec2.eu-west-1.amazonaws.com" } } }),
    want: "pass",
  },
  {
    it: "accepts keys by alias",
    given: allow({ Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/platform" } } }),
    want: "pass",
  },
  { it: "accepts a denial", given: allow({ Effect: "Deny" }), want: "pass" },
  { it: "leaves whole services to their own check", given: allow({ Action: "kms:*" }), want: "pass" },
  {
    it: "looks into the inline policies of a role",
    given: planned("aws:iam/role:Role", "role", { inlinePolicies: [{ name: "a", policy: document(decrypt) }] }),
    want: "fail",
  },
  { it: "does not ask a role without inline policies", given: planned("aws:iam/role:Role", "role"), want: "not-applicable" },
  {
    it: "looks at a role's policy",
    given: planned("aws:iam/rolePolicy:RolePolicy", "policy", { policy: document(decrypt) }),
    want: "fail",
  },
  { it: "defers an unknown policy", given: policy(UNKNOWN), want: "deferred" },
  { it: "cannot read a hidden policy", given: policy(new Hidden("ciphertext")), want: "not-evaluated" },
  { it: "cannot read what is no policy", given: policy("{"), want: "not-evaluated" },
]);
