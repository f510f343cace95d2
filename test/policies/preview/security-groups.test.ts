import { securityGroupChecks as checks } from "../../../policies/preview/security-groups";
import { Hidden, type Inputs, Secret, UNKNOWN } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const vpc = planned("aws:ec2/vpc:Vpc", "vpc");
const group = (inputs: Inputs) => planned("aws:ec2/securityGroup:SecurityGroup", "group", inputs);
const oldRule = (inputs: Inputs) => planned("aws:ec2/securityGroupRule:SecurityGroupRule", "rule", inputs);
const ingressRule = (inputs: Inputs) => planned("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "rule", inputs);
const egressRule = (inputs: Inputs) => planned("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "rule", inputs);
const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
const inlineHttps = { protocol: "tcp", fromPort: 443, toPort: 443 };
const approved = { tags: { "approved-public-port": "443" } };

table("security-group-no-public-ingress", checks["security-group-no-public-ingress"], [
  { it: "accepts a private range", given: ingressRule({ ...https, cidrIpv4: "10.20.0.0/16" }), want: "pass" },
  { it: "accepts a range of /8", given: ingressRule({ ...https, cidrIpv4: "10.0.0.0/8" }), want: "pass" },
  { it: "accepts a security group as source", given: ingressRule({ ...https, referencedSecurityGroupId: "sg-1" }), want: "pass" },
  { it: "accepts a prefix list as source", given: ingressRule({ ...https, prefixListId: "pl-1" }), want: "pass" },
  { it: "accepts the approved HTTPS port", given: ingressRule({ ...https, ...approved, cidrIpv4: "0.0.0.0/0" }), want: "pass" },
  {
    it: "accepts another port that the stack file settles and a tag approves",
    given: ingressRule({
      ipProtocol: "tcp",
      fromPort: 8443,
      toPort: 8443,
      tags: { "approved-public-port": "8443" },
      cidrIpv4: "0.0.0.0/0",
    }),
    settings: { publicPorts: [443, 8443] },
    want: "pass",
  },
  {
    it: "refuses a settled port that another one's tag approves",
    given: ingressRule({ ipProtocol: "tcp", fromPort: 8443, toPort: 8443, ...approved, cidrIpv4: "0.0.0.0/0" }),
    settings: { publicPorts: [443, 8443] },
    want: "fail",
  },
  { it: "refuses HTTPS that nobody approved", given: ingressRule({ ...https, cidrIpv4: "0.0.0.0/0" }), want: "fail" },
  {
    it: "refuses another port under the approval tag",
    given: ingressRule({ ipProtocol: "tcp", fromPort: 22, toPort: 22, ...approved, cidrIpv4: "0.0.0.0/0" }),
    want: "fail",
  },
  {
    it: "refuses a range of ports under the approval tag",
    given: ingressRule({ ipProtocol: "tcp", fromPort: 443, toPort: 6443, ...approved, cidrIpv4: "0.0.0.0/0" }),
    want: "fail",
  },
  {
    it: "refuses all protocols under the approval tag",
    given: ingressRule({ ipProtocol: "-1", ...approved, cidrIpv4: "0.0.0.0/0" }),
    want: "fail",
  },
  { it: "refuses the IPv6 internet", given: ingressRule({ ...https, cidrIpv6: "::/0" }), want: "fail" },
  { it: "refuses the global unicast range", given: ingressRule({ ...https, cidrIpv6: "2000::/3" }), want: "fail" },
  { it: "accepts unique local IPv6 addresses", given: ingressRule({ ...https, cidrIpv6: "fd00::/8" }), want: "pass" },
  { it: "refuses half of the internet", given: ingressRule({ ...https, cidrIpv4: "128.0.0.0/1" }), want: "fail" },
  { it: "refuses a secret open range", given: ingressRule({ ...https, cidrIpv4: new Secret("0.0.0.0/0") }), want: "fail" },
  { it: "defers an unknown range", given: ingressRule({ ...https, cidrIpv4: UNKNOWN }), want: "deferred" },
  { it: "passes an unknown range on the approved port", given: ingressRule({ ...https, ...approved, cidrIpv4: UNKNOWN }), want: "pass" },
  {
    it: "defers unknown ports open to the internet",
    given: ingressRule({ ipProtocol: "tcp", fromPort: UNKNOWN, toPort: UNKNOWN, ...approved, cidrIpv4: "0.0.0.0/0" }),
    want: "deferred",
  },
  { it: "cannot read what is not a range", given: ingressRule({ ...https, cidrIpv4: "anywhere" }), want: "not-evaluated" },
  { it: "cannot read a hidden range", given: ingressRule({ ...https, cidrIpv4: new Hidden("ciphertext") }), want: "not-evaluated" },
  { it: "passes a group without inline rules", given: group({}), want: "pass" },
  { it: "passes a group whose rules are written as an empty list", given: group({ ingress: [] }), want: "pass" },
  { it: "accepts a private inline rule", given: group({ ingress: [{ ...inlineHttps, cidrBlocks: ["10.20.0.0/16"] }] }), want: "pass" },
  {
    it: "refuses one open inline rule among others",
    given: group({
      ingress: [
        { ...inlineHttps, self: true },
        { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/16", "0.0.0.0/0"] },
      ],
    }),
    want: "fail",
  },
  {
    it: "refuses an open inline IPv6 rule",
    given: group({ ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] }] }),
    want: "fail",
  },
  {
    it: "accepts the approved inline port",
    given: group({ ...approved, ingress: [{ ...inlineHttps, cidrBlocks: ["0.0.0.0/0"] }] }),
    want: "pass",
  },
  { it: "defers unknown inline rules", given: group({ ingress: UNKNOWN }), want: "deferred" },
  {
    it: "refuses an open range beside an unknown one",
    given: group({ ingress: [{ ...inlineHttps, cidrBlocks: [UNKNOWN, "0.0.0.0/0"] }] }),
    want: "fail",
  },
  {
    it: "refuses an open rule of the older kind",
    given: oldRule({ type: "ingress", ...inlineHttps, cidrBlocks: ["0.0.0.0/0"] }),
    want: "fail",
  },
  {
    it: "leaves egress to its own check",
    given: oldRule({ type: "egress", protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }),
    want: "not-applicable",
  },
  {
    it: "defers an open rule of an unknown direction",
    given: oldRule({ type: UNKNOWN, protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }),
    want: "deferred",
  },
  {
    it: "passes a narrow rule of an unknown direction",
    given: oldRule({ type: UNKNOWN, protocol: "-1", cidrBlocks: ["10.0.0.0/8"] }),
    want: "pass",
  },
  { it: "has nothing to say without rules", given: vpc, want: {} },
]);

const cluster = (inputs: Inputs) => planned("eks:index:Cluster", "cluster", inputs, { custom: false });

table("security-group-no-open-egress", checks["security-group-no-open-egress"], [
  { it: "accepts one named port to the internet", given: egressRule({ ...https, cidrIpv4: "0.0.0.0/0" }), want: "pass" },
  { it: "accepts everything to a private range", given: egressRule({ ipProtocol: "-1", cidrIpv4: "10.0.0.0/16" }), want: "pass" },
  { it: "refuses everything to the internet", given: egressRule({ ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" }), want: "fail" },
  { it: "refuses everything to the IPv6 internet", given: egressRule({ ipProtocol: -1, cidrIpv6: "::/0" }), want: "fail" },
  {
    it: "refuses every TCP port to the internet",
    given: egressRule({ ipProtocol: "tcp", fromPort: 0, toPort: 65535, cidrIpv4: "0.0.0.0/0" }),
    want: "fail",
  },
  {
    it: "refuses a range that holds an administration port",
    given: egressRule({ ipProtocol: "tcp", fromPort: 1024, toPort: 65535, cidrIpv4: "0.0.0.0/0" }),
    want: "fail",
  },
  { it: "refuses TCP without ports", given: egressRule({ ipProtocol: "tcp", cidrIpv4: "0.0.0.0/0" }), want: "fail" },
  { it: "accepts ICMP", given: egressRule({ ipProtocol: "icmp", fromPort: -1, toPort: -1, cidrIpv4: "0.0.0.0/0" }), want: "pass" },
  { it: "defers an unknown range with every port", given: egressRule({ ipProtocol: "-1", cidrIpv4: UNKNOWN }), want: "deferred" },
  { it: "passes an unknown range with one port", given: egressRule({ ...https, cidrIpv4: UNKNOWN }), want: "pass" },
  { it: "defers an unknown protocol", given: egressRule({ ipProtocol: UNKNOWN, cidrIpv4: "0.0.0.0/0" }), want: "deferred" },
  { it: "passes a group without inline rules, which has no egress", given: group({}), want: "pass" },
  {
    it: "refuses an open inline rule",
    given: group({ egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] }),
    want: "fail",
  },
  {
    it: "refuses an open rule of the older kind",
    given: oldRule({ type: "egress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }),
    want: "fail",
  },
  {
    it: "leaves ingress to its own check",
    given: oldRule({ type: "ingress", protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }),
    want: "not-applicable",
  },
  { it: "accepts the eks component without its groups", given: cluster({ skipDefaultSecurityGroups: true }), want: "pass" },
  { it: "refuses the eks component with its groups", given: cluster({}), want: "fail" },
  { it: "refuses the component's default written out", given: cluster({ skipDefaultSecurityGroups: false }), want: "fail" },
  { it: "defers when that is unknown", given: cluster({ skipDefaultSecurityGroups: UNKNOWN }), want: "deferred" },
  { it: "does not ask the plain cluster", given: planned("aws:eks/cluster:Cluster", "plain"), want: "not-applicable" },
]);

const defaultGroup = (inputs: Inputs) =>
  planned("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "default", inputs, { from: { vpcId: [vpc] } });
const attached = (to: ReturnType<typeof planned>) =>
  planned(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "rule",
    { ...https, securityGroupId: UNKNOWN },
    { from: { securityGroupId: [to] } },
  );

table("default-security-group-closed", checks["default-security-group-closed"], [
  { it: "accepts an adopted group without rules", given: defaultGroup({}), want: "pass" },
  { it: "accepts empty lists of rules", given: defaultGroup({ ingress: [], egress: [] }), want: "pass" },
  { it: "refuses an ingress rule", given: defaultGroup({ ingress: [{ protocol: "-1", self: true }] }), want: "fail" },
  { it: "refuses an egress rule", given: defaultGroup({ egress: [{ protocol: "-1", cidrBlocks: ["10.0.0.0/16"] }] }), want: "fail" },
  { it: "defers unknown rules", given: defaultGroup({ ingress: UNKNOWN }), want: "deferred" },
  {
    it: "refuses a rule attached to the adopted group",
    given: [defaultGroup({}), attached(defaultGroup({}))],
    want: { default: "pass", rule: "fail" },
  },
  { it: "refuses a rule attached through the VPC's own output", given: [vpc, attached(vpc)], want: "fail" },
  { it: "does not ask a rule of another group", given: [group({}), attached(group({}))], want: "not-applicable" },
  { it: "has nothing to say without a default group", given: vpc, want: {} },
]);

const other = planned("aws:ec2/vpc:Vpc", "other");

table("default-security-group-adopted", checks["default-security-group-adopted"], [
  { it: "accepts a VPC whose default group is adopted", given: [vpc, defaultGroup({})], want: "pass" },
  {
    it: "leaves the group's rules to their own check",
    given: [vpc, defaultGroup({ ingress: [{ protocol: "-1", self: true }] })],
    want: "pass",
  },
  { it: "refuses a VPC whose default group is left alone", given: vpc, want: "fail" },
  { it: "does not take one VPC's group for another's", given: [vpc, other, defaultGroup({})], want: { vpc: "pass", other: "fail" } },
  { it: "has nothing to say without a VPC", given: group({}), want: {} },
]);

table("security-group-ingress-ports-named", checks["security-group-ingress-ports-named"], [
  { it: "accepts one port", given: ingressRule({ ...https, cidrIpv4: "10.0.0.0/16" }), want: "pass" },
  { it: "accepts unprivileged ports", given: ingressRule({ ipProtocol: "tcp", fromPort: 1025, toPort: 65535 }), want: "pass" },
  { it: "accepts messages of ICMP", given: ingressRule({ ipProtocol: "icmp", fromPort: 3, toPort: 4 }), want: "pass" },
  { it: "refuses every protocol", given: ingressRule({ ipProtocol: "-1" }), want: "fail" },
  { it: "refuses every port", given: ingressRule({ ipProtocol: "tcp", fromPort: 0, toPort: 65535 }), want: "fail" },
  { it: "refuses them inside a group", given: group({ ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] }), want: "fail" },
  { it: "refuses them in a rule of the older kind", given: oldRule({ type: "ingress", protocol: "all" }), want: "fail" },
  { it: "does not ask what goes out", given: oldRule({ type: "egress", protocol: "-1" }), want: "not-applicable" },
  { it: "defers unknown ports", given: ingressRule({ ipProtocol: "tcp", fromPort: UNKNOWN, toPort: 443 }), want: "deferred" },
]);
