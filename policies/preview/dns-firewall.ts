import { type PreviewCheck, onEachInPlan } from "./check";
import { sourcesOf } from "./companions";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { UNKNOWN, numberOf } from "./tree";
import { type Verdict, deferred, demand, fail, notEvaluated, worst } from "./verdict";

const associationType = "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation";
const groupType = "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup";
const ruleType = "aws:route53/resolverFirewallRule:ResolverFirewallRule";
const listType = "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList";

/** A firewall of names that lets through what no rule mentions is a list of known bad names, and no limit. */
function blocksRest(association: Reader, plan: Plan): Verdict {
  const groups = sourcesOf(plan, association, "firewallRuleGroupId", groupType);
  if (groups.length === 0) return notEvaluated("the rule group is not in this program");
  return worst(groups.map((group) => lastRuleBlocks(group, plan)));
}

function lastRuleBlocks(group: Reader, plan: Plan): Verdict {
  const rules = plan.ofType(ruleType).filter((rule) => rule.sources("firewallRuleGroupId").includes(group.urn));
  if (rules.some((rule) => rule.read("priority") === UNKNOWN)) return deferred("priority");
  const [last] = [...rules].sort((one, other) => order(other) - order(one));
  const open = "names that no rule mentions are answered; let the last rule BLOCK a domain list with the one entry *";
  if (last === undefined) return fail(open);
  const lists = sourcesOf(plan, last, "firewallDomainListId", listType);
  return worst([
    last.expect("action", (action) => action === "BLOCK", open),
    ...lists.map((list) =>
      worst(list.every("domains", (domain) => domain.expect("", (name) => name === "*" || name === "*.", open), fail(open))),
    ),
    demand(lists.length > 0, open),
  ]);
}

const order = (rule: Reader): number => numberOf(rule.read("priority")) ?? 0;

export const dnsFirewallChecks = {
  "dns-firewall-blocks-the-rest": onEachInPlan(associationType, blocksRest),
} as const satisfies Record<string, PreviewCheck>;
