import { type AwsCall, type Exchange, type Input, listed } from "../call";

const keys = (exchanges: readonly Exchange[]): readonly Input[] => listed(exchanges, "Keys").map(({ KeyId }) => ({ KeyId }));

/** Keys of the account's own, whose settings are the account's. */
const ownKeys = (exchanges: readonly Exchange[]): readonly Input[] =>
  exchanges.flatMap(({ output }) => {
    const { KeyManager, KeyId } = (output?.["KeyMetadata"] ?? {}) as { readonly KeyManager?: string; readonly KeyId?: string };
    return KeyManager === "CUSTOMER" ? [{ KeyId }] : [];
  });

const perKey = (operation: string, more: Partial<AwsCall> = {}): AwsCall => ({
  service: "kms",
  operation,
  each: { of: "kms.DescribeKey", inputs: ownKeys },
  ...more,
});

const buckets = (exchanges: readonly Exchange[]): readonly Input[] => listed(exchanges, "Buckets").map(({ Name }) => ({ Bucket: Name }));

/** The name of the operation, that of its action, and the errors that say that a bucket has nothing of the kind. */
const perBucket = (operation: string, action: string, ...absent: readonly string[]): AwsCall => ({
  service: "s3",
  operation,
  actions: [`s3:${action}`],
  absent,
  each: { of: "s3.ListBuckets", inputs: buckets },
});

export const dataCalls: readonly AwsCall[] = [
  { service: "kms", operation: "ListKeys", lists: ["Keys"] },
  { service: "kms", operation: "DescribeKey", each: { of: "kms.ListKeys", inputs: keys } },
  perKey("GetKeyPolicy", { input: { PolicyName: "default" } }),
  // A key of another kind, or one that is to be deleted, cannot rotate.
  perKey("GetKeyRotationStatus", { absent: ["UnsupportedOperationException", "KMSInvalidStateException"] }),
  { service: "s3", operation: "ListBuckets", lists: ["Buckets"], actions: ["s3:ListAllMyBuckets"] },
  perBucket("GetBucketEncryption", "GetEncryptionConfiguration", "ServerSideEncryptionConfigurationNotFoundError"),
  perBucket("GetBucketPolicy", "GetBucketPolicy", "NoSuchBucketPolicy"),
  perBucket("GetPublicAccessBlock", "GetBucketPublicAccessBlock", "NoSuchPublicAccessBlockConfiguration"),
  perBucket("GetBucketOwnershipControls", "GetBucketOwnershipControls", "OwnershipControlsNotFoundError"),
  perBucket("GetBucketVersioning", "GetBucketVersioning"),
  perBucket("GetObjectLockConfiguration", "GetBucketObjectLockConfiguration", "ObjectLockConfigurationNotFoundError"),
  perBucket("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration", "NoSuchLifecycleConfiguration"),
  perBucket("GetBucketLogging", "GetBucketLogging"),
  perBucket("GetBucketReplication", "GetReplicationConfiguration", "ReplicationConfigurationNotFoundError"),
  perBucket("GetBucketTagging", "GetBucketTagging", "NoSuchTagSet"),
  perBucket("GetBucketLocation", "GetBucketLocation"),
  {
    service: "s3control",
    operation: "GetPublicAccessBlock",
    actions: ["s3:GetAccountPublicAccessBlock"],
    absent: ["NoSuchPublicAccessBlockConfiguration"],
  },
  { service: "secrets", operation: "ListSecrets", lists: ["SecretList"] },
  { service: "backup", operation: "ListBackupVaults", lists: ["BackupVaultList"] },
];
