import { type Answered, about, account, arn, awsKeyArn, awsKeyId, daysAgo, keyArn, keyId, once, policy, roleArn, tags } from "./names";

const root = { AWS: `arn:aws:iam::${account}:root` };

const keyPolicy = policy(
  { Effect: "Allow", Principal: root, Action: "kms:*", Resource: "*" },
  { Effect: "Allow", Principal: { AWS: roleArn("velero") }, Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: "*" },
);

/** The buckets of the sample, with what each is for; one holds nothing of note. */
export const buckets = ["records", "logs", "access-logs", "backups", "live-backups", "evidence"] as const;
type Bucket = (typeof buckets)[number];

export const purposes: Readonly<Record<Bucket, string | undefined>> = {
  records: undefined,
  logs: "logs",
  "access-logs": "access-logs",
  backups: "backups",
  "live-backups": "live-backups",
  evidence: "evidence",
};

const tls = [
  { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
  { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
];
const denyAllBut = (action: string, role: string) => ({
  Effect: "Deny",
  Principal: "*",
  Action: action,
  Resource: "*",
  Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArn(role) } },
});
const undoing = {
  Effect: "Deny",
  Principal: "*",
  Action: ["s3:BypassGovernanceRetention", "s3:PutBucketVersioning", "s3:DeleteObjectVersion"],
  Resource: "*",
};

const deliverLogs = {
  Effect: "Allow",
  Principal: { Service: "logging.s3.amazonaws.com" },
  Action: ["s3:PutObject"],
  Resource: "arn:aws:s3:::access-logs/*",
  Condition: { StringEquals: { "aws:SourceAccount": account } },
};

export const bucketPolicy = (bucket: Bucket): string =>
  policy(
    ...(bucket === "access-logs" ? [deliverLogs] : []),
    ...tls,
    ...(bucket === "logs" ? [denyAllBut("s3:GetObject", "auditor"), denyAllBut("s3:PutObject", "delivery")] : []),
    ...(bucket.includes("backups") ? [undoing] : []),
  );

const locked = (bucket: Bucket): boolean => !["records", "access-logs", "live-backups"].includes(bucket);
const daysOf: Readonly<Record<Bucket, number>> = {
  records: 300,
  logs: 2192,
  "access-logs": 2192,
  backups: 35,
  "live-backups": 35,
  evidence: 2192,
};

const each = (output: (bucket: Bucket) => Readonly<Record<string, unknown>> | null) =>
  about(...buckets.map((bucket) => [{ Bucket: bucket }, output(bucket)] as const));

export const data: Answered = {
  "kms.ListKeys": once({ Keys: [{ KeyId: keyId }, { KeyId: awsKeyId }] }),
  "kms.DescribeKey": about(
    [
      { KeyId: keyId },
      {
        KeyMetadata: {
          KeyId: keyId,
          Arn: keyArn,
          AWSAccountId: account,
          KeyManager: "CUSTOMER",
          KeySpec: "SYMMETRIC_DEFAULT",
          KeyUsage: "ENCRYPT_DECRYPT",
          KeyState: "Enabled",
          Origin: "AWS_KMS",
        },
      },
    ],
    [{ KeyId: awsKeyId }, { KeyMetadata: { KeyId: awsKeyId, Arn: awsKeyArn, AWSAccountId: account, KeyManager: "AWS" } }],
  ),
  "kms.GetKeyPolicy": about([{ KeyId: keyId, PolicyName: "default" }, { Policy: keyPolicy }]),
  "kms.GetKeyRotationStatus": about([{ KeyId: keyId }, { KeyRotationEnabled: true, RotationPeriodInDays: 365 }]),
  "s3.ListBuckets": once({ Buckets: buckets.map((Name) => ({ Name })) }),
  "s3.GetBucketEncryption": each((bucket) => ({
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault:
            bucket === "access-logs" ? { SSEAlgorithm: "AES256" } : { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn },
          BucketKeyEnabled: true,
        },
      ],
    },
  })),
  "s3.GetBucketPolicy": each((bucket) => ({ Policy: bucketPolicy(bucket) })),
  "s3.GetPublicAccessBlock": each(() => ({
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
  })),
  "s3.GetBucketOwnershipControls": each(() => ({ OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] } })),
  "s3.GetBucketVersioning": each(() => ({ Status: "Enabled" })),
  "s3.GetObjectLockConfiguration": each((bucket) =>
    locked(bucket)
      ? {
          ObjectLockConfiguration: {
            ObjectLockEnabled: "Enabled",
            Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: Math.min(30, daysOf[bucket]) } },
          },
        }
      : null,
  ),
  "s3.GetBucketLifecycleConfiguration": each((bucket) => ({
    Rules: [{ Status: "Enabled", Expiration: { Days: daysOf[bucket] }, NoncurrentVersionExpiration: { NoncurrentDays: 30 } }],
  })),
  "s3.GetBucketLogging": each((bucket) =>
    bucket === "access-logs" ? {} : { LoggingEnabled: { TargetBucket: "access-logs", TargetPrefix: `${bucket}/` } },
  ),
  "s3.GetBucketReplication": each((bucket) =>
    bucket === "live-backups"
      ? {
          ReplicationConfiguration: {
            Role: roleArn("replication"),
            Rules: [
              {
                Status: "Enabled",
                Filter: { Prefix: "" },
                SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } },
                Destination: { Bucket: "arn:aws:s3:::backups", EncryptionConfiguration: { ReplicaKmsKeyID: keyArn } },
              },
            ],
          },
        }
      : null,
  ),
  "s3.GetBucketTagging": each((bucket) => ({
    TagSet: [
      ...tags.filter(({ Key }) => Key !== "data-classification"),
      { Key: "data-classification", Value: bucket === "records" ? "phi" : "internal" },
      ...(purposes[bucket] === undefined ? [] : [{ Key: "purpose", Value: purposes[bucket] }]),
    ],
  })),
  "s3.GetBucketLocation": each(() => ({ LocationConstraint: "eu-central-1" })),
  "s3control.GetPublicAccessBlock": about([
    { AccountId: account },
    {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    },
  ]),
  "secrets.ListSecrets": once({
    SecretList: [
      {
        ARN: arn("secretsmanager", "secret:database-1a2b3c"),
        Name: "database",
        KmsKeyId: keyArn,
        RotationEnabled: true,
        RotationRules: { AutomaticallyAfterDays: 30 },
        LastRotatedDate: daysAgo(10),
        LastChangedDate: daysAgo(10),
        Tags: tags,
      },
    ],
  }),
  "backup.ListBackupVaults": once({
    BackupVaultList: [
      {
        BackupVaultName: "vault",
        BackupVaultArn: arn("backup", "backup-vault:vault"),
        EncryptionKeyArn: keyArn,
        Locked: true,
        MinRetentionDays: 30,
        LockDate: daysAgo(30),
      },
    ],
  }),
};
