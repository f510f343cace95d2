import { createHash } from "node:crypto";
import type { Site } from "./args";

/** IAM allows 64 characters for a role's name, and the longest suffix below takes 15. */
const longest = 48;

/** S3 allows 63 characters for a bucket's name; an account takes 12 and its hyphen. */
const longestBucket = 50;

/**
 * The cluster's name, from which every name and ARN that a policy document mentions is computed: it is known while planning. A name that
 * had to be shortened ends with a digest of the whole, so that two long stacks never share one.
 */
export function clusterNameOf(project: string, stack: string): string {
  return shortened(`${project}-${stack}`.replace(/[^0-9A-Za-z]+/g, "-").replace(/^-+|-+$/g, ""), longest);
}

/** Names of buckets are small and shared by all accounts of a partition; the account in it keeps two users of one cluster name apart. */
export function bucketNameOf(clusterName: string, { accountId }: Site, purpose: string): string {
  return `${shortened(`${clusterName}-${purpose}`.toLowerCase(), longestBucket)}-${accountId}`;
}

function shortened(full: string, most: number): string {
  if (full.length <= most) return full;
  const digest = createHash("sha256").update(full).digest("hex").slice(0, 8);
  return `${full.slice(0, most - digest.length - 1)}-${digest}`;
}

/** The IAM roles that bring log groups to the archive. */
export interface DeliveryRoleNames {
  /** CloudWatch Logs, when it hands events to a delivery stream. */
  readonly subscription: string;
  /** Firehose, when it writes to the archive. */
  readonly archive: string;
}

export function deliveryRoleNames(clusterName: string): DeliveryRoleNames {
  return { subscription: `${clusterName}-log-stream`, archive: `${clusterName}-log-archive` };
}

/** The IAM roles of a cluster, by what assumes them. */
export interface ClusterRoleNames {
  readonly controlPlane: string;
  readonly node: string;
  readonly vpcCni: string;
  readonly ebsCsi: string;
}

export function clusterRoleNames(clusterName: string): ClusterRoleNames {
  return {
    controlPlane: `${clusterName}-control-plane`,
    node: `${clusterName}-node`,
    vpcCni: `${clusterName}-vpc-cni`,
    ebsCsi: `${clusterName}-ebs-csi`,
  };
}

/** The IAM role of the log agent's pods. */
export const logAgentRoleName = (clusterName: string): string => `${clusterName}-log-agent`;

/** The IAM role of the controller that registers targets with the load balancer. */
export const balancerControllerRoleName = (clusterName: string): string => `${clusterName}-lb-control`;

/** The IAM roles of what Falco tells, and of what reads the audit log for it. */
export const alertRoleName = (clusterName: string): string => `${clusterName}-falco-tells`;
export const auditReaderRoleName = (clusterName: string): string => `${clusterName}-falco-audit`;

/** The IAM roles that write backups, copy them, and read the copies to test them. */
export interface BackupRoleNames {
  readonly writer: string;
  readonly replication: string;
  readonly reader: string;
}

export const backupRoleNames = (clusterName: string): BackupRoleNames => ({
  writer: `${clusterName}-velero`,
  replication: `${clusterName}-backup-copy`,
  reader: `${clusterName}-restore-test`,
});

/** The IAM roles of the example's pods, by what they do with the password of the database. */
export const databaseRoleNames = (clusterName: string) => ({
  database: `${clusterName}-records-db`,
  api: `${clusterName}-records-api`,
  password: `${clusterName}-records-pass`,
});

/** The topic of the cluster's alerts. */
export const alertTopicName = (clusterName: string): string => `${clusterName}-alerts`;
export const alertTopicArn = ({ partition, region, accountId }: Site, clusterName: string): string =>
  `arn:${partition}:sns:${region}:${accountId}:${alertTopicName(clusterName)}`;

export function roleArn(site: Site, roleName: string): string {
  return `arn:${site.partition}:iam::${site.accountId}:role/${roleName}`;
}

export function clusterArn(site: Site, clusterName: string): string {
  return `arn:${site.partition}:eks:${site.region}:${site.accountId}:cluster/${clusterName}`;
}

/** The role by which the trail writes to its log group. */
export const trailRoleName = (clusterName: string): string => `${clusterName}-trail`;

/** The account's trail, when this platform makes it; named after the cluster. */
export function trailArn(site: Site, clusterName: string): string {
  return `arn:${site.partition}:cloudtrail:${site.region}:${site.accountId}:trail/${clusterName}`;
}

/** A policy that AWS writes and maintains, e.g. `AmazonEKSClusterPolicy` or `service-role/<name>`. */
export function awsManagedPolicyArn(site: Site, policy: string): string {
  return `arn:${site.partition}:iam::aws:policy/${policy}`;
}
