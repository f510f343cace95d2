import { buckets } from "../account/data";
import { account, awsKeyArn, daysAgo, policy, roleArn } from "../account/names";
import { type Broken, gone, none, set, unset } from "./change";

const key = (path: string, to: unknown) => set("kms.DescribeKey", `KeyMetadata.${path}`, to);
const keyPolicy = (...statements: readonly object[]) =>
  set(
    "kms.GetKeyPolicy",
    "Policy",
    policy({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" }, ...statements),
  );
const allow = (principal: unknown, action: unknown, more: object = {}) => ({
  Effect: "Allow",
  Principal: principal,
  Action: action,
  Resource: "*",
  ...more,
});

export const brokenKeys: Broken = [
  ["a key that does not rotate", set("kms.GetKeyRotationStatus", "KeyRotationEnabled", false), ["kms-key-rotation-enabled"]],
  [
    "a key that rotates too seldom",
    set("kms.GetKeyRotationStatus", "RotationPeriodInDays", 2000),
    ["kms-key-rotation-period-within-limit"],
  ],
  ["a key that is about to be deleted", key("KeyState", "PendingDeletion"), ["kms-key-not-being-deleted"]],
  ["a key whose material comes from outside", key("Origin", "EXTERNAL"), ["kms-key-made-in-kms"]],
  ["a key of a weak kind", key("KeySpec", "RSA_2048"), ["kms-key-spec-strong"]],
  ["a key for everybody", keyPolicy(allow("*", "kms:Decrypt")), ["kms-key-policy-no-public-principal"]],
  [
    "a key for the whole account",
    keyPolicy(allow("*", "kms:Decrypt", { Condition: { StringEquals: { "kms:CallerAccount": account } } })),
    ["kms-key-policy-names-callers"],
  ],
  [
    "a key whose user administers it",
    keyPolicy(allow({ AWS: roleArn("velero") }, ["kms:Decrypt", "kms:ScheduleKeyDeletion"])),
    ["kms-key-policy-separates-duties"],
  ],
  [
    "a key for a service on anybody's behalf",
    keyPolicy(allow({ Service: "logs.eu-central-1.amazonaws.com" }, "kms:Decrypt")),
    ["kms-key-policy-service-scoped"],
  ],
  [
    "a key that its user may hand on",
    keyPolicy(allow({ AWS: roleArn("velero") }, "kms:CreateGrant")),
    ["kms-key-policy-grants-for-aws-only"],
  ],
  ["a key for the deployer", keyPolicy(allow({ AWS: roleArn("platform-deployer") }, "kms:Encrypt")), ["kms-key-policy-no-deployer"]],
  [
    "a key that nobody can manage",
    set("kms.GetKeyPolicy", "Policy", policy(allow({ AWS: roleArn("velero") }, "kms:Decrypt"))),
    ["kms-key-policy-keeps-root"],
  ],
];

const subjectOf = (bucket: (typeof buckets)[number]): number => buckets.indexOf(bucket);
const lifecycle = (bucket: (typeof buckets)[number], rule: object) =>
  set("s3.GetBucketLifecycleConfiguration", "Rules", [{ Status: "Enabled", ...rule }], subjectOf(bucket));
const retention = (bucket: (typeof buckets)[number], to: object) =>
  set("s3.GetObjectLockConfiguration", "ObjectLockConfiguration.Rule.DefaultRetention", to, subjectOf(bucket));

export const brokenBuckets: Broken = [
  ["a bucket without encryption", unset("s3.GetBucketEncryption"), ["bucket-encrypted-with-cmk"]],
  [
    "a bucket with the key that AWS manages",
    set("s3.GetBucketEncryption", "ServerSideEncryptionConfiguration.Rules.0.ApplyServerSideEncryptionByDefault.KMSMasterKeyID", awsKeyArn),
    ["bucket-encrypted-with-cmk"],
  ],
  ["a bucket that answers in clear", set("s3.GetBucketPolicy", "Policy", policy()), ["bucket-tls-only"]],
  ["a bucket without a policy", unset("s3.GetBucketPolicy"), ["bucket-tls-only"]],
  [
    "a bucket for everybody",
    set("s3.GetBucketPolicy", "Policy", policy(allow("*", "s3:GetObject"))),
    ["bucket-policy-not-public", "bucket-tls-only"],
  ],
  [
    "a bucket for a service on anybody's behalf",
    set("s3.GetBucketPolicy", "Policy", policy(allow({ Service: "logging.s3.amazonaws.com" }, "s3:PutObject"))),
    ["bucket-policy-service-scoped", "bucket-tls-only"],
  ],
  [
    "a bucket that can be made public",
    set("s3.GetPublicAccessBlock", "PublicAccessBlockConfiguration.BlockPublicAcls", false),
    ["bucket-public-access-blocked"],
  ],
  ["a bucket that nothing keeps from being made public", unset("s3.GetPublicAccessBlock"), ["bucket-public-access-blocked"]],
  [
    "a bucket with ACLs",
    set("s3.GetBucketOwnershipControls", "OwnershipControls.Rules.0.ObjectOwnership", "ObjectWriter"),
    ["bucket-acls-disabled"],
  ],
  ["a bucket without versions", set("s3.GetBucketVersioning", "Status", undefined), ["bucket-versioning-enabled"]],
  [
    "a bucket that keeps everything",
    unset("s3.GetBucketLifecycleConfiguration"),
    ["bucket-replaced-versions-expire", "personal-data-expires"],
  ],
  [
    "records of people that live too long",
    set("s3.GetBucketLifecycleConfiguration", "Rules.0.Expiration.Days", 4000),
    ["personal-data-expires"],
  ],
  [
    "an account whose buckets can be made public",
    set("s3control.GetPublicAccessBlock", "PublicAccessBlockConfiguration.RestrictPublicBuckets", false),
    ["account-public-access-blocked"],
  ],
  ["an account without any such block", unset("s3control.GetPublicAccessBlock"), ["account-public-access-blocked"]],
  ["logs that can be deleted", unset("s3.GetObjectLockConfiguration", subjectOf("logs")), ["log-archive-lockable", "log-archive-locked"]],
  ["logs that are locked for no time", retention("logs", { Mode: "GOVERNANCE", Days: 0 }), ["log-archive-locked"]],
  [
    "logs that end too early",
    lifecycle("logs", { Expiration: { Days: 30 }, NoncurrentVersionExpiration: { NoncurrentDays: 30 } }),
    ["log-archive-retention-sufficient"],
  ],
  [
    "young logs in an archive",
    lifecycle("logs", {
      Expiration: { Days: 2192 },
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
      Transitions: [{ Days: 30, StorageClass: "GLACIER" }],
    }),
    ["log-archive-hot-sufficient"],
  ],
  [
    "logs of which nobody sees who reads them",
    set("s3.GetBucketLogging", "LoggingEnabled", undefined, subjectOf("logs")),
    ["log-archive-access-logged"],
  ],
  [
    "logs that anybody may read and write",
    set("s3.GetBucketPolicy", "Policy", String(policyOf("records")), subjectOf("logs")),
    ["log-archive-readers-named", "log-archive-writers-named"],
  ],
  ["backups that can be deleted", retention("backups", { Mode: "GOVERNANCE", Days: 0 }), ["backup-bucket-locked"]],
  [
    "backups whose lock can be taken off",
    set("s3.GetBucketPolicy", "Policy", String(policyOf("records")), subjectOf("backups")),
    ["backup-bucket-lock-not-bypassed"],
  ],
  ["backups without a copy", unset("s3.GetBucketReplication", subjectOf("live-backups")), ["live-backup-bucket-copied"]],
  [
    "copies with no key of ours",
    set(
      "s3.GetBucketReplication",
      "ReplicationConfiguration.Rules.0.Destination.EncryptionConfiguration.ReplicaKmsKeyID",
      awsKeyArn,
      subjectOf("live-backups"),
    ),
    ["replication-encrypted-with-cmk"],
  ],
  ["copies in another region", set("s3.GetBucketLocation", "LocationConstraint", "us-west-2", subjectOf("backups")), ["replication-stays"]],
  ["evidence that can be deleted", retention("evidence", { Mode: "GOVERNANCE", Days: 0 }), ["evidence-bucket-locked"]],
];

function policyOf(bucket: (typeof buckets)[number]): unknown {
  return set("none", "none", 0)["s3.GetBucketPolicy"]?.[subjectOf(bucket)]?.output?.["Policy"];
}

const secret = (path: string, to: unknown) => set("secrets.ListSecrets", `SecretList.0.${path}`, to);
const vault = (path: string, to: unknown) => set("backup.ListBackupVaults", `BackupVaultList.0.${path}`, to);
const details = (path: string, to: unknown) => set("iam.GetAccountAuthorizationDetails", path, to);
const inline = (statement: object) =>
  details("RoleDetailList.0.RolePolicyList.0.PolicyDocument", encodeURIComponent(policy({ Effect: "Allow", ...statement })));
const trust = (role: number, statement: object) =>
  details(
    `RoleDetailList.${String(role)}.AssumeRolePolicyDocument`,
    encodeURIComponent(policy({ Effect: "Allow", Action: "sts:AssumeRole", ...statement })),
  );
const attached = (role: number, name: string) =>
  details(`RoleDetailList.${String(role)}.AttachedManagedPolicies`, [{ PolicyName: name, PolicyArn: `arn:aws:iam::aws:policy/${name}` }]);

export const brokenSecretsAndPeople: Broken = [
  ["a secret with the key of AWS", secret("KmsKeyId", undefined), ["secret-encrypted-with-cmk"]],
  ["a secret that rotates too rarely", secret("RotationRules.AutomaticallyAfterDays", 365), ["secret-rotation-frequent"]],
  ["a secret that has not changed for long", secret("LastRotatedDate", daysAgo(200)), ["secret-rotated-in-time"]],
  ["a vault with the key of AWS", vault("EncryptionKeyArn", awsKeyArn), ["backup-vault-encrypted-with-cmk"]],
  ["a vault without a lock", vault("Locked", false), ["backup-vault-locked"]],
  ["a policy for everything", inline({ Action: "s3:*", Resource: "arn:aws:s3:::a/*" }), ["iam-policy-no-full-access"]],
  ["a policy for any resource", inline({ Action: "s3:PutObject", Resource: "*" }), ["iam-policy-resources-named"]],
  [
    "a policy for every key",
    inline({ Action: "kms:Decrypt", Resource: "*" }),
    ["iam-policy-no-kms-on-every-key", "iam-policy-resources-named"],
  ],
  [
    "the same in the version of a managed policy that counts",
    details(
      "Policies.0.PolicyVersionList.0.Document",
      encodeURIComponent(policy({ Effect: "Allow", Action: "*", Resource: "arn:aws:s3:::a" })),
    ),
    ["iam-policy-no-full-access"],
  ],
  ["an administrator", attached(0, "AdministratorAccess"), ["iam-admin-policy-not-attached"]],
  ["a node that may do more", attached(1, "AmazonS3ReadOnlyAccess"), ["node-role-minimal"]],
  ["a role for anybody", trust(1, { Principal: "*" }), ["role-trust-names-its-subject"]],
  [
    "a role for people with a password alone",
    trust(2, { Principal: { AWS: `arn:aws:iam::${account}:root` } }),
    ["role-for-people-demands-mfa", "role-trust-names-its-subject"],
  ],
  ["a session of half a day", set("iam.ListRoles", "Roles.0.MaxSessionDuration", 43_200), ["iam-role-session-bounded"]],
  ["a user", details("UserDetailList", [{ UserName: "joe", Arn: `arn:aws:iam::${account}:user/joe` }]), ["iam-no-users-or-access-keys"]],
  ["an access key of the root user", set("iam.GetAccountSummary", "SummaryMap.AccountAccessKeysPresent", 1), ["root-has-no-access-key"]],
  ["a root user with a password alone", set("iam.GetAccountSummary", "SummaryMap.AccountMFAEnabled", 0), ["root-has-second-factor"]],
  ["short passwords", set("iam.GetAccountPasswordPolicy", "PasswordPolicy.MinimumPasswordLength", 6), ["password-policy-strong"]],
  ["no policy for passwords", unset("iam.GetAccountPasswordPolicy"), ["password-policy-strong"]],
  ["an account that nobody looks at from outside", none("accessanalyzer.ListAnalyzers", "analyzers"), ["no-external-access-found"]],
  [
    "access from outside",
    set("accessanalyzer.ListFindingsV2", "findings", [{ id: "f-1", resourceType: "AWS::S3::Bucket" }]),
    ["no-external-access-found"],
  ],
  [
    "two service accounts with one role",
    {
      ...gone(),
      "eks.DescribePodIdentityAssociation": [
        ...(gone()["eks.DescribePodIdentityAssociation"] ?? []),
        ...(set("eks.DescribePodIdentityAssociation", "association.serviceAccount", "other")["eks.DescribePodIdentityAssociation"] ?? []),
      ],
    },
    ["pod-identity-role-not-shared"],
  ],
];
