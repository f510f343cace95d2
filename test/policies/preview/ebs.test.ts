import { ebsChecks as checks } from "../../../policies/preview/ebs";
import type { PlannedResource } from "../../../policies/preview/plan";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { type ResourceOptions, planned, table } from "./support";

const key = planned("aws:kms/key:Key", "key");
const other = planned("aws:sns/topic:Topic", "topic");
const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012";
const volume = (inputs: Inputs, options?: ResourceOptions) => planned("aws:ebs/volume:Volume", "volume", inputs, options);
const template = (inputs: Inputs, options?: ResourceOptions) =>
  planned("aws:ec2/launchTemplate:LaunchTemplate", "template", inputs, options);
const withDisks = (...disks: readonly Inputs[]) =>
  template({ blockDeviceMappings: disks.map((ebs) => ({ deviceName: "/dev/xvda", ebs })) });
const instance = (inputs: Inputs) => planned("aws:ec2/instance:Instance", "instance", inputs);

table("ebs-volume-encrypted", checks["ebs-volume-encrypted"], [
  { it: "accepts an encrypted volume", given: volume({ encrypted: true }), want: "pass" },
  { it: "refuses a volume that says nothing, which means no", given: volume({}), want: "fail" },
  { it: "refuses the default written out", given: volume({ encrypted: false }), want: "fail" },
  { it: "defers an unknown answer", given: volume({ encrypted: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden answer", given: volume({ encrypted: new Hidden("ciphertext") }), want: "not-evaluated" },
  { it: "accepts a template whose disks are encrypted", given: withDisks({ encrypted: "true" }, { encrypted: true }), want: "pass" },
  { it: "refuses one disk among others", given: withDisks({ encrypted: "true" }, { encrypted: "false" }), want: "fail" },
  { it: "refuses a disk that says nothing", given: withDisks({ encrypted: "true" }, { volumeSize: 20 }), want: "fail" },
  { it: "refuses a mapping without disk", given: template({ blockDeviceMappings: [{ deviceName: "/dev/xvda" }] }), want: "fail" },
  { it: "refuses a template that leaves its disk to the image", given: template({}), want: "fail" },
  { it: "refuses no disks written out", given: template({ blockDeviceMappings: [] }), want: "fail" },
  { it: "defers unknown disks", given: template({ blockDeviceMappings: UNKNOWN }), want: "deferred" },
  { it: "defers one unknown disk", given: template({ blockDeviceMappings: [{ ebs: UNKNOWN }] }), want: "deferred" },
  {
    it: "does not ask instance stores and devices that are taken away",
    given: template({ blockDeviceMappings: [{ virtualName: "ephemeral0" }, { noDevice: "" }, { ebs: { encrypted: "true" } }] }),
    want: "pass",
  },
  {
    it: "accepts an instance whose disks are encrypted",
    given: instance({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: true }] }),
    want: "pass",
  },
  { it: "refuses an instance that leaves its disk to the image", given: instance({}), want: "fail" },
  { it: "refuses a second disk", given: instance({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{}] }), want: "fail" },
]);

const nodes = (amiType: Inputs[string], of: PlannedResource) =>
  planned("aws:eks/nodeGroup:NodeGroup", "nodes", { amiType }, { from: { launchTemplate: [of] } });
const device = (deviceName: Inputs[string]): Inputs => ({ deviceName, ebs: { encrypted: "true" } });
const disk = (...names: readonly Inputs[string][]) => template({ blockDeviceMappings: names.map(device) });
const cluster = (inputs: Inputs) => planned("eks:index:Cluster", "cluster", inputs, { custom: false });

table("ebs-volume-encrypted", checks["ebs-volume-encrypted"], [
  { it: "accepts Amazon Linux with its one disk", given: [disk("/dev/xvda"), nodes("AL2023_x86_64_STANDARD", disk())], want: "pass" },
  { it: "refuses Amazon Linux with another disk", given: [disk("/dev/xvdf"), nodes("AL2023_x86_64_STANDARD", disk())], want: "fail" },
  {
    it: "accepts Bottlerocket with both disks",
    given: [disk("/dev/xvda", "/dev/xvdb"), nodes("BOTTLEROCKET_ARM_64", disk())],
    want: "pass",
  },
  { it: "refuses Bottlerocket without its second disk", given: [disk("/dev/xvda"), nodes("BOTTLEROCKET_ARM_64", disk())], want: "fail" },
  { it: "does not guess the disks of an unknown image", given: [disk("/dev/sda1"), nodes(UNKNOWN, disk())], want: "pass" },
  { it: "does not guess disks of unknown name", given: [disk(UNKNOWN), nodes("BOTTLEROCKET_ARM_64", disk())], want: "pass" },
  { it: "accepts the eks component without its node group", given: cluster({ skipDefaultNodeGroup: true }), want: "pass" },
  { it: "refuses the eks component with its node group", given: cluster({}), want: "fail" },
  { it: "refuses that default written out", given: cluster({ skipDefaultNodeGroup: false }), want: "fail" },
  { it: "defers when that is unknown", given: cluster({ skipDefaultNodeGroup: UNKNOWN }), want: "deferred" },
  { it: "does not ask a cluster whose nodes EKS makes", given: cluster({ autoMode: { enabled: true } }), want: "not-applicable" },
  { it: "does not ask the plain cluster", given: planned("aws:eks/cluster:Cluster", "plain"), want: "not-applicable" },
]);

const ours = { encrypted: "true", kmsKeyId: keyArn };

table("ebs-volume-customer-key", checks["ebs-volume-customer-key"], [
  { it: "accepts a key by ARN", given: volume({ encrypted: true, kmsKeyId: keyArn }), want: "pass" },
  { it: "accepts a key by id", given: volume({ encrypted: true, kmsKeyId: "12345678-1234-1234-1234-123456789012" }), want: "pass" },
  { it: "accepts a multi-region key", given: volume({ encrypted: true, kmsKeyId: "mrk-12345678123412341234123456789012" }), want: "pass" },
  { it: "accepts a key by alias", given: volume({ encrypted: true, kmsKeyId: "alias/platform/volumes" }), want: "pass" },
  { it: "refuses a volume without key, which means AWS's", given: volume({ encrypted: true }), want: "fail" },
  { it: "refuses AWS's alias written out", given: volume({ encrypted: true, kmsKeyId: "alias/aws/ebs" }), want: "fail" },
  {
    it: "refuses AWS's alias by ARN",
    given: volume({ encrypted: true, kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:alias/aws/ebs" }),
    want: "fail",
  },
  { it: "refuses what is no key", given: volume({ encrypted: true, kmsKeyId: "" }), want: "fail" },
  {
    it: "accepts an unknown key of the program",
    given: [key, volume({ encrypted: true, kmsKeyId: UNKNOWN }, { from: { kmsKeyId: [key] } })],
    want: "pass",
  },
  {
    it: "defers an unknown key of anything else",
    given: [other, volume({ encrypted: true, kmsKeyId: UNKNOWN }, { from: { kmsKeyId: [other] } })],
    want: "deferred",
  },
  {
    it: "defers when the key is not in the plan",
    given: volume({ encrypted: true, kmsKeyId: UNKNOWN }, { from: { kmsKeyId: [key] } }),
    want: "deferred",
  },
  { it: "leaves an unencrypted volume to its own check", given: volume({ encrypted: false }), want: "not-applicable" },
  { it: "accepts a template whose disks name the key", given: withDisks(ours, ours), want: "pass" },
  { it: "refuses one disk among others", given: withDisks(ours, { encrypted: "true" }), want: "fail" },
  { it: "leaves an unencrypted disk to its own check", given: withDisks(ours, { encrypted: "false" }), want: "pass" },
  {
    it: "accepts unknown keys when the disks depend on a key of the program",
    given: [
      key,
      template({ blockDeviceMappings: [{ ebs: { encrypted: "true", kmsKeyId: UNKNOWN } }] }, { from: { blockDeviceMappings: [key] } }),
    ],
    want: "pass",
  },
  {
    it: "refuses a disk without key beside one with an unknown key",
    given: [
      key,
      template(
        { blockDeviceMappings: [{ ebs: { encrypted: "true", kmsKeyId: UNKNOWN } }, { ebs: { encrypted: "true" } }] },
        { from: { blockDeviceMappings: [key] } },
      ),
    ],
    want: "fail",
  },
  { it: "leaves a template without disks to the check on encryption", given: template({}), want: "not-applicable" },
  { it: "cannot read a hidden key", given: volume({ encrypted: true, kmsKeyId: new Hidden("ciphertext") }), want: "not-evaluated" },
]);
