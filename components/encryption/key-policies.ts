import type { Site } from "../args";
import { logGroupPrefixes } from "../log-groups";
import { type BackupRoleNames, type ClusterRoleNames, type DeliveryRoleNames, roleArn } from "../names";
import { dnsSuffix } from "../partition";
import { type Statement, policyDocument } from "../policy-document";
import type { Purpose } from "./purposes";
import { accountRoot, allowRole, allowService, cryptographicActions, forAwsResource, through, useActions } from "./statements";

/** The roles that use keys. */
export interface KeyUserNames extends Pick<ClusterRoleNames, "controlPlane" | "ebsCsi">, Pick<DeliveryRoleNames, "archive"> {
  /** Whoever tells of alerts of runtime detection. */
  readonly alerts: string;
  readonly backups: BackupRoleNames;
}

/** Everything a key policy mentions, as plain text: the documents are known while planning. */
export interface KeyPolicyInput {
  readonly site: Site;
  readonly clusterName: string;
  /** Region of the key of the copies, when it is not the site's. */
  readonly copyRegion?: string;
  readonly roleNames: KeyUserNames;
}

/** The policy of the key for a purpose: the account through IAM, and only the roles and services that this purpose needs. */
export function keyPolicy(purpose: Purpose, input: KeyPolicyInput): string {
  return policyDocument([accountRoot(input.site), ...users[purpose](input)]);
}

const users: Readonly<Record<Purpose, (input: KeyPolicyInput) => readonly Statement[]>> = {
  secrets: secretsUsers,
  credentials: credentialsUsers,
  volumes: volumesUsers,
  logs: logsUsers,
  backups: backupsUsers,
  copies: copiesUsers,
  alerts: alertsUsers,
};

/** EKS user guide, "Encrypt Kubernetes secrets with KMS": the control plane's role uses the key and lets EKS keep a grant. */
function secretsUsers({ site, roleNames }: KeyPolicyInput): readonly Statement[] {
  const role = roleArn(site, roleNames.controlPlane);
  return [
    allowRole("ControlPlaneUses", site, role, ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"]),
    allowRole("ControlPlaneGrants", site, role, ["kms:CreateGrant"], forAwsResource),
  ];
}

/**
 * Whoever of this account Secrets Manager lets read a secret (Secrets Manager user guide, "Permissions for the KMS key"): who that is, policies of
 * the roles say, secret by secret.
 */
function credentialsUsers({ site }: KeyPolicyInput): readonly Statement[] {
  const { StringEquals } = through(site, "secretsmanager");
  return [
    {
      Sid: "ThroughSecretsManager",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: "*",
      Condition: { StringEquals: { ...StringEquals, "kms:CallerAccount": site.accountId } },
    },
  ];
}

/**
 * Auto Scaling starts nodes with encrypted disks (Auto Scaling user guide, "Required KMS key policy for use with encrypted volumes");
 * without it they stop with Client.InternalError. The CSI controller makes volumes; without it EC2 answers that a volume exists and
 * then takes it back, with no error that says so.
 */
function volumesUsers({ site, roleNames }: KeyPolicyInput): readonly Statement[] {
  const autoScaling = roleArn(site, "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling");
  const csi = roleArn(site, roleNames.ebsCsi);
  return [
    allowRole("AutoScalingUses", site, autoScaling, useActions),
    allowRole("AutoScalingGrants", site, autoScaling, ["kms:CreateGrant"], forAwsResource),
    allowRole("EbsCsiUses", site, csi, useActions, through(site, "ec2")),
    allowRole("EbsCsiGrants", site, csi, ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"], forAwsResource),
  ];
}

function logsUsers({ site, clusterName, roleNames }: KeyPolicyInput): readonly Statement[] {
  const { partition, region, accountId } = site;
  const groups = logGroupPrefixes(clusterName).map((prefix) => `arn:${partition}:logs:${region}:${accountId}:log-group:${prefix}*`);
  const trail = { "aws:SourceArn": `arn:${partition}:cloudtrail:${region}:${accountId}:trail/${clusterName}*` };
  const trails = `arn:${partition}:cloudtrail:*:${accountId}:trail/*`;
  const fromAccount = { "aws:SourceAccount": accountId };
  return [
    allowService("CloudWatchLogsForOwnGroups", `logs.${region}.${dnsSuffix(partition)}`, cryptographicActions, {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": groups },
    }),
    allowService("CloudTrailForOwnTrail", "cloudtrail.amazonaws.com", ["kms:GenerateDataKey*", "kms:Decrypt"], {
      ArnLike: { ...trail, "kms:EncryptionContext:aws:cloudtrail:arn": trails },
    }),
    allowService("CloudTrailFindsKey", "cloudtrail.amazonaws.com", ["kms:DescribeKey"], { ArnLike: trail }),
    allowRole("ArchiveDelivery", site, roleArn(site, roleNames.archive), ["kms:GenerateDataKey", "kms:Decrypt"], through(site, "s3")),
    allowService("ConfigDelivery", "config.amazonaws.com", ["kms:GenerateDataKey", "kms:Decrypt"], { StringEquals: fromAccount }),
    allowService("LogDeliveryToBuckets", "delivery.logs.amazonaws.com", useActions, {
      StringEquals: fromAccount,
      ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${accountId}:*` },
    }),
  ];
}

/** Who writes backups also reads them; who copies them reads them; both through S3 only. */
function backupsUsers({ site, roleNames: { backups } }: KeyPolicyInput): readonly Statement[] {
  const actions = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"];
  return [
    allowRole("BackupsInBuckets", site, roleArn(site, backups.writer), actions, through(site, "s3")),
    allowRole("CopyingReads", site, roleArn(site, backups.replication), ["kms:Decrypt"], through(site, "s3")),
  ];
}

/** Who copies backups encrypts them again; who restores from the copies reads them, and writes how that went. */
function copiesUsers({ site, copyRegion = site.region, roleNames: { backups } }: KeyPolicyInput): readonly Statement[] {
  const inBuckets = through({ ...site, region: copyRegion }, "s3");
  return [
    allowRole("CopyingWrites", site, roleArn(site, backups.replication), ["kms:Encrypt", "kms:GenerateDataKey*"], inBuckets),
    allowRole("RestoresRead", site, roleArn(site, backups.reader), ["kms:Decrypt", "kms:GenerateDataKey*"], inBuckets),
  ];
}

/**
 * Publishers of the cluster's topics, which are named `<cluster>-…`. EventBridge sends neither source account nor source ARN when it
 * publishes to an encrypted topic (SNS developer guide, key management): the topic in the encryption context, which has the account in
 * it, is what ties its call to us.
 */
function alertsUsers({ site, clusterName, roleNames }: KeyPolicyInput): readonly Statement[] {
  const { partition, region, accountId } = site;
  const actions = ["kms:GenerateDataKey*", "kms:Decrypt"];
  const ownTopics = {
    ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": `arn:${partition}:sns:${region}:${accountId}:${clusterName}-*` },
  };
  return [
    allowService("AlarmsPublish", "cloudwatch.amazonaws.com", actions, { ...ownTopics, StringEquals: { "aws:SourceAccount": accountId } }),
    allowService("EventsPublish", "events.amazonaws.com", actions, ownTopics),
    allowRole("RuntimeAlertsPublish", site, roleArn(site, roleNames.alerts), ["kms:GenerateDataKey", "kms:Decrypt"], through(site, "sns")),
  ];
}
