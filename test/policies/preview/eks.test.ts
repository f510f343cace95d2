import { eksChecks } from "../../../policies/preview/eks";
import { type Inputs, Secret, UNKNOWN } from "../../../policies/preview/tree";
import { planned, platform, table } from "./support";

/** The cluster as a resource of its own, and as the component of @pulumi/eks. */
const plain = (inputs: Inputs = {}) => planned("aws:eks/cluster:Cluster", "cluster", inputs);
const component = (inputs: Inputs = {}) => planned("eks:index:Cluster", "component", inputs, { custom: false });
const subnet = (name: string, inputs: Inputs) => planned("aws:ec2/subnet:Subnet", name, inputs);
const foreign = { environment: undefined } as const;
const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

table("eks-endpoint-private-access-on", eksChecks["eks-endpoint-private-access-on"], [
  { it: "passes when on", given: plain({ vpcConfig: { endpointPrivateAccess: true } }), want: "pass" },
  { it: "passes when on as text", given: component({ endpointPrivateAccess: "true" }), want: "pass" },
  { it: "fails when off", given: component({ endpointPrivateAccess: false }), want: "fail" },
  { it: "fails when nothing is said: the default is off", given: plain({ vpcConfig: {} }), want: "fail" },
  { it: "fails when there is no network configuration", given: plain(), want: "fail" },
  { it: "is deferred when unknown", given: plain({ vpcConfig: { endpointPrivateAccess: UNKNOWN } }), want: "deferred" },
  { it: "is deferred when the whole configuration is unknown", given: plain({ vpcConfig: UNKNOWN }), want: "deferred" },
]);

const open = { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] };
table("eks-endpoint-not-open-to-internet", eksChecks["eks-endpoint-not-open-to-internet"], [
  { it: "passes when public access is off", given: plain({ vpcConfig: { endpointPublicAccess: false } }), want: "pass" },
  { it: "passes when off as text, in the component", given: component({ endpointPublicAccess: "false" }), want: "pass" },
  {
    it: "passes for a range of the stack file",
    given: component(open),
    settings: { approvedEndpointCidrs: ["203.0.113.0/24"] },
    want: "pass",
  },
  {
    it: "passes for a named range in a program without a stack file of ours",
    given: plain({ vpcConfig: open }),
    settings: foreign,
    want: "pass",
  },
  { it: "fails for a range that the stack file does not list", given: component(open), want: "fail" },
  { it: "fails when nothing is said: the default is open to the world", given: plain({ vpcConfig: {} }), want: "fail" },
  { it: "fails when public access is on and no range is listed", given: component({ endpointPublicAccess: true }), want: "fail" },
  {
    it: "fails with the default written out",
    given: component({ ...open, publicAccessCidrs: ["0.0.0.0/0"] }),
    settings: foreign,
    want: "fail",
  },
  {
    it: "fails for the world in two halves",
    given: component({ ...open, publicAccessCidrs: ["0.0.0.0/1", "128.0.0.0/1"] }),
    settings: foreign,
    want: "fail",
  },
  { it: "fails for IPv6's world", given: component({ ...open, publicAccessCidrs: ["::/0"] }), settings: foreign, want: "fail" },
  {
    it: "fails for one bad range among good ones",
    given: component({ ...open, publicAccessCidrs: ["203.0.113.0/24", "0.0.0.0/0"] }),
    settings: foreign,
    want: "fail",
  },
  {
    it: "fails for text that is no range",
    given: component({ ...open, publicAccessCidrs: ["everywhere"] }),
    settings: foreign,
    want: "fail",
  },
  { it: "is deferred when the switch is unknown", given: component({ endpointPublicAccess: UNKNOWN }), want: "deferred" },
  {
    it: "is deferred when the list is unknown",
    given: component({ ...open, publicAccessCidrs: UNKNOWN }),
    settings: foreign,
    want: "deferred",
  },
  {
    it: "is deferred when a range is unknown",
    given: component({ ...open, publicAccessCidrs: [UNKNOWN] }),
    settings: foreign,
    want: "deferred",
  },
  {
    it: "fails at a known bad range beside an unknown one",
    given: component({ ...open, publicAccessCidrs: [UNKNOWN, "0.0.0.0/0"] }),
    settings: foreign,
    want: "fail",
  },
  {
    it: "sees through a secret",
    given: component({ ...open, publicAccessCidrs: new Secret(["0.0.0.0/0"]) }),
    settings: foreign,
    want: "fail",
  },
]);

table("eks-version-in-standard-support", eksChecks["eks-version-in-standard-support"], [
  { it: "passes for a version in support", given: component({ version: "1.36" }), want: "pass" },
  { it: "passes on the last day", given: plain({ version: "1.34" }), settings: { today: "2026-12-02" }, want: "pass" },
  { it: "fails the day after", given: plain({ version: "1.34" }), settings: { today: "2026-12-03" }, want: "fail" },
  { it: "fails for a version from before the calendar", given: plain({ version: "1.27" }), want: "fail" },
  { it: "fails when EKS would choose", given: plain(), want: "fail" },
  { it: "fails for a number, from which 1.30 would be 1.3", given: plain({ version: 1.3 }), want: "fail" },
  { it: "is not evaluated for a version that the pack does not know yet", given: plain({ version: "1.99" }), want: "not-evaluated" },
  { it: "is not evaluated for text that is no version", given: plain({ version: "newest" }), want: "not-evaluated" },
  { it: "is deferred when unknown", given: plain({ version: UNKNOWN }), want: "deferred" },
]);

table("eks-support-type-standard", eksChecks["eks-support-type-standard"], [
  { it: "passes for standard support", given: component({ upgradePolicy: { supportType: "STANDARD" } }), want: "pass" },
  { it: "fails for extended support", given: plain({ upgradePolicy: { supportType: "EXTENDED" } }), want: "fail" },
  { it: "fails when nothing is said: the default is extended", given: plain(), want: "fail" },
  { it: "is deferred when unknown", given: plain({ upgradePolicy: UNKNOWN }), want: "deferred" },
]);

table("eks-authentication-mode-api", eksChecks["eks-authentication-mode-api"], [
  { it: "passes for API", given: plain({ accessConfig: { authenticationMode: "API" } }), want: "pass" },
  { it: "passes for API in the component", given: component({ authenticationMode: "API" }), want: "pass" },
  { it: "fails for both", given: component({ authenticationMode: "API_AND_CONFIG_MAP" }), want: "fail" },
  { it: "fails when nothing is said: the default is the config map", given: plain(), want: "fail" },
  { it: "fails with the default written out", given: plain({ accessConfig: { authenticationMode: "CONFIG_MAP" } }), want: "fail" },
  { it: "is deferred when unknown", given: plain({ accessConfig: UNKNOWN }), want: "deferred" },
]);

const creator = (value: Inputs[string]) => plain({ accessConfig: { bootstrapClusterCreatorAdminPermissions: value } });
const child = (value: boolean) =>
  planned(
    "aws:eks/cluster:Cluster",
    "child",
    { accessConfig: { bootstrapClusterCreatorAdminPermissions: value } },
    { parent: component().urn },
  );
table("eks-creator-admin-off", eksChecks["eks-creator-admin-off"], [
  { it: "passes when off", given: creator(false), want: "pass" },
  { it: "passes when off as text", given: creator("false"), want: "pass" },
  { it: "fails when on", given: creator(true), want: "fail" },
  { it: "fails when nothing is said: the default is on", given: plain({ accessConfig: { authenticationMode: "API" } }), want: "fail" },
  { it: "is not evaluated on the component, whose plugin decides", given: component({ authenticationMode: "API" }), want: "not-evaluated" },
  { it: "is deferred when unknown", given: creator(UNKNOWN), want: "deferred" },
  {
    it: "leaves the component to the cluster that its plugin made, where that is seen",
    given: [component(), child(false)],
    want: { component: "not-applicable", child: "pass" },
  },
  { it: "fails on that cluster when on", given: [component(), child(true)], want: { component: "not-applicable", child: "fail" } },
]);

table("eks-audit-log-types-complete", eksChecks["eks-audit-log-types-complete"], [
  { it: "passes for all five", given: component({ enabledClusterLogTypes: logTypes }), want: "pass" },
  { it: "passes in any order", given: plain({ enabledClusterLogTypes: [...logTypes].reverse() }), want: "pass" },
  {
    it: "passes for all five as a secret",
    given: plain({ enabledClusterLogTypes: logTypes.map((type) => new Secret(type)) }),
    want: "pass",
  },
  { it: "fails for four", given: plain({ enabledClusterLogTypes: logTypes.slice(1) }), want: "fail" },
  { it: "fails when nothing is said: the default is none", given: plain(), want: "fail" },
  { it: "fails with the default written out", given: plain({ enabledClusterLogTypes: [] }), want: "fail" },
  {
    it: "passes when all five are there beside an unknown one",
    given: plain({ enabledClusterLogTypes: [UNKNOWN, ...logTypes] }),
    want: "pass",
  },
  {
    it: "is deferred when one is unknown and one is missing",
    given: plain({ enabledClusterLogTypes: [UNKNOWN, "audit"] }),
    want: "deferred",
  },
  { it: "is deferred when the list is unknown", given: plain({ enabledClusterLogTypes: UNKNOWN }), want: "deferred" },
]);

const unprotected = { parameters: { "deletion.protection.required": false } };
table("eks-deletion-protection-on", eksChecks["eks-deletion-protection-on"], [
  { it: "passes when on", given: component({ deletionProtection: true }), want: "pass" },
  { it: "fails when off", given: plain({ deletionProtection: false }), want: "fail" },
  { it: "fails when nothing is said: the default is off", given: plain(), want: "fail" },
  { it: "is not asked for where the environment does not", given: plain(), settings: unprotected, want: "not-applicable" },
  { it: "is deferred when unknown", given: plain({ deletionProtection: UNKNOWN }), want: "deferred" },
]);

const a = subnet("a", { availabilityZone: "eu-west-1a" });
const b = subnet("b", { availabilityZone: "eu-west-1b" });
const alsoA = subnet("a2", { availabilityZone: "eu-west-1a" });
const unsaid = subnet("unsaid", {});
const later = subnet("later", { availabilityZone: UNKNOWN });
const over = (...subnets: readonly (typeof a)[]) => [
  ...subnets,
  planned("eks:index:Cluster", "cluster", { subnetIds: UNKNOWN }, { from: { subnetIds: subnets } }),
];
table("eks-subnets-span-zones", eksChecks["eks-subnets-span-zones"], [
  { it: "passes for two zones", given: over(a, b), want: "pass" },
  {
    it: "passes for two zones in the plain resource",
    given: [a, b, planned("aws:eks/cluster:Cluster", "cluster", { vpcConfig: { subnetIds: UNKNOWN } }, { from: { vpcConfig: [a, b] } })],
    want: "pass",
  },
  { it: "fails for two subnets of one zone", given: over(a, alsoA), want: "fail" },
  { it: "fails for one subnet, wherever it is", given: over(later), want: "fail" },
  { it: "passes for two zones and one that is not known", given: over(a, b, later), want: "pass" },
  { it: "is deferred when the second zone is not known", given: over(a, later), want: "deferred" },
  { it: "is deferred when EC2 chooses the second zone", given: over(a, unsaid), want: "deferred" },
  {
    it: "is not evaluated for subnets of another program",
    given: plain({ vpcConfig: { subnetIds: ["subnet-1"] } }),
    want: "not-evaluated",
  },
]);

table("eks-cluster-present", eksChecks["eks-cluster-present"], [
  { it: "passes when there is a cluster", given: [platform, plain()], want: "pass" },
  { it: "passes when there is the component", given: [platform, component()], want: "pass" },
  { it: "fails for the platform when there is none", given: platform, want: { platform: "fail" } },
]);
