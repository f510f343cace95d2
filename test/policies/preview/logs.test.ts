import { logChecks } from "../../../policies/preview/logs";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { planned, platform, table } from "./support";

const key = planned("aws:kms/key:Key", "key");
const topic = planned("aws:sns/topic:Topic", "topic");
const group = (inputs: Inputs = {}, from: Parameters<typeof planned>[3] = {}) =>
  planned("aws:cloudwatch/logGroup:LogGroup", "group", inputs, from);
const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012";

table("log-group-encrypted-with-cmk", logChecks["log-group-encrypted-with-cmk"], [
  { it: "passes for a key of one's own", given: group({ kmsKeyId: keyArn }), want: "pass" },
  {
    it: "passes for a key that the program makes",
    given: [key, group({ kmsKeyId: UNKNOWN }, { from: { kmsKeyId: [key] } })],
    want: "pass",
  },
  { it: "fails for the key of AWS", given: group({ kmsKeyId: "alias/aws/logs" }), want: "fail" },
  { it: "fails when nothing is said: the default is AWS's own key", given: group(), want: "fail" },
  { it: "fails with the default written out", given: group({ kmsKeyId: "" }), want: "fail" },
  {
    it: "is deferred for an unknown that is no key of the program",
    given: [topic, group({ kmsKeyId: UNKNOWN }, { from: { kmsKeyId: [topic] } })],
    want: "deferred",
  },
  { it: "is not evaluated when hidden", given: group({ kmsKeyId: new Hidden("encrypted") }), want: "not-evaluated" },
]);

const stream = planned("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "stream");
const filter = (inputs: Inputs, from: Parameters<typeof planned>[3] = {}) =>
  planned("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "filter", { filterPattern: "", ...inputs }, from);
const firehose = "arn:aws:firehose:eu-west-1:111122223333:deliverystream/archive";

table("log-group-retention-sufficient", logChecks["log-group-retention-sufficient"], [
  { it: "passes for what is required", given: group({ retentionInDays: 2192 }), want: "pass" },
  { it: "passes for what is allowed, as text", given: group({ retentionInDays: "2557" }), want: "pass" },
  { it: "fails for less", given: group({ retentionInDays: 1827 }), want: "fail" },
  { it: "fails for more", given: group({ retentionInDays: 2922 }), want: "fail" },
  {
    it: "passes for more where there is no limit",
    given: group({ retentionInDays: 3653 }),
    settings: { parameters: { "log.retention.max.days": undefined } },
    want: "pass",
  },
  { it: "fails when nothing is said: the default is for ever", given: group(), want: "fail" },
  { it: "fails with the default written out", given: group({ retentionInDays: 0 }), want: "fail" },
  { it: "is deferred when unknown", given: group({ retentionInDays: UNKNOWN }), want: "deferred" },
  {
    it: "passes for the queryable part when all of it also goes to an archive",
    given: [
      stream,
      group({ name: "/a", retentionInDays: 120 }),
      filter({ logGroup: "/a", destinationArn: UNKNOWN }, { from: { destinationArn: [stream] } }),
    ],
    want: "pass",
  },
  {
    it: "knows the group of a subscription by where its name comes from",
    given: [
      group({ name: UNKNOWN, retentionInDays: 120 }),
      filter({ logGroup: UNKNOWN, destinationArn: firehose }, { from: { logGroup: [group()] } }),
    ],
    want: "pass",
  },
  {
    it: "fails for less than the queryable part",
    given: [group({ name: "/a", retentionInDays: 90 }), filter({ logGroup: "/a", destinationArn: firehose })],
    want: "fail",
  },
  {
    it: "fails when only some lines are archived",
    given: [group({ name: "/a", retentionInDays: 120 }), filter({ logGroup: "/a", destinationArn: firehose, filterPattern: "ERROR" })],
    want: "fail",
  },
  {
    it: "fails when another group is archived",
    given: [group({ name: "/a", retentionInDays: 120 }), filter({ logGroup: "/b", destinationArn: firehose })],
    want: "fail",
  },
  {
    it: "fails when the lines go to a function",
    given: [
      group({ name: "/a", retentionInDays: 120 }),
      filter({ logGroup: "/a", destinationArn: "arn:aws:lambda:eu-west-1:111122223333:function:x" }),
    ],
    want: "fail",
  },
]);

table("log-group-deletion-protected", logChecks["log-group-deletion-protected"], [
  { it: "passes when on", given: group({ deletionProtectionEnabled: true }), want: "pass" },
  { it: "fails when off", given: group({ deletionProtectionEnabled: "false" }), want: "fail" },
  { it: "fails when nothing is said: the default is off", given: group(), want: "fail" },
  {
    it: "is not asked for where the environment does not",
    given: group(),
    settings: { parameters: { "deletion.protection.required": false } },
    want: "not-applicable",
  },
  { it: "is deferred when unknown", given: group({ deletionProtectionEnabled: UNKNOWN }), want: "deferred" },
]);

const logs = group({ name: "/aws/eks/shop/cluster" });
const role = planned("aws:iam/role:Role", "role", {}, { dependencies: [logs.urn] });
const cluster = (inputs: Inputs, options: Parameters<typeof planned>[3] = {}) =>
  planned("eks:index:Cluster", "cluster", inputs, { custom: false, ...options });
const waiting = cluster({ name: "shop" }, { dependencies: [logs.urn] });
const child = planned("aws:eks/cluster:Cluster", "child", { name: "shop" }, { parent: waiting.urn });

table("eks-log-group-made-first", logChecks["eks-log-group-made-first"], [
  { it: "passes when the cluster waits for its group", given: [logs, waiting], want: "pass" },
  {
    it: "passes when it waits by way of something else",
    given: [logs, role, cluster({ name: "shop" }, { dependencies: [role.urn] })],
    want: "pass",
  },
  { it: "passes when a property makes it wait", given: [logs, cluster({ name: "shop" }, { from: { tags: [logs] } })], want: "pass" },
  {
    it: "passes for what the plugin makes below a component that waits",
    given: [logs, waiting, child],
    want: { cluster: "pass", child: "pass" },
  },
  { it: "fails when the cluster does not wait", given: [logs, cluster({ name: "shop" })], want: "fail" },
  {
    it: "fails when the group waits for the cluster",
    given: [{ ...logs, dependencies: [waiting.urn] }, cluster({ name: "shop" })],
    want: "fail",
  },
  { it: "fails when there is no group, in the platform", given: [platform, cluster({ name: "shop" })], want: { cluster: "fail" } },
  {
    it: "fails when the group is another cluster's, in the platform",
    given: [platform, logs, cluster({ name: "other" }, { dependencies: [logs.urn] })],
    want: { cluster: "fail" },
  },
  { it: "is not evaluated in another program, which may have it elsewhere", given: cluster({ name: "shop" }), want: "not-evaluated" },
  { it: "fails when the cluster's name is made up later", given: [logs, cluster({}, { dependencies: [logs.urn] })], want: "fail" },
  { it: "is deferred when the cluster's name is unknown", given: [logs, cluster({ name: UNKNOWN })], want: "deferred" },
  {
    it: "is deferred when the group's name is unknown",
    given: [platform, group({ name: UNKNOWN }), cluster({ name: "shop" })],
    want: { cluster: "deferred" },
  },
  {
    it: "comes to an end where resources wait for each other",
    given: [logs, { ...role, dependencies: [cluster({}).urn] }, cluster({ name: "shop" }, { dependencies: [role.urn] })],
    want: "fail",
  },
]);
