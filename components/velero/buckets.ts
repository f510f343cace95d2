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
  const roles = backupRoleNames(clusterName);
  const { partition } = site;
  const common = { partition, protect: args.protect, tags };
  const denied = (bucketName: string) => keptFromDestroying(site, bucketName, Object.values(roles));
  const longest = Math.min(backup.retentionDays + grace, backup.maxRetentionDays ?? Infinity);
  const live = createBucket(
    `${name}-live`,
    {
      ...common,
      bucketName: names.live,
      purpose: "live-backups",
      keyArn: args.backupsKeyArn,
      statements: denied(names.live),
      expireAfterDays: longest,
    },
    opts,
  );
  const copy = createBucket(
    `${name}-copies`,
    {
      ...common,
      bucketName: names.copy,
      purpose: "backups",
      keyArn: args.copiesKeyArn,
      statements: denied(names.copy),
      lock: { mode: lock.mode, days: Math.min(backup.lockDays, lock.longestDays) },
      expireAfterDays: longest,
    },
    opts,
  );
  const role = new iam.Role(
    `${name}-copying`,
    {
      name: roles.replication,
      description: `Copies backups of ${clusterName}`,
      assumeRolePolicy: replicationTrust(site, names.live),
      tags: { ...tags },
    },
    opts,
  );
  const policy = new iam.RolePolicy(
    `${name}-copying`,
    { role: role.name, policy: policyDocument(replicationPermissions(site, names)) },
    opts,
  );
  const replication = new s3.BucketReplicationConfig(
    `${name}-copying`,
    { role: role.arn, bucket: live.bucket.id, rules: [copyRule(copy.bucket.arn, args.copiesKeyArn)] },
    { ...opts, dependsOn: [...live.ready, ...copy.ready, policy] },
  );
  return [...live.ready, ...copy.ready, replication];
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
