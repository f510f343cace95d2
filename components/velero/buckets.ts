import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import type { BackupSettings, LockSettings, Site } from "../args";
import { createBucket } from "../bucket";
import { backupRoleNames, bucketNameOf } from "../names";
import { policyDocument } from "../policy-document";
import { keptFromDestroying, replicationPermissions, replicationTrust } from "./identity";

export interface BackupBucketArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly backup: BackupSettings;
  readonly lock: LockSettings;
  readonly backupsKeyArn: pulumi.Input<string>;
  readonly copiesKeyArn: pulumi.Input<string>;
  readonly protect: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

export const backupBucketNames = ({ clusterName, site }: Pick<BackupBucketArgs, "clusterName" | "site">) => ({
  live: bucketNameOf(clusterName, site, "backups"),
  copy: bucketNameOf(clusterName, site, "backup-copies"),
});

/** Days after its time for which the bucket still keeps a backup: Velero deletes first, and what it leaves behind ends here. */
const grace = 7;

/**
 * Two buckets. Backups are written to the live one, which has no lock, because Velero deletes what has had its time. S3 copies every object
 * at once to the other, where nobody can delete or overwrite it until its lock ends; deletions are not copied. Returns what has to be there
 * before somebody writes.
 */
export function createBackupBuckets(name: string, args: BackupBucketArgs, opts: pulumi.CustomResourceOptions): readonly pulumi.Resource[] {
  const { site, clusterName, backup, lock, tags } = args;
  const names = backupBucketNames(args);
  const expireAfterDays = Math.min(backup.retentionDays + grace, backup.maxRetentionDays ?? Infinity);
  const common = { partition: site.partition, protect: args.protect, expireAfterDays, tags };
  const denied = (bucketName: string) => keptFromDestroying(site, bucketName, Object.values(backupRoleNames(clusterName)));
  const live = createBucket(
    `${name}-live`,
    {
      ...common,
      bucketName: names.live,
      purpose: "live-backups",
      keyArn: args.backupsKeyArn,
      statements: denied(names.live),
    },
    opts,
  );
  const copy = createBucket(
    `${name}-copies`,
    {
      ...common,
      ...elsewhere(backup),
      bucketName: names.copy,
      purpose: "backups",
      keyArn: args.copiesKeyArn,
      statements: denied(names.copy),
      lock: { mode: lock.mode, days: Math.min(backup.lockDays, lock.longestDays) },
    },
    opts,
  );
  const replication = createReplication(
    `${name}-copying`,
    args,
    { live: live.bucket, copy: copy.bucket },
    [...live.ready, ...copy.ready],
    opts,
  );
  return [...live.ready, ...copy.ready, replication];
}

const elsewhere = ({ copyRegion }: BackupSettings) => (copyRegion === undefined ? {} : { region: copyRegion });

/** S3 copies in the name of a role that may do that and nothing else. */
function createReplication(
  name: string,
  args: BackupBucketArgs,
  { live, copy }: { readonly live: s3.Bucket; readonly copy: s3.Bucket },
  after: readonly pulumi.Resource[],
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const { site, clusterName, tags } = args;
  const names = backupBucketNames(args);
  const role = new iam.Role(
    name,
    {
      name: backupRoleNames(clusterName).replication,
      description: `Copies backups of ${clusterName}`,
      assumeRolePolicy: replicationTrust,
      tags: { ...tags },
    },
    opts,
  );
  const policy = new iam.RolePolicy(name, { role: role.name, policy: policyDocument(replicationPermissions(site, names)) }, opts);
  return new s3.BucketReplicationConfig(
    name,
    { role: role.arn, bucket: live.id, rules: [copyRule(copy.arn, args.copiesKeyArn)] },
    { ...opts, dependsOn: [...after, policy] },
  );
}

/** Every object, encrypted anew with the key of the copies. A deletion in the live bucket leaves the copy as it is. */
const copyRule = (bucket: pulumi.Input<string>, replicaKmsKeyId: pulumi.Input<string>) => ({
  id: "copy",
  status: "Enabled",
  priority: 1,
  filter: { prefix: "" },
  deleteMarkerReplication: { status: "Disabled" },
  sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
  destination: {
    bucket,
    encryptionConfiguration: { replicaKmsKeyId },
    // S3 measures how far the copies are behind, so that an alarm can tell.
    metrics: { status: "Enabled" },
  },
});
