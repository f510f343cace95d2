import type { Inputs, Value } from "../../../../policies/preview/tree";
import type { Exchange } from "../call";
import { listed } from "../call";
import { type AwsResource, type Translation, at, camel, list, outputFor, tagsOf, text } from "../resource";

const keyType = "aws:kms/key:Key";

/** The account's own keys; those of AWS are nobody's to set. */
const keys: Translation = {
  types: [keyType],
  from: ["kms.DescribeKey", "kms.GetKeyRotationStatus"],
  make: (answers) =>
    answers("kms.DescribeKey").flatMap(({ output }) => {
      const key = at(output, "KeyMetadata");
      const id = text(key, "KeyId");
      if (text(key, "KeyManager") !== "CUSTOMER") return [];
      const rotation = outputFor(answers("kms.GetKeyRotationStatus"), "KeyId", id);
      return [
        {
          type: keyType,
          name: id,
          ids: [text(key, "Arn"), id],
          inputs: {
            enableKeyRotation: at(rotation, "KeyRotationEnabled") === true,
            ...(at(rotation, "RotationPeriodInDays") === undefined
              ? {}
              : { rotationPeriodInDays: at(rotation, "RotationPeriodInDays") as number }),
            customerMasterKeySpec: at(key, "KeySpec") as string,
            keyUsage: at(key, "KeyUsage") as string,
            // What the service says of the key.
            origin: text(key, "Origin"),
            state: text(key, "KeyState"),
          },
        },
      ];
    }),
};

const keyPolicyType = "aws:kms/keyPolicy:KeyPolicy";

/** Apart from their keys: whoever may not read policies still learns the rest. */
const keyPolicies: Translation = {
  types: [keyPolicyType],
  from: ["kms.GetKeyPolicy"],
  make: (answers) =>
    answers("kms.GetKeyPolicy").map(({ input, output }) => {
      const keyId = text(input, "KeyId");
      return { type: keyPolicyType, name: keyId, ids: [], inputs: { keyId, policy: text(output, "Policy") } };
    }),
};

const bucketType = "aws:s3/bucket:Bucket";

/** A part of a bucket in the provider's words; nothing where the bucket has none. */
type Part = readonly [operation: string, type: string, inputs: (output: unknown) => Inputs | undefined];

const rule = (one: unknown): Inputs => {
  const { applyServerSideEncryptionByDefault: by, bucketKeyEnabled } = camel(one) as { readonly [key: string]: Value };
  return {
    applyServerSideEncryptionByDefault: {
      sseAlgorithm: at(by, "sSEAlgorithm") as Value,
      kmsMasterKeyId: at(by, "kMSMasterKeyID") as Value,
    },
    bucketKeyEnabled,
  };
};

/** Lifecycle rules: AWS counts in `Days`, and calls the classes alike. */
const lifecycleRule = (one: unknown): Inputs => ({
  status: text(one, "Status"),
  expiration: camel(at(one, "Expiration")),
  transitions: list(one, "Transitions").map(camel),
  noncurrentVersionExpiration: camel(at(one, "NoncurrentVersionExpiration")),
});

const block = (output: unknown): Inputs => camel(at(output, "PublicAccessBlockConfiguration")) as Inputs;

const replicationRule = (one: unknown): Inputs => {
  const { destination, ...rest } = camel(one) as { readonly [key: string]: Value };
  const key = at(destination, "encryptionConfiguration", "replicaKmsKeyID") as Value;
  return { ...rest, destination: { ...(destination as Inputs), encryptionConfiguration: { replicaKmsKeyId: key } } };
};

const parts: readonly Part[] = [
  [
    "GetBucketEncryption",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    (output) => ({ rules: list(output, "ServerSideEncryptionConfiguration", "Rules").map(rule) }),
  ],
  ["GetBucketPolicy", "aws:s3/bucketPolicy:BucketPolicy", (output) => ({ policy: text(output, "Policy") })],
  ["GetPublicAccessBlock", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", block],
  [
    "GetBucketOwnershipControls",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    (output) => ({ rule: camel(list(output, "OwnershipControls", "Rules")[0] ?? {}) }),
  ],
  [
    "GetBucketVersioning",
    "aws:s3/bucketVersioning:BucketVersioning",
    // A bucket that never had versions answers without a status.
    (output) => ({ versioningConfiguration: { status: text(output, "Status") || "Disabled" } }),
  ],
  [
    "GetObjectLockConfiguration",
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    (output) => ({ rule: camel(at(output, "ObjectLockConfiguration", "Rule") ?? {}) }),
  ],
  [
    "GetBucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    (output) => ({ rules: list(output, "Rules").map(lifecycleRule) }),
  ],
  [
    "GetBucketLogging",
    "aws:s3/bucketLogging:BucketLogging",
    (output) => (at(output, "LoggingEnabled") === undefined ? undefined : (camel(at(output, "LoggingEnabled")) as Inputs)),
  ],
  [
    "GetBucketReplication",
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    (output) => ({ rules: list(output, "ReplicationConfiguration", "Rules").map(replicationRule) }),
  ],
];

const partTranslations: readonly Translation[] = parts.map(([operation, type, inputs]) => ({
  types: [type],
  from: [`s3.${operation}`],
  make: (answers) =>
    answers(`s3.${operation}`).flatMap(({ input, output }) => {
      const said = output === null ? undefined : inputs(output);
      const bucket = text(input, "Bucket");
      return said === undefined ? [] : [{ type, name: bucket, ids: [], inputs: { bucket, ...said } }];
    }),
}));

/** In North Virginia, the first region, S3 answers with nothing, and in Ireland with a name of long ago. */
const regionOf = (exchanges: readonly Exchange[], bucket: string): string => {
  const constraint = text(outputFor(exchanges, "Bucket", bucket), "LocationConstraint");
  return constraint === "" ? "us-east-1" : constraint === "EU" ? "eu-west-1" : constraint;
};

const buckets: Translation = {
  types: [bucketType],
  from: ["s3.ListBuckets", "s3.GetBucketTagging", "s3.GetBucketLocation", "s3.GetObjectLockConfiguration"],
  make: (answers) =>
    listed(answers("s3.ListBuckets"), "Buckets").map((bucket) => {
      const name = text(bucket, "Name");
      const lock = outputFor(answers("s3.GetObjectLockConfiguration"), "Bucket", name);
      return {
        type: bucketType,
        name,
        ids: [`arn:aws:s3:::${name}`, `arn:aws-cn:s3:::${name}`, `arn:aws-us-gov:s3:::${name}`, name],
        inputs: {
          bucket: name,
          region: regionOf(answers("s3.GetBucketLocation"), name),
          objectLockEnabled: text(lock, "ObjectLockConfiguration", "ObjectLockEnabled") === "Enabled",
          tags: tagsOf(list(outputFor(answers("s3.GetBucketTagging"), "Bucket", name), "TagSet")),
        },
      };
    }),
};

const accountBlockType = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";

/** An account without the block has none of its four switches on. */
const accountBlock: Translation = {
  types: [accountBlockType],
  from: ["s3control.GetPublicAccessBlock"],
  make: (answers) =>
    answers("s3control.GetPublicAccessBlock").map(({ output }) => ({
      type: accountBlockType,
      name: "account",
      ids: [],
      inputs: output === null ? {} : block(output),
    })),
};

const secretType = "aws:secretsmanager/secret:Secret";
const rotationType = "aws:secretsmanager/secretRotation:SecretRotation";

const rotation = (name: string, arn: string, rules: unknown): AwsResource => ({
  type: rotationType,
  name,
  ids: [],
  inputs: { secretId: arn, rotationRules: camel(rules ?? {}) },
});

/** A secret that another service of AWS made is rotated by that service. */
const secrets: Translation = {
  types: [secretType, rotationType],
  from: ["secrets.ListSecrets"],
  make: (answers) =>
    listed(answers("secrets.ListSecrets"), "SecretList").flatMap((secret): readonly AwsResource[] => {
      const arn = text(secret, "ARN");
      const name = text(secret, "Name");
      const rotates = secret["RotationEnabled"] === true;
      return [
        {
          type: secretType,
          name,
          ids: [arn],
          inputs: {
            ...(text(secret, "KmsKeyId") === "" ? {} : { kmsKeyId: text(secret, "KmsKeyId") }),
            tags: tagsOf(secret["Tags"]),
            // What the service says of the secret.
            rotationEnabled: rotates,
            lastRotatedDate: text(secret, "LastRotatedDate"),
            lastChangedDate: text(secret, "LastChangedDate"),
            owningService: text(secret, "OwningService"),
          },
        },
        ...(rotates ? [rotation(name, arn, secret["RotationRules"])] : []),
      ];
    }),
};

const vaultType = "aws:backup/vault:Vault";
const vaultLockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

/** A lock with a date cannot be taken off from that day on. */
const vaults: Translation = {
  types: [vaultType, vaultLockType],
  from: ["backup.ListBackupVaults"],
  make: (answers) =>
    listed(answers("backup.ListBackupVaults"), "BackupVaultList").flatMap((vault): readonly AwsResource[] => {
      const name = text(vault, "BackupVaultName");
      return [
        { type: vaultType, name, ids: [text(vault, "BackupVaultArn"), name], inputs: { name, kmsKeyArn: text(vault, "EncryptionKeyArn") } },
        ...(vault["Locked"] === true
          ? [
              {
                type: vaultLockType,
                name,
                ids: [],
                inputs: {
                  backupVaultName: name,
                  minRetentionDays: vault["MinRetentionDays"] as number,
                  ...(vault["LockDate"] === undefined ? {} : { changeableForDays: 3 }),
                },
              },
            ]
          : []),
      ];
    }),
};

export const dataTranslations: readonly Translation[] = [keys, keyPolicies, buckets, ...partTranslations, accountBlock, secrets, vaults];
