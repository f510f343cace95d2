import { bucketPolicy, buckets, purposes } from "../../../audit/live/aws/account/data";
import { tags } from "../../../audit/live/aws/account/names";
import type { Aws } from "../aws";
import { account, region } from "../server";

export async function makeBuckets(aws: Aws, keyArn: string): Promise<void> {
  for (const bucket of buckets) {
    const Bucket = bucket;
    const locked = ["logs", "backups", "evidence"].includes(bucket);
    await aws.call("s3", "CreateBucket", {
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: region },
      ObjectLockEnabledForBucket: locked,
    });
    await aws.call("s3", "PutBucketVersioning", { Bucket, VersioningConfiguration: { Status: "Enabled" } });
    await aws.call("s3", "PutBucketEncryption", {
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn } }],
      },
    });
    await aws.call("s3", "PutBucketPolicy", { Bucket, Policy: bucketPolicy(bucket) });
    await aws.call("s3", "PutPublicAccessBlock", {
      Bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    });
    await aws.call("s3", "PutBucketOwnershipControls", {
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    });
    if (locked)
      await aws.call("s3", "PutObjectLockConfiguration", {
        Bucket,
        ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 30 } } },
      });
    await aws.call("s3", "PutBucketLifecycleConfiguration", {
      Bucket,
      LifecycleConfiguration: {
        Rules: [
          {
            ID: "end",
            Status: "Enabled",
            Filter: { Prefix: "" },
            Expiration: { Days: bucket === "records" ? 300 : 2192 },
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
          },
        ],
      },
    });
    await aws.call("s3", "PutBucketTagging", {
      Bucket,
      Tagging: {
        TagSet: [
          ...tags.map((tag) => (tag.Key === "data-classification" && bucket === "records" ? { ...tag, Value: "phi" } : tag)),
          ...(purposes[bucket] === undefined ? [] : [{ Key: "purpose", Value: purposes[bucket] }]),
        ],
      },
    });
  }
  await aws.call("s3", "PutBucketReplication", {
    Bucket: "live-backups",
    ReplicationConfiguration: {
      Role: `arn:aws:iam::${account}:role/node`,
      Rules: [
        {
          ID: "copy",
          Priority: 1,
          Status: "Enabled",
          Filter: { Prefix: "" },
          DeleteMarkerReplication: { Status: "Disabled" },
          SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } },
          Destination: { Bucket: "arn:aws:s3:::backups", EncryptionConfiguration: { ReplicaKmsKeyID: keyArn } },
        },
      ],
    },
  });
  await aws.call("s3", "PutBucketLogging", {
    Bucket: "logs",
    BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "access-logs", TargetPrefix: "logs/" } },
  });
}
