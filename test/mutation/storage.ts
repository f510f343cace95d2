import type { PlannedResource } from "../../policies/preview/plan";
import { type Weakenings, alsoFails, byName, gone, on, to, where } from "./weakening";

const isDefault = (resource: PlannedResource) => JSON.stringify(resource.inputs).includes('is-default-class":"true"');
const isRegulated = (resource: PlannedResource) => JSON.stringify(resource.inputs).includes('"compliant-eks/data":"regulated"');
const hasKey = (resource: PlannedResource) => JSON.stringify(resource.inputs).includes('"sseAlgorithm":"aws:kms"');

const expiry = byName(["platform-velero", "backup-bucket-retention-bounded"], ["platform", "log-archive-retention-sufficient"]);
const lock = byName(["platform-velero", "backup-bucket-locked"], ["platform", "log-archive-locked"]);

/** Of what names a region of its own. */
const away = to("us-east-1", "resource-region-allowed");

/** Keys, buckets, volumes and snapshots. */
export const storageWeakenings: Weakenings = {
  "aws:ebs/defaultKmsKey:DefaultKmsKey": { MISSING: [gone("ebs-defaults-present")], keyArn: [gone("ebs-default-key-customer")] },
  "aws:ebs/encryptionByDefault:EncryptionByDefault": {
    MISSING: [gone("ebs-defaults-present")],
    enabled: [to(false, "ebs-encryption-by-default-on")],
  },
  "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": {
    MISSING: [gone("ebs-defaults-present")],
    state: [gone("ebs-snapshots-not-public"), to("unblocked", "ebs-snapshots-not-public")],
  },
  "aws:kms/alias:Alias": { region: [away] },
  "aws:kms/key:Key": {
    PROTECT: [gone("kms-key-protected")],
    deletionWindowInDays: [to(7, "kms-key-deletion-window-sufficient")],
    enableKeyRotation: on("kms-key-rotation-enabled"),
    policy: [gone("kms-key-policy-given")],
    region: [away],
    rotationPeriodInDays: [to(366, "kms-key-rotation-period-within-limit")],
    xksKeyId: [to("key-outside", "kms-key-material-from-kms")],
    "tags.data-scope": [gone("kms-key-data-scope-named"), to("two, scopes", "kms-key-data-scope-named")],
  },
  "aws:s3/bucket:Bucket": {
    PROTECT: [gone("audit-records-protected")],
    objectLockEnabled: on(byName(["log-archive-bucket", "log-archive-lockable"], ["platform-velero-copies", "live-backup-bucket-copied"])),
    region: [away, to("us-east-1", byName(["platform-velero-copies", "replication-stays"]))],
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    MISSING: [alsoFails(gone(expiry), "bucket-replaced-versions-expire", "personal-data-expires")],
    bucket: [alsoFails(gone(expiry), "bucket-replaced-versions-expire", "personal-data-expires")],
    "rules.*.expiration.days": [alsoFails(gone(expiry), "personal-data-expires"), to(1, expiry)],
    "rules.*.expiration": [alsoFails(gone(byName(["platform-velero", "personal-data-expires"])), "backup-bucket-retention-bounded")],
    "rules.*.noncurrentVersionExpiration.noncurrentDays": [
      alsoFails(gone("bucket-replaced-versions-expire"), "backup-bucket-retention-bounded"),
      alsoFails(to(0, "bucket-replaced-versions-expire"), "backup-bucket-retention-bounded"),
    ],
    "rules.*.status": [alsoFails(to("Disabled", expiry), "bucket-replaced-versions-expire", "personal-data-expires")],
    "rules.*.transitions": [to([{ storageClass: "DEEP_ARCHIVE", days: 1 }], "log-archive-hot-sufficient")],
    region: [away],
  },
  "aws:s3/bucketLogging:BucketLogging": {
    MISSING: [gone("log-archive-access-logged")],
    bucket: [gone("log-archive-access-logged")],
    targetBucket: [gone("log-archive-access-logged")],
  },
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": {
    MISSING: [gone(lock)],
    bucket: [gone(lock)],
    "rule.defaultRetention.days": [gone(lock), to(0, lock)],
    "rule.defaultRetention.mode": [gone(lock), to("NONE", lock)],
    region: [away],
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    "rule.objectOwnership": [gone("bucket-acls-disabled"), to("ObjectWriter", "bucket-acls-disabled")],
    region: [away],
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    MISSING: [alsoFails(gone("bucket-tls-only"), "backup-bucket-lock-not-bypassed")],
    bucket: [alsoFails(gone("bucket-tls-only"), "backup-bucket-lock-not-bypassed")],
    region: [away],
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    MISSING: [gone("bucket-public-access-blocked")],
    blockPublicAcls: on("bucket-public-access-blocked"),
    blockPublicPolicy: on("bucket-public-access-blocked"),
    bucket: [gone("bucket-public-access-blocked")],
    ignorePublicAcls: on("bucket-public-access-blocked"),
    restrictPublicBuckets: on("bucket-public-access-blocked"),
    region: [away],
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    MISSING: [gone(where(hasKey, "bucket-encrypted-with-cmk"))],
    bucket: [gone(where(hasKey, "bucket-encrypted-with-cmk"))],
    "rules.*.applyServerSideEncryptionByDefault.kmsMasterKeyId": [gone("bucket-encrypted-with-cmk")],
    "rules.*.applyServerSideEncryptionByDefault.sseAlgorithm": [
      gone(where(hasKey, "bucket-encrypted-with-cmk")),
      to("AES256", where(hasKey, "bucket-encrypted-with-cmk")),
    ],
    region: [away],
  },
  "aws:s3/bucketVersioning:BucketVersioning": {
    MISSING: [gone("bucket-versioning-enabled")],
    bucket: [gone("bucket-versioning-enabled")],
    "versioningConfiguration.status": [gone("bucket-versioning-enabled"), to("Suspended", "bucket-versioning-enabled")],
    region: [away],
  },
  "kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass": {
    deletionPolicy: [gone("snapshotclass-retains"), to("Delete", "snapshotclass-retains")],
  },
  "kubernetes:storage.k8s.io/v1:StorageClass": {
    MISSING: [gone(where(isDefault, "storageclass-default-present"))],
    "metadata.annotations.storageclass.kubernetes.io/is-default-class": [
      gone("storageclass-default-present"),
      to("false", "storageclass-default-present"),
    ],
    "parameters.encrypted": [gone("storageclass-encrypted"), to("false", "storageclass-encrypted")],
    "parameters.kmsKeyId": [gone("storageclass-customer-key")],
    provisioner: [to("kubernetes.io/aws-ebs", "storageclass-csi-provisioner")],
    reclaimPolicy: [
      gone(where(isRegulated, "storageclass-regulated-retains")),
      to("Delete", where(isRegulated, "storageclass-regulated-retains")),
    ],
  },
  "kubernetes:storage.k8s.io/v1:StorageClassPatch": {
    "metadata.annotations.storageclass.kubernetes.io/is-default-class": [to("true", "storageclass-default-single")],
  },
};
