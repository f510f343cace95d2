import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { LockSettings, LoggingSettings, Site } from "../args";
import { createBucket } from "../bucket";
import { bucketNameOf } from "../names";
import { type WritersInput, accessLogStatements, archiveStatements } from "./archive-policies";

export interface LogArchiveArgs extends Omit<WritersInput, "bucketName"> {
  readonly logging: LoggingSettings;
  readonly lock: LockSettings;
  /** Key for the archive. */
  readonly keyArn: pulumi.Input<string>;
  readonly protect: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Where audit logs end up and stay: a bucket that nobody can empty before its time, readable by auditors only, and a second one that
 * records who asked for what in it.
 */
export class LogArchive extends pulumi.ComponentResource {
  /** Known while planning, for the policies of what writes to it. */
  readonly bucketName: string;
  readonly bucketArn: pulumi.Output<string>;
  /** What has to be there before the first log is written. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: LogArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:LogArchive", name, {}, opts);
    const child = { parent: this };
    this.bucketName = archiveNameOf(args.clusterName, args.site);
    const { bucket, ready } = createBucket(
      `${name}-bucket`,
      {
        bucketName: this.bucketName,
        partition: args.site.partition,
        purpose: "logs",
        keyArn: args.keyArn,
        statements: archiveStatements({ ...args, bucketName: this.bucketName }),
        lock: { mode: args.lock.mode, days: Math.min(args.lock.longestDays, args.logging.retentionDays) },
        archiveAfterDays: args.logging.hotDays,
        expireAfterDays: args.logging.retentionDays,
        protect: args.protect,
        tags: args.tags,
      },
      child,
    );
    const recorded = this.recordAccess(`${name}-access`, args, bucket, child);
    this.bucketArn = bucket.arn;
    this.ready = [...ready, recorded];
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }

  /**
   * S3 writes access logs only to a bucket without Object Lock that is encrypted with S3's own key (S3 user guide, "Enabling Amazon S3
   * server access logging"); who reads that bucket is not recorded in turn.
   */
  private recordAccess(name: string, args: LogArchiveArgs, archive: s3.Bucket, opts: pulumi.CustomResourceOptions): s3.BucketLogging {
    const bucketName = bucketNameOf(args.clusterName, args.site, "access-logs");
    const { bucket, ready } = createBucket(
      name,
      {
        bucketName,
        partition: args.site.partition,
        purpose: "access-logs",
        statements: accessLogStatements({ ...args, bucketName }, this.bucketName),
        expireAfterDays: args.logging.retentionDays,
        protect: args.protect,
        tags: args.tags,
      },
      opts,
    );
    return new s3.BucketLogging(
      name,
      { bucket: archive.id, targetBucket: bucket.id, targetPrefix: `${this.bucketName}/` },
      { ...opts, dependsOn: [...ready] },
    );
  }
}

export const archiveNameOf = (clusterName: string, site: Site): string => bucketNameOf(clusterName, site, "logs");
