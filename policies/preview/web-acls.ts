import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { companions } from "./companions";
import { obscured } from "./obscured";
import type { Reader } from "./reader";
import { type Verdict, all, fail, pass } from "./verdict";

const aclType = "aws:wafv2/webAcl:WebAcl";
const loggingType = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";

/** A managed group of rules that only counts blocks nothing. */
const blocks = (rule: Reader): Verdict =>
  rule.inspect("statement.managedRuleGroupStatement", (group) =>
    group === undefined
      ? pass
      : rule.expect("overrideAction.count", (count) => count === undefined, "a managed group only counts; set overrideAction to none"),
  );

export const webAclChecks = {
  "web-acl-blocks": onEach(aclType, (acl) =>
    all(...acl.every("rules", blocks, fail("the web ACL has no rule; add a managed group of rules"))),
  ),
  "web-acl-logged": onEachInPlan(aclType, (acl, plan) => {
    if (companions(plan, acl, "resourceArn", loggingType).length > 0) return pass;
    const loose = plan.ofType(loggingType).filter((one) => one.sources("resourceArn").length === 0);
    return (
      obscured(loose, "resourceArn") ?? fail("nobody sees what the web ACL decides; add a wafv2.WebAclLoggingConfiguration with its ARN")
    );
  }),
} as const satisfies Record<string, PreviewCheck>;
