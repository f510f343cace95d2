import type { Settings } from "../settings";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { companions } from "./companions";
import type { Reader } from "./reader";
import { includesAdminPort, portsOf, whenOpenToInternet } from "./security-group-rules";
import { UNKNOWN, isTrue } from "./tree";
import { type Verdict, all, deferred, demand, fail, notApplicable, pass, worst } from "./verdict";

const groupType = "aws:ec2/securityGroup:SecurityGroup";
const defaultGroupType = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const ruleType = "aws:ec2/securityGroupRule:SecurityGroupRule";
const ingressType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egressType = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const vpcType = "aws:ec2/vpc:Vpc";
const clusterType = "aws:eks/cluster:Cluster";

/** The tag of a rule, or of the group that holds it inline, which the register of exposed services asks for. */
const approvedPortTag = "approved-public-port";

type Direction = "ingress" | "egress";

/** What `decide` says of each rule of one direction that a resource holds. */
function rules(resource: Reader, direction: Direction, decide: (rule: Reader) => Verdict): Verdict {
  if (resource.type === groupType) return worst(resource.every(direction, decide));
  if (resource.type !== ruleType) return decide(resource);
  const type = resource.read("type");
  if (type === UNKNOWN) return decide(resource).status === "pass" ? pass : deferred("type");
  return type === direction ? decide(resource) : notApplicable;
}

/** Only one port of the register may be open, HTTPS unless others are settled, on a rule that says so. A rule of the older kind cannot be tagged. */
function ingress(group: Reader, rule: Reader, { publicPorts }: Settings): Verdict {
  return whenOpenToInternet(rule, () => {
    const ports = portsOf(rule);
    if (ports === undefined) return deferred("the ports of a rule that is open to the internet");
    const approved = publicPorts.find((port) => ports !== "no ports" && ports.from === port && ports.to === port);
    return demand(
      approved !== undefined && group.read(`tags.${approvedPortTag}`) === String(approved),
      `a rule admits the whole internet; name the ranges or security groups that may connect, or for an approved HTTPS listener open only ${publicPorts.join(" or ")} and tag it ${approvedPortTag}`,
    );
  });
}

function egress(rule: Reader): Verdict {
  return whenOpenToInternet(rule, () => {
    const ports = portsOf(rule);
    if (ports === undefined) return deferred("the ports of a rule that is open to the internet");
    return demand(
      ports === "no ports" || !includesAdminPort(ports),
      "a rule lets everything out to the whole internet; list each destination with its port, e.g. TCP 443",
    );
  });
}

/** The eks component makes groups of its own, with an open egress rule, unless it is told not to. */
function clusterGroups(cluster: Reader): Verdict {
  if (cluster.type === clusterType) return notApplicable;
  return cluster.expect(
    "skipDefaultSecurityGroups",
    isTrue,
    "the component makes security groups that let everything out; set skipDefaultSecurityGroups: true and attach your own",
  );
}

function defaultGroupRule(rule: Reader): Verdict {
  const onDefault = rule.comesFrom("securityGroupId", defaultGroupType, vpcType);
  return onDefault ? fail("a rule opens the VPC's default security group; attach it to a group of its own") : notApplicable;
}

/** PCI DSS 1.2.5: ports and protocols that are let in are named. */
function namedPorts(rule: Reader): Verdict {
  const ports = portsOf(rule);
  if (ports === undefined) return deferred("the ports of a rule");
  return demand(
    ports === "no ports" || ports.to - ports.from < 65_535,
    "a rule lets every port in; name the protocol and the ports that are used",
  );
}

export const securityGroupChecks = {
  "security-group-no-public-ingress": onEach([groupType, ruleType, ingressType], (resource, settings) =>
    rules(resource, "ingress", (rule) => ingress(resource, rule, settings)),
  ),
  "security-group-ingress-ports-named": onEach([groupType, ruleType, ingressType], (resource) => rules(resource, "ingress", namedPorts)),
  "security-group-no-open-egress": onEach([groupType, ruleType, egressType, clusterType], (resource) =>
    resource.type === clusterType || resource.type === "eks:index:Cluster" ? clusterGroups(resource) : rules(resource, "egress", egress),
  ),
  "default-security-group-closed": onEachInPlan([defaultGroupType, ruleType, ingressType, egressType], (resource) =>
    resource.type === defaultGroupType
      ? all(
          ...["ingress", "egress"].map((direction) =>
            worst(resource.every(direction, () => fail("the default security group holds rules; remove them: an empty group closes it"))),
          ),
        )
      : defaultGroupRule(resource),
  ),
  "default-security-group-adopted": onEachInPlan(vpcType, (vpc, plan) =>
    demand(
      companions(plan, vpc, "vpcId", defaultGroupType).length > 0,
      "the VPC's default security group keeps AWS's open rules; adopt it with an ec2.DefaultSecurityGroup without rules",
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
