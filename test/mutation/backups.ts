import type { PlannedResource } from "../../policies/preview/plan";
import { type Weakenings, gone, to, where } from "./weakening";
import { cronJobRows } from "./workloads";

const isCopy = ({ name }: PlannedResource): boolean => name === "platform-velero-restore-test-location";
const isRestoreTest = ({ name }: PlannedResource): boolean => name === "platform-velero-restore-test";
const copied = "live-backup-bucket-copied";
const restoreTest = where(isRestoreTest, "restore-test-scheduled");

/** Backups, their copies and the test that they can be restored. */
export const backupWeakenings: Weakenings = {
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
    MISSING: [gone(copied)],
    bucket: [gone(copied)],
    "rules.*.destination.encryptionConfiguration.replicaKmsKeyId": [gone("replication-encrypted-with-cmk")],
    "rules.*.filter.prefix": [to("some/", copied)],
    "rules.*.sourceSelectionCriteria.sseKmsEncryptedObjects.status": [
      gone("replication-encrypted-with-cmk"),
      to("Disabled", "replication-encrypted-with-cmk"),
    ],
    "rules.*.status": [to("Disabled", copied)],
  },
  "aws:secretsmanager/secret:Secret": {
    kmsKeyId: [gone("secret-encrypted-with-cmk")],
    recoveryWindowInDays: [to(0, "secret-deletion-can-be-undone")],
  },
  "kubernetes:batch/v1:CronJob": {
    ...cronJobRows,
    MISSING: [gone(restoreTest)],
    "metadata.name": [to("another", restoreTest)],
    "spec.schedule": [to("0 0 1 1 *", restoreTest), to("never", restoreTest)],
    "spec.suspend": [to(true, restoreTest)],
  },
  "kubernetes:velero.io/v1:BackupStorageLocation": {
    "spec.config.checksumAlgorithm": [to("", where(isCopy, "backup-location-fits-lock"))],
    "spec.config.kmsKeyId": [gone("backup-location-encrypted")],
    "spec.config.serverSideEncryption": [gone("backup-location-encrypted"), to("AES256", "backup-location-encrypted")],
  },
  "kubernetes:velero.io/v1:Schedule": {
    MISSING: [gone("backup-schedules-cover-data")],
    "spec.paused": [to(true, "backup-schedule-frequent")],
    "spec.schedule": [
      gone("backup-schedule-frequent"),
      to("0 0 * * 0", "backup-schedule-frequent"),
      to("often", "backup-schedule-frequent"),
    ],
    "spec.template.includedNamespaces.*": [to("another", "backup-schedules-cover-data")],
    "spec.template.snapshotVolumes": [to(false, "backup-schedule-keeps-volumes")],
    "spec.template.ttl": [to("1h0m0s", "backup-schedule-retention-bounded"), to("876000h0m0s", "backup-schedule-retention-bounded")],
  },
};
