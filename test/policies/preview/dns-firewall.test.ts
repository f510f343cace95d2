import { dnsFirewallChecks as checks } from "../../../policies/preview/dns-firewall";
import { type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const group = planned("aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup", "group");
const association = planned(
  "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
  "association",
  {},
  { from: { firewallRuleGroupId: [group] } },
);
const list = (name: string, domains: Value) =>
  planned("aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList", name, { domains });
const everything = list("everything", ["*"]);
const good = list("good", ["example.com"]);
const rule = (name: string, inputs: Inputs, of = everything) =>
  planned("aws:route53/resolverFirewallRule:ResolverFirewallRule", name, inputs, {
    from: { firewallRuleGroupId: [group], firewallDomainListId: [of] },
  });
const admits = rule("admits", { action: "ALLOW", priority: 1 }, good);
const base = [group, association, everything, good, admits];

table("dns-firewall-blocks-the-rest", checks["dns-firewall-blocks-the-rest"], [
  {
    it: "accepts a last rule that blocks all",
    given: [...base, rule("last", { action: "BLOCK", priority: 9 })],
    want: { association: "pass" },
  },
  { it: "refuses a list of good names alone", given: base, want: { association: "fail" } },
  {
    it: "refuses a last rule that tells only",
    given: [...base, rule("last", { action: "ALERT", priority: 9 })],
    want: { association: "fail" },
  },
  {
    it: "refuses a last rule that blocks some names",
    given: [...base, rule("last", { action: "BLOCK", priority: 9 }, good)],
    want: { association: "fail" },
  },
  {
    it: "refuses a rule that blocks all before others",
    given: [...base, rule("first", { action: "BLOCK", priority: 0 })],
    want: { association: "fail" },
  },
  { it: "refuses no rule", given: [group, association], want: { association: "fail" } },
  {
    it: "defers an unknown order",
    given: [...base, rule("last", { action: "BLOCK", priority: UNKNOWN })],
    want: { association: "deferred" },
  },
  {
    it: "cannot judge a rule group of another program",
    given: planned(association.type, "association", { firewallRuleGroupId: "rslvr-frg-1" }),
    want: "not-evaluated",
  },
]);
