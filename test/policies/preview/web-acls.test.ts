import { Hidden, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { webAclChecks as checks } from "../../../policies/preview/web-acls";
import { planned, table } from "./support";

const acl = (rules?: Value) => planned("aws:wafv2/webAcl:WebAcl", "acl", { rules });
const managed = (overrideAction: Value): Value => [
  { statement: { managedRuleGroupStatement: { name: "AWSManagedRulesCommonRuleSet" } }, overrideAction },
];
const logging = (resourceArn: Value, from: readonly ReturnType<typeof acl>[] = []) =>
  planned("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "logging", { resourceArn }, { from: { resourceArn: from } });

table("web-acl-blocks", checks["web-acl-blocks"], [
  { it: "accepts a managed group that blocks", given: acl(managed({ none: {} })), want: "pass" },
  { it: "refuses one that only counts", given: acl(managed({ count: {} })), want: "fail" },
  { it: "accepts a rule of its own", given: acl([{ statement: { geoMatchStatement: {} }, action: { block: {} } }]), want: "pass" },
  { it: "refuses no rule", given: acl(), want: "fail" },
  { it: "defers unknown rules", given: acl(UNKNOWN), want: "deferred" },
  { it: "cannot read hidden rules", given: acl(new Hidden("ciphertext")), want: "not-evaluated" },
]);

table("web-acl-logged", checks["web-acl-logged"], [
  { it: "accepts a web ACL with logging", given: [acl(), logging(UNKNOWN, [acl()])], want: { acl: "pass" } },
  { it: "refuses one without", given: acl(), want: "fail" },
  { it: "refuses another's logging", given: [acl(), logging("arn:aws:wafv2:other")], want: { acl: "fail" } },
  { it: "defers logging of something unknown", given: [acl(), logging(UNKNOWN)], want: { acl: "deferred" } },
]);
