import { iamResourceChecks as checks } from "../../../policies/preview/iam-resources";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { type Case, planned, table } from "./support";

const document = (...statements: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (Action: string | readonly string[], Resource: string, more: object = {}) => ({ Effect: "Allow", Action, Resource, ...more });
const policy = (text: Value, more: Inputs = {}) => planned("aws:iam/policy:Policy", "policy", { policy: text, ...more });
const row = (it: string, statement: object, want: string): Case => ({ it, given: policy(document(statement)), want: want as never });

table("iam-policy-resources-named", checks["iam-policy-resources-named"], [
  row("accepts a named resource", allow("s3:GetObject", "arn:aws:s3:::bucket/*"), "pass"),
  row("refuses every resource", allow("s3:GetObject", "*"), "fail"),
  row("refuses every resource of a service", allow("sqs:SendMessage", "arn:aws:sqs:*:*:*"), "fail"),
  row("refuses all but some", { Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::b/*" }, "fail"),
  row("accepts every resource under a condition", allow("ec2:CreateTags", "*", { Condition: { StringEquals: { a: "b" } } }), "pass"),
  row("accepts what IAM cannot tie to a resource", allow(["ec2:DescribeInstances", "ecr:GetAuthorizationToken"], "*"), "pass"),
  row("refuses such an action beside one that it can", allow(["ec2:DescribeInstances", "ec2:RunInstances"], "*"), "fail"),
  row("accepts refusals", { Effect: "Deny", Action: "s3:*", Resource: "*" }, "pass"),
  {
    it: "looks into policies inside a role",
    given: planned("aws:iam/role:Role", "role", { inlinePolicies: [{ policy: document(allow("s3:PutObject", "*")) }] }),
    want: "fail",
  },
  { it: "defers an unknown policy", given: policy(UNKNOWN), want: "deferred" },
  { it: "cannot read a hidden policy", given: policy(new Hidden("ciphertext")), want: "not-evaluated" },
]);

const group = planned("aws:cloudwatch/logGroup:LogGroup", "group", { name: "/aws/eks/c/cluster" });
const logs = (name: string) => `arn:aws:logs:eu-west-1:111122223333:log-group:${name}`;
const reads = (resource: string, action = "logs:GetLogEvents", more: Inputs = {}) => policy(document(allow(action, resource)), more);
const ofGroup = (it: string, given: Case["given"], want: string): Case => ({
  it,
  given: [group, given].flat(),
  want: { policy: want as never },
});

table("audit-log-readers-limited", checks["audit-log-readers-limited"], [
  ofGroup("accepts logs of something else", reads(logs("/app:*")), "pass"),
  ofGroup("refuses an audit group", reads(logs("/aws/eks/c/cluster:*")), "fail"),
  ofGroup("refuses an audit group by its streams", reads(logs("/aws/eks/c/cluster:log-stream:kube-apiserver-audit")), "fail"),
  ofGroup("refuses a pattern that takes it in", reads(logs("/aws/eks/*"), "logs:Filter*"), "fail"),
  ofGroup("refuses every group", reads("*", "logs:StartQuery"), "fail"),
  ofGroup("accepts who writes", reads("*", "logs:PutLogEvents"), "pass"),
  ofGroup("does not ask a policy for auditors", reads("*", "logs:GetLogEvents", { tags: { purpose: "audit" } }), "not-applicable"),
  {
    it: "does not ask a policy of the role of auditors",
    given: [
      group,
      planned("aws:iam/role:Role", "role", { tags: { purpose: "audit" }, inlinePolicies: [] }),
      planned(
        "aws:iam/rolePolicy:RolePolicy",
        "policy",
        { policy: document(allow("logs:GetLogEvents", "*")) },
        { from: { role: [planned("aws:iam/role:Role", "role")] } },
      ),
    ],
    want: { policy: "not-applicable", role: "not-applicable" },
  },
  ofGroup("defers an unknown policy", policy(UNKNOWN), "deferred"),
]);
