import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import { type Statement, policyDocument } from "./policy-document";

/** What a bucket holds; in its tag `purpose`, by which checks know it again. */
export type BucketPurpose = "logs" | "access-logs" | "configuration" | "live-backups" | "backups" | "evidence";

export interface BucketArgs {
  readonly bucketName: string;
  readonly partition: string;
  /** The region of the provider when absent. */
  readonly region?: string;
  readonly purpose: BucketPurpose;
  /** The key that encrypts it; absent only where the service that writes can use none but S3's own. */
  readonly keyArn?: pulumi.Input<string>;
  /** Statements beside those that every bucket has. */
  readonly statements: readonly Statement[];
  /** How long new objects cannot be deleted or overwritten. */
  readonly lock?: { readonly mode: "GOVERNANCE" | "COMPLIANCE"; readonly days: number };
  /** Days after which an object is moved to the archive's storage class. */
  readonly archiveAfterDays?: number;
  /** Days after which an object expires. */
  readonly expireAfterDays: number;
  /** Pulumi refuses to delete it. */
  readonly protect: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** Days for which a version is kept that was replaced or deleted: time to notice a mistake, and not more. */
const noncurrentDays = 30;

const closed = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };

/**
 * A bucket that answers only over TLS 1.2 or later, is never public, belongs to its owner alone, keeps versions and lets objects expire.
 * Returns it with what has to be there before somebody writes to it.
 */
export function createBucket(
  name: string,
  args: BucketArgs,
  opts: pulumi.CustomResourceOptions,
): { readonly bucket: s3.Bucket; readonly ready: readonly pulumi.Resource[] } {
  const place = args.region === undefined ? {} : { region: args.region };
  const bucket = new s3.Bucket(
    name,
    {
      ...place,
      bucket: args.bucketName,
      objectLockEnabled: args.lock !== undefined,
      tags: { ...args.tags, Name: args.bucketName, purpose: args.purpose },
    },
    { ...opts, protect: args.protect },
  );
  const part = { ...place, bucket: bucket.id };
  const block = new s3.BucketPublicAccessBlock(name, { ...part, ...closed }, opts);
  const owner = new s3.BucketOwnershipControls(name, { ...part, rule: { objectOwnership: "BucketOwnerEnforced" } }, opts);
  const versioning = new s3.BucketVersioning(name, { ...part, versioningConfiguration: { status: "Enabled" } }, opts);
  const encryption = new s3.BucketServerSideEncryptionConfiguration(name, { ...part, rules: [encryptionRule(args.keyArn)] }, opts);
  const policy = new s3.BucketPolicy(
    name,
    { ...part, policy: policyDocument([...tlsOnly(args), ...args.statements]) },
    // S3 refuses two changes of what is public about a bucket at the same time.
    { ...opts, dependsOn: [block] },
  );
  // Rules about versions are refused while there are none.
  const versioned = { ...opts, dependsOn: [versioning] };
  const lifecycle = new s3.BucketLifecycleConfiguration(name, { ...part, rules: lifecycleRules(args) }, versioned);
  return { bucket, ready: [owner, encryption, policy, lifecycle, ...lockOf(name, part, args, versioned)] };
}

function encryptionRule(keyArn: pulumi.Input<string> | undefined) {
  return keyArn === undefined
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
    : { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn }, bucketKeyEnabled: true };
}

function lifecycleRules({ archiveAfterDays, expireAfterDays }: BucketArgs) {
  return [
    {
      id: "expire",
      status: "Enabled",
      // An empty prefix is every object.
      filter: { prefix: "" },
      ...(archiveAfterDays === undefined ? {} : { transitions: [{ days: archiveAfterDays, storageClass: "GLACIER_IR" }] }),
      expiration: { days: expireAfterDays },
      noncurrentVersionExpiration: { noncurrentDays },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
  ];
}

function lockOf(
  name: string,
  part: Pick<s3.BucketObjectLockConfigurationArgs, "bucket" | "region">,
  { lock }: BucketArgs,
  opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
  if (lock === undefined) return [];
  const rule = { defaultRetention: { mode: lock.mode, days: lock.days } };
  return [new s3.BucketObjectLockConfiguration(name, { ...part, rule }, opts)];
}

/** Refuses what is not encrypted on its way, and what is encrypted too weakly (S3 user guide, "Protecting data in transit"). */
function tlsOnly({ bucketName, partition }: BucketArgs): readonly Statement[] {
  const arn = `arn:${partition}:s3:::${bucketName}`;
  const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`] } as const;
  return [
    { Sid: "OnlyEncryptedTransport", ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Sid: "OnlyTls12", ...deny, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  ];
}
