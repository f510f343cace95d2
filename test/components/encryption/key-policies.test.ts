import assert from "node:assert/strict";
import { backupRoleNames } from "../../../components/names";
import { keyPolicy } from "../../../components/encryption/key-policies";
import { type Purpose, purposes } from "../../../components/encryption/purposes";
import { flowLogGroupName } from "../../../components/log-groups";
import { type Decision, type Request, decide, statementsOf } from "../policy-simulator";
import { clusterName, site } from "../support";

const input = {
  site,
  clusterName,
  roleNames: {
    controlPlane: `${clusterName}-control-plane`,
    ebsCsi: `${clusterName}-ebs-csi`,
    archive: `${clusterName}-log-archive`,
    alerts: `${clusterName}-falco-tells`,
    backups: backupRoleNames(clusterName),
  },
};
const everyPurpose = Object.keys(purposes) as Purpose[];
const account = "111122223333";
const foreign = "999999999999";

const role = (name: string, of = account) => ({ arn: `arn:aws:iam::${of}:role/${name}` });
const service = (name: string) => ({ service: name });
const autoScaling = role("aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling");
const csi = role(input.roleNames.ebsCsi);
const controlPlane = role(input.roleNames.controlPlane);
const velero = role(input.roleNames.backups.writer);
const copying = role(input.roleNames.backups.replication);
const restoreTest = role(input.roleNames.backups.reader);
const sidekick = role(input.roleNames.alerts);
const viaSns = { "kms:ViaService": "sns.eu-west-1.amazonaws.com" };
const deployer = role("ci-deployer");

const forAws = { "kms:GrantIsForAWSResource": "true" };
const viaEc2 = { "kms:ViaService": "ec2.eu-west-1.amazonaws.com" };
const viaS3 = { "kms:ViaService": "s3.eu-west-1.amazonaws.com" };
const logGroup = (name: string, of = account, region = "eu-west-1") => ({
  "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${of}:log-group:${name}`,
});
const topic = (name: string, of = account) => ({ "kms:EncryptionContext:aws:sns:topicArn": `arn:aws:sns:eu-west-1:${of}:${name}` });
const trail = (name: string, of = account) => ({
  "aws:SourceArn": `arn:aws:cloudtrail:eu-west-1:${of}:trail/${name}`,
  "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:eu-west-1:${of}:trail/${name}`,
});
const from = (of: string) => ({ "aws:SourceAccount": of });

type Case = readonly [Decision, Purpose, string, Request["caller"], string, Request["context"]?];

const cases: readonly Case[] = [
  ["allowed", "volumes", "Auto Scaling makes the key of a node's disk", autoScaling, "kms:GenerateDataKeyWithoutPlaintext"],
  ["allowed", "volumes", "Auto Scaling opens a node's disk", autoScaling, "kms:Decrypt"],
  ["allowed", "volumes", "Auto Scaling copies an encrypted image", autoScaling, "kms:ReEncryptFrom"],
  ["allowed", "volumes", "Auto Scaling grants EC2 the disk", autoScaling, "kms:CreateGrant", forAws],
  ["through IAM", "volumes", "Auto Scaling grants somebody else", autoScaling, "kms:CreateGrant", { "kms:GrantIsForAWSResource": "false" }],
  ["through IAM", "volumes", "Auto Scaling changes the policy", autoScaling, "kms:PutKeyPolicy"],
  ["refused", "volumes", "Auto Scaling of another account", role(autoScaling.arn.split("role/")[1] ?? "", foreign), "kms:Decrypt"],
  ["allowed", "volumes", "the CSI controller makes a volume", csi, "kms:GenerateDataKeyWithoutPlaintext", viaEc2],
  ["allowed", "volumes", "the CSI controller attaches a volume", csi, "kms:CreateGrant", forAws],
  ["through IAM", "volumes", "the CSI controller calls KMS itself", csi, "kms:Decrypt"],
  ["through IAM", "volumes", "the CSI controller grants somebody else", csi, "kms:CreateGrant"],
  ["through IAM", "volumes", "the CSI controller for another account", csi, "kms:Decrypt", { ...viaEc2, "kms:CallerAccount": foreign }],
  ["through IAM", "volumes", "a role whose name starts alike", role(`${input.roleNames.ebsCsi}-2`), "kms:Decrypt", viaEc2],
  ["refused", "volumes", "the CSI controller's name in another account", role(input.roleNames.ebsCsi, foreign), "kms:Decrypt", viaEc2],
  [
    "refused",
    "volumes",
    "CloudWatch Logs",
    service("logs.eu-west-1.amazonaws.com"),
    "kms:Decrypt",
    logGroup(flowLogGroupName(clusterName)),
  ],

  ["allowed", "secrets", "the control plane opens a secret", controlPlane, "kms:Decrypt"],
  ["allowed", "secrets", "the control plane lets EKS keep a grant", controlPlane, "kms:CreateGrant", forAws],
  ["through IAM", "secrets", "the control plane grants somebody else", controlPlane, "kms:CreateGrant"],
  ["through IAM", "secrets", "the CSI controller", csi, "kms:Decrypt", viaEc2],
  ["refused", "secrets", "the control plane of another account", role(input.roleNames.controlPlane, foreign), "kms:Decrypt"],

  [
    "allowed",
    "logs",
    "the flow log's group",
    service("logs.eu-west-1.amazonaws.com"),
    "kms:GenerateDataKey",
    logGroup(flowLogGroupName(clusterName)),
  ],
  [
    "allowed",
    "logs",
    "the control plane's group",
    service("logs.eu-west-1.amazonaws.com"),
    "kms:Encrypt",
    logGroup(`/aws/eks/${clusterName}/cluster`),
  ],
  [
    "refused",
    "logs",
    "the group of another cluster",
    service("logs.eu-west-1.amazonaws.com"),
    "kms:Encrypt",
    logGroup("/aws/eks/other/cluster"),
  ],
  [
    "refused",
    "logs",
    "a cluster whose name starts alike",
    service("logs.eu-west-1.amazonaws.com"),
    "kms:Encrypt",
    logGroup(`/aws/eks/${clusterName}-2/cluster`),
  ],
  [
    "refused",
    "logs",
    "our group's name in another account",
    service("logs.eu-west-1.amazonaws.com"),
    "kms:Encrypt",
    logGroup(`/aws/eks/${clusterName}/cluster`, foreign),
  ],
  [
    "refused",
    "logs",
    "our group's name in another region",
    service("logs.eu-west-1.amazonaws.com"),
    "kms:Encrypt",
    logGroup(`/aws/eks/${clusterName}/cluster`, account, "us-east-1"),
  ],
  [
    "refused",
    "logs",
    "CloudWatch Logs of another region",
    service("logs.us-east-1.amazonaws.com"),
    "kms:Encrypt",
    logGroup(`/aws/eks/${clusterName}/cluster`),
  ],
  ["refused", "logs", "CloudWatch Logs without a group", service("logs.eu-west-1.amazonaws.com"), "kms:Encrypt"],
  ["allowed", "logs", "our trail writes", service("cloudtrail.amazonaws.com"), "kms:GenerateDataKey", trail(clusterName)],
  [
    "allowed",
    "logs",
    "our trail is set up",
    service("cloudtrail.amazonaws.com"),
    "kms:DescribeKey",
    { "aws:SourceArn": trail(clusterName)["aws:SourceArn"] },
  ],
  [
    "refused",
    "logs",
    "a trail of another account",
    service("cloudtrail.amazonaws.com"),
    "kms:GenerateDataKey",
    trail(clusterName, foreign),
  ],
  ["allowed", "logs", "Config of this account", service("config.amazonaws.com"), "kms:GenerateDataKey", from(account)],
  ["refused", "logs", "Config of another account", service("config.amazonaws.com"), "kms:GenerateDataKey", from(foreign)],
  [
    "allowed",
    "logs",
    "log delivery of this account",
    service("delivery.logs.amazonaws.com"),
    "kms:GenerateDataKey",
    { ...from(account), "aws:SourceArn": `arn:aws:logs:eu-west-1:${account}:delivery-source:flow` },
  ],
  [
    "refused",
    "logs",
    "log delivery of another account",
    service("delivery.logs.amazonaws.com"),
    "kms:GenerateDataKey",
    { ...from(foreign), "aws:SourceArn": `arn:aws:logs:eu-west-1:${foreign}:delivery-source:flow` },
  ],

  ["allowed", "backups", "a backup is written to its bucket", velero, "kms:GenerateDataKey", viaS3],
  ["allowed", "backups", "a backup is read for a restore", velero, "kms:Decrypt", viaS3],
  ["through IAM", "backups", "the backup role calls KMS itself", velero, "kms:Decrypt"],
  ["allowed", "backups", "copying reads a backup", copying, "kms:Decrypt", viaS3],
  ["through IAM", "backups", "copying writes a backup", copying, "kms:GenerateDataKey", viaS3],
  ["through IAM", "backups", "the restore test reads a backup that is no copy", restoreTest, "kms:Decrypt", viaS3],
  ["allowed", "copies", "copying writes a copy", copying, "kms:GenerateDataKey", viaS3],
  ["through IAM", "copies", "copying reads a copy", copying, "kms:Decrypt", viaS3],
  ["allowed", "copies", "the restore test reads a copy", restoreTest, "kms:Decrypt", viaS3],
  ["allowed", "copies", "the restore test writes how it went", restoreTest, "kms:GenerateDataKey", viaS3],
  ["through IAM", "copies", "Velero reads a copy", velero, "kms:Decrypt", viaS3],
  ["allowed", "alerts", "an alert of Falco is published", sidekick, "kms:GenerateDataKey", viaSns],
  ["through IAM", "alerts", "who tells of alerts calls KMS itself", sidekick, "kms:Decrypt"],
  ["through IAM", "backups", "the CSI controller", csi, "kms:Decrypt", viaEc2],

  [
    "allowed",
    "alerts",
    "an alarm of this account",
    service("cloudwatch.amazonaws.com"),
    "kms:GenerateDataKey",
    { ...from(account), ...topic(`${clusterName}-alerts`) },
  ],
  [
    "refused",
    "alerts",
    "an alarm of another account",
    service("cloudwatch.amazonaws.com"),
    "kms:GenerateDataKey",
    { ...from(foreign), ...topic(`${clusterName}-alerts`) },
  ],
  [
    "allowed",
    "alerts",
    "an event rule, which sends no source",
    service("events.amazonaws.com"),
    "kms:Decrypt",
    topic(`${clusterName}-alerts`),
  ],
  [
    "refused",
    "alerts",
    "an event rule for a topic of another account",
    service("events.amazonaws.com"),
    "kms:Decrypt",
    topic(`${clusterName}-alerts`, foreign),
  ],
  [
    "refused",
    "alerts",
    "an event rule for a topic of another cluster",
    service("events.amazonaws.com"),
    "kms:Decrypt",
    topic("other-alerts"),
  ],
];

describe("key policies", () => {
  for (const [expected, purpose, who, caller, action, context] of cases) {
    it(`${purpose}: ${who}: ${action} is ${expected}`, () => {
      const request = { action, ...(caller ? { caller } : {}), ...(context ? { context } : {}) };
      assert.equal(decide(keyPolicy(purpose, input), request), expected);
    });
  }

  for (const purpose of everyPurpose) {
    const document = keyPolicy(purpose, input);

    it(`${purpose}: the account keeps the key manageable through IAM`, () => {
      assert.equal(decide(document, { caller: deployer, action: "kms:PutKeyPolicy" }), "through IAM");
      assert.equal(decide(document, { caller: { arn: `arn:aws:iam::${account}:root` }, action: "kms:ScheduleKeyDeletion" }), "through IAM");
    });

    it(`${purpose}: no other account and no unsigned call gets anything`, () => {
      for (const action of ["kms:Decrypt", "kms:CreateGrant", "kms:PutKeyPolicy"]) {
        assert.equal(decide(document, { caller: role("admin", foreign), action, context: { ...forAws, ...viaEc2, ...viaS3 } }), "refused");
        assert.equal(decide(document, { action, context: { ...forAws, ...viaEc2, ...viaS3 } }), "refused");
      }
    });

    it(`${purpose}: every statement but the account's own has a condition, none administers`, () => {
      const [first, ...others] = statementsOf(document);
      assert.deepEqual(first?.Principal, { AWS: `arn:aws:iam::${account}:root` });
      for (const statement of others) {
        assert.ok(Object.keys(statement.Condition ?? {}).length > 0);
        assert.ok(![statement.Action].flat().some((action) => action === "kms:*" || /^kms:(Put|Schedule|Disable|Delete)/.test(action)));
      }
    });

    it(`${purpose}: only the account's root and services that exist everywhere are principals, so the policy is accepted on the first day`, () => {
      for (const { Principal } of statementsOf(document).slice(1)) {
        const { AWS, Service } = Principal as { AWS?: string; Service?: string };
        assert.ok(AWS === "*" || /^[a-z.0-9-]+\.amazonaws\.com$/.test(Service ?? ""));
      }
    });
  }

  it("uses the partition's own names in China", () => {
    const china = { ...input, site: { accountId: account, region: "cn-north-1", partition: "aws-cn" } };
    const group = {
      "kms:EncryptionContext:aws:logs:arn": `arn:aws-cn:logs:cn-north-1:${account}:log-group:/aws/eks/${clusterName}/cluster`,
    };
    const request = { caller: service("logs.cn-north-1.amazonaws.com.cn"), action: "kms:Encrypt", context: group };
    assert.equal(decide(keyPolicy("logs", china), request), "allowed");
  });
});
