import { nodeChecks } from "../../../policies/preview/nodes";
import { Hidden, type Inputs, Secret, UNKNOWN } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const template = (inputs: Inputs = {}) => planned("aws:ec2/launchTemplate:LaunchTemplate", "template", inputs);
const metadata = (metadataOptions: Inputs[string]) => template({ metadataOptions });
const defaults = (inputs: Inputs) => planned("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults", "defaults", inputs);
const group = (inputs: Inputs = {}) => planned("aws:eks/nodeGroup:NodeGroup", "nodes", inputs);
const component = (inputs: Inputs = {}) => planned("eks:index:ManagedNodeGroup", "component", inputs, { custom: false });

table("node-metadata-token-required", nodeChecks["node-metadata-token-required"], [
  { it: "passes when required", given: metadata({ httpTokens: "required" }), want: "pass" },
  { it: "passes when the service is off", given: metadata({ httpEndpoint: "disabled" }), want: "pass" },
  { it: "fails when optional", given: metadata({ httpTokens: "optional" }), want: "fail" },
  { it: "fails when nothing is said: the default is optional", given: metadata({ httpEndpoint: "enabled" }), want: "fail" },
  { it: "fails when there are no options", given: template(), want: "fail" },
  { it: "is deferred when the mode is unknown", given: metadata({ httpTokens: UNKNOWN }), want: "deferred" },
  { it: "is deferred when the options are unknown", given: metadata(UNKNOWN), want: "deferred" },
  { it: "is not evaluated when the mode is hidden", given: metadata({ httpTokens: new Hidden("encrypted") }), want: "not-evaluated" },
  { it: "passes for the account's default", given: defaults({ httpTokens: "required" }), want: "pass" },
  { it: "fails for an account without preference", given: defaults({ httpTokens: "no-preference" }), want: "fail" },
]);

table("node-metadata-hop-limit-one", nodeChecks["node-metadata-hop-limit-one"], [
  { it: "passes for 1", given: metadata({ httpPutResponseHopLimit: 1 }), want: "pass" },
  { it: "passes for 1 as text", given: metadata({ httpPutResponseHopLimit: "1" }), want: "pass" },
  { it: "passes when the service is off", given: metadata({ httpEndpoint: "disabled", httpPutResponseHopLimit: 2 }), want: "pass" },
  { it: "fails for 2", given: metadata({ httpPutResponseHopLimit: 2 }), want: "fail" },
  { it: "fails when nothing is said: the image decides", given: metadata({ httpTokens: "required" }), want: "fail" },
  { it: "fails when there are no options", given: template(), want: "fail" },
  { it: "is deferred when unknown", given: metadata({ httpPutResponseHopLimit: UNKNOWN }), want: "deferred" },
]);

table("node-group-has-launch-template", nodeChecks["node-group-has-launch-template"], [
  { it: "passes with a template", given: group({ launchTemplate: { id: "lt-1", version: "3" } }), want: "pass" },
  {
    it: "passes with a template whose id is not known yet",
    given: group({ launchTemplate: { id: UNKNOWN, version: UNKNOWN } }),
    want: "pass",
  },
  { it: "fails without one", given: group(), want: "fail" },
  { it: "fails without one in the component", given: component({ diskSize: 50 }), want: "fail" },
  { it: "is deferred when it is unknown whether there is one", given: group({ launchTemplate: UNKNOWN }), want: "deferred" },
]);

const version = (value: Inputs[string]) => group({ launchTemplate: { id: "lt-1", ...(value === undefined ? {} : { version: value }) } });
const newTemplate = planned("aws:ec2/launchTemplate:LaunchTemplate", "template");
const ofTemplate = (value: Inputs[string]) =>
  planned(
    "aws:eks/nodeGroup:NodeGroup",
    "nodes",
    { launchTemplate: { id: UNKNOWN, version: value } },
    { from: { launchTemplate: [newTemplate] } },
  );
table("node-group-launch-template-version-fixed", nodeChecks["node-group-launch-template-version-fixed"], [
  { it: "passes for a number as text", given: version("3"), want: "pass" },
  { it: "passes for a number", given: version(3), want: "pass" },
  { it: "fails for the newest", given: version("$Latest"), want: "fail" },
  { it: "fails for the default", given: version("$Default"), want: "fail" },
  { it: "fails when nothing is said: the default version moves", given: version(undefined), want: "fail" },
  { it: "is deferred when unknown", given: version(UNKNOWN), want: "deferred" },
  {
    it: "passes for a number that a planned template will give out",
    given: [newTemplate, ofTemplate(UNKNOWN)],
    want: { nodes: "pass" },
  },
  { it: "fails for the newest of a planned template", given: [newTemplate, ofTemplate("$Latest")], want: { nodes: "fail" } },
  { it: "has nothing to say without a template", given: group(), want: "not-applicable" },
]);

const rollout = (updateConfig: Inputs[string], minSize: Inputs[string] = 4) => group({ updateConfig, scalingConfig: { minSize } });
table("node-group-rolls-gradually", nodeChecks["node-group-rolls-gradually"], [
  { it: "passes one at a time", given: rollout({ maxUnavailable: 1 }, 1), want: "pass" },
  { it: "passes when nothing is said: one at a time is the default", given: group(), want: "pass" },
  { it: "passes for half of the smallest size", given: rollout({ maxUnavailable: 2 }, 4), want: "pass" },
  { it: "fails for more than half of it", given: rollout({ maxUnavailable: 3 }, 4), want: "fail" },
  { it: "fails for two of an unknown default size", given: group({ updateConfig: { maxUnavailable: 2 } }), want: "fail" },
  { it: "passes for 50 percent", given: rollout({ maxUnavailablePercentage: 50 }), want: "pass" },
  { it: "fails for all at once", given: rollout({ maxUnavailablePercentage: "100" }), want: "fail" },
  { it: "is deferred when the count is unknown", given: rollout({ maxUnavailable: UNKNOWN }), want: "deferred" },
  { it: "is deferred when the size is unknown", given: rollout({ maxUnavailable: 2 }, UNKNOWN), want: "deferred" },
  { it: "is deferred when the settings are unknown", given: rollout(UNKNOWN), want: "deferred" },
]);

table("node-image-hardened", nodeChecks["node-image-hardened"], [
  { it: "passes for Amazon Linux 2023", given: group({ amiType: "AL2023_ARM_64_STANDARD" }), want: "pass" },
  { it: "passes for Bottlerocket in the component", given: component({ amiType: "BOTTLEROCKET_x86_64" }), want: "pass" },
  { it: "fails for Amazon Linux 2", given: group({ amiType: "AL2_x86_64" }), want: "fail" },
  { it: "fails for an image of one's own", given: group({ amiType: "CUSTOM" }), want: "fail" },
  { it: "fails for Windows", given: group({ amiType: "WINDOWS_CORE_2022_x86_64" }), want: "fail" },
  { it: "fails when EKS would choose", given: group(), want: "fail" },
  { it: "is deferred when unknown", given: group({ amiType: UNKNOWN }), want: "deferred" },
]);

table("node-no-ssh-key", nodeChecks["node-no-ssh-key"], [
  { it: "passes for a group without one", given: group(), want: "pass" },
  { it: "passes for a template without one", given: template(), want: "pass" },
  { it: "passes for an empty one", given: template({ keyName: "" }), want: "pass" },
  { it: "fails for a template with one", given: template({ keyName: "ops" }), want: "fail" },
  { it: "fails for a group with one", given: group({ remoteAccess: { ec2SshKey: "ops" } }), want: "fail" },
  { it: "fails for the component with one", given: component({ remoteAccess: { ec2SshKey: "ops" } }), want: "fail" },
  { it: "is deferred when unknown", given: group({ remoteAccess: { ec2SshKey: UNKNOWN } }), want: "deferred" },
]);

const subnet = (zone: Inputs[string]) =>
  planned("aws:ec2/subnet:Subnet", typeof zone === "string" ? zone : "later", { availabilityZone: zone });
const three = ["a", "b", "c"].map(subnet);
const sized = (scalingConfig: Inputs[string], subnets = three) => [
  ...subnets,
  planned("aws:eks/nodeGroup:NodeGroup", "nodes", { scalingConfig, subnetIds: UNKNOWN }, { from: { subnetIds: subnets } }),
];
table("node-group-spans-zones", nodeChecks["node-group-spans-zones"], [
  { it: "passes with a node for each zone", given: sized({ minSize: 3 }), want: "pass" },
  { it: "fails with fewer", given: sized({ minSize: 2 }), want: "fail" },
  { it: "fails when nothing is said: the default is one node", given: sized(undefined), want: "fail" },
  { it: "passes a single node in a single zone", given: sized({ minSize: 1 }, [subnet("a")]), want: "pass" },
  { it: "is deferred when the size is unknown", given: sized({ minSize: UNKNOWN }), want: "deferred" },
  {
    it: "is deferred when a zone is unknown and may be one too many",
    given: sized({ minSize: 2 }, [subnet("a"), subnet("b"), subnet(UNKNOWN)]),
    want: "deferred",
  },
  {
    it: "passes with enough nodes whatever the unknown zone is",
    given: sized({ minSize: 3 }, [subnet("a"), subnet("b"), subnet(UNKNOWN)]),
    want: "pass",
  },
  {
    it: "is not evaluated for subnets of another program",
    given: group({ scalingConfig: { minSize: 3 }, subnetIds: ["subnet-1"] }),
    want: "not-evaluated",
  },
]);

const base64 = (text: string) => Buffer.from(text).toString("base64");
table("node-user-data-keeps-time-servers", nodeChecks["node-user-data-keeps-time-servers"], [
  { it: "passes without user data", given: template(), want: "pass" },
  { it: "passes for other settings", given: template({ userData: base64("[settings.kubernetes]\nmax-pods = 30\n") }), want: "pass" },
  {
    it: "passes for Amazon's own servers",
    given: template({ userData: base64('[settings.ntp]\ntime-servers = ["169.254.169.123"]\n') }),
    want: "pass",
  },
  {
    it: "fails for a server elsewhere, on Bottlerocket",
    given: template({ userData: base64('[settings.ntp]\ntime-servers = ["time.example.com"]\n') }),
    want: "fail",
  },
  {
    it: "fails for one beside Amazon's",
    given: template({ userData: '[settings.ntp]\ntime-servers = ["169.254.169.123", "time.example.com"]' }),
    want: "fail",
  },
  {
    it: "fails when a script writes the configuration of chrony",
    given: template({ userData: base64("#!/bin/sh\necho 'pool time.example.com' > /etc/chrony.d/x.sources") }),
    want: "fail",
  },
  { it: "reads a secret", given: template({ userData: new Secret("cp mine /etc/chrony.conf") }), want: "fail" },
  { it: "is deferred when unknown", given: template({ userData: UNKNOWN }), want: "deferred" },
]);
