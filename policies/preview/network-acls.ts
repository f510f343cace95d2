import { type PreviewCheck, onEach } from "./check";
import type { Reader } from "./reader";
import { includesRemoteLogin, portsOf, whenOpenToInternet } from "./security-group-rules";
import { UNKNOWN, isTrue } from "./tree";
import { type Verdict, deferred, demand, notApplicable, worst } from "./verdict";

const ruleType = "aws:ec2/networkAclRule:NetworkAclRule";
const aclTypes = ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"] as const;

/** An entry by itself: whether one with a lower number denies the same is not looked at, because the next edit may change that. */
function entry(rule: Reader, action: "action" | "ruleAction"): Verdict {
  const decision = rule.read(action);
  if (typeof decision === "string" && decision.toLowerCase() === "deny") return notApplicable;
  return whenOpenToInternet(rule, () => {
    const ports = portsOf(rule);
    if (ports === undefined || decision === UNKNOWN) return deferred("the ports or the action of an entry that is open to the internet");
    return demand(
      ports === "no ports" || !includesRemoteLogin(ports),
      "an entry admits the whole internet to SSH or RDP; narrow its range or its ports",
    );
  });
}

function standalone(rule: Reader): Verdict {
  const egress = rule.read("egress");
  if (isTrue(egress)) return notApplicable;
  const verdict = entry(rule, "ruleAction");
  return egress === UNKNOWN && verdict.status === "fail" ? deferred("egress") : verdict;
}

export const networkAclChecks = {
  "network-acl-no-public-admin-ports": onEach([ruleType, ...aclTypes], (resource) =>
    resource.type === ruleType ? standalone(resource) : worst(resource.every("ingress", (rule) => entry(rule, "action"))),
  ),
} as const satisfies Record<string, PreviewCheck>;
