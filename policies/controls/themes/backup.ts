import type { CheckId } from "../checks";
import type { Control } from "../model";
import type { ParameterName } from "../parameters";
import type { RequirementId } from "../requirements";

export const backupControls = {
  "backup-scheduled": {
    title: "Backups run on schedule and succeed",
    component: "backup",
    statement:
      "Velero schedules cover every regulated namespace including volumes; the last success is newer than the recovery point objective.",
    verifies: ["hipaa:164.308(a)(7)(ii)(A)", "hipaa:164.310(d)(2)(iv)", "gdpr:32(1)(c)", "popia:19(1)(a)"],
    supports: ["hipaa:164.308(a)(7)(i)", "hipaa:164.308(a)(7)(ii)(B)", "gdpr:32(1)(b)", "pci-dss:10.3.3"],
    evidences: [],
    checks: [
      "backup-plan-scheduled",
      "backup-schedules-cover-data",
      "backup-schedule-frequent",
      "backup-schedule-keeps-volumes",
      "newest-backup-complete",
    ],
    parameters: ["backup.rpo.hours"],
    evidence: ["GET backups.velero.io", "GET schedules.velero.io", "backup:ListBackupJobs"],
    sources: {
      "cdk-nag": ["EC2EBSInBackupPlan"],
      "aws-config": [
        "EBS_IN_BACKUP_PLAN",
        "EBS_RESOURCES_PROTECTED_BY_BACKUP_PLAN",
        "EC2_RESOURCES_PROTECTED_BY_BACKUP_PLAN",
        "BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK",
        "S3_RESOURCES_PROTECTED_BY_BACKUP_PLAN",
      ],
      "prowler-aws": [
        "backup_plans_exist",
        "backup_vaults_exist",
        "ec2_ebs_volume_protected_by_backup_plan",
        "ec2_ebs_volume_snapshots_exists",
        "backup_reportplans_exist",
      ],
      "nist-800-53r5-ours": ["CP-9"],
    },
  },
  "backup-encrypted": {
    title: "Backups encrypted with the backup key",
    component: "backup",
    statement:
      "The backup location uses SSE-KMS with the backup CMK; snapshots inherit volume encryption; vaults have a CMK; the file-system repository password is not the chart default.",
    verifies: ["hipaa:164.312(a)(2)(iv)", "gdpr:32(1)(a)", "popia:19(1)(b)"],
    supports: ["hipaa:164.308(a)(7)(ii)(A)", "popia:19(1)(a)", "pci-dss:3.6.1.2"],
    evidences: [],
    checks: ["backup-vault-encrypted-with-cmk", "backup-location-encrypted", "backup-repository-password-own"],
    parameters: [],
    evidence: ["GET backupstoragelocations.velero.io", "s3:HeadObject", "backup:DescribeBackupVault"],
    sources: {
      "aws-config": ["BACKUP_RECOVERY_POINT_ENCRYPTED"],
      "prowler-aws": ["backup_vaults_encrypted", "backup_recovery_point_encrypted"],
      "nist-800-53r5-ours": ["CP-9(8)", "SC-28"],
    },
  },
  "backup-immutable": {
    title: "Backups cannot be altered or deleted early",
    component: "backup",
    statement:
      "A copy of each backup is under Object Lock (compliance mode) or vault lock for backup.lock.days; the backup identity cannot bypass or shorten it.",
    verifies: ["hipaa:164.312(c)(1)", "gdpr:32(1)(b)", "popia:19(1)(a)"],
    supports: ["hipaa:164.308(a)(7)(ii)(A)", "gdpr:32(1)(c)", "pci-dss:10.3.2"],
    evidences: [],
    checks: [
      "backup-vault-locked",
      "backup-bucket-locked",
      "backup-bucket-lock-not-bypassed",
      "live-backup-bucket-copied",
      "backup-location-fits-lock",
    ],
    parameters: ["backup.lock.days"],
    evidence: ["s3:GetObjectLockConfiguration", "s3:GetObjectRetention", "backup:DescribeBackupVault"],
    sources: {
      "aws-config": ["BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED", "S3_BUCKET_DEFAULT_LOCK_ENABLED"],
      "prowler-aws": ["s3_bucket_object_lock", "s3_bucket_no_mfa_delete"],
      "nist-800-53r5-ours": ["CP-9", "SI-7"],
    },
  },
  "backup-retention-bounded": {
    title: "Backups live between a minimum and a maximum",
    component: "backup",
    statement:
      "Backup TTL is at least the recovery need and at most the data-retention maximum, and the lock time is not longer than that maximum.",
    verifies: ["gdpr:5(1)(e)", "popia:14(1)", "pci-dss:3.2.1"],
    supports: ["gdpr:17(1)", "gdpr:25(2)", "gdpr:32(1)(c)", "popia:14(4)", "hipaa:164.308(a)(7)(ii)(A)"],
    evidences: [],
    checks: [
      "backup-plan-retention-bounded",
      "backup-bucket-retention-bounded",
      "backup-schedule-retention-bounded",
      "backups-end-in-time",
    ],
    parameters: ["backup.retention.days", "data.retention.max.days", "backup.lock.days"],
    evidence: ["GET backups.velero.io", "s3:ListObjectVersions (oldest)"],
    sources: {
      "aws-config": ["BACKUP_RECOVERY_POINT_MINIMUM_RETENTION_CHECK"],
      "nist-800-53r5-ours": ["CP-9", "SI-12"],
    },
  },
  "backup-copy-in-boundary": {
    title: "Second copy inside the residency boundary",
    component: "backup",
    statement:
      "A copy exists in another failure domain (second account, zone-independent bucket or allowed region); it never leaves the allowed regions.",
    verifies: ["hipaa:164.308(a)(7)(ii)(B)", "gdpr:32(1)(c)", "popia:19(1)(a)"],
    supports: ["hipaa:164.308(a)(7)(ii)(C)", "gdpr:44", "popia:72(1)"],
    evidences: [],
    checks: ["backup-plan-copies-stay", "snapshot-copy-stays", "replication-stays", "replication-encrypted-with-cmk"],
    parameters: ["residency.allowed.regions"],
    evidence: ["s3:GetBucketReplication", "s3:GetBucketLocation", "backup:ListCopyJobs"],
    sources: {
      "cdk-nag": ["S3BucketReplicationEnabled"],
      "aws-config": ["S3_BUCKET_REPLICATION_ENABLED"],
      "prowler-aws": ["s3_bucket_cross_region_replication"],
      "nist-800-53r5-ours": ["CP-6", "CP-9"],
    },
  },
  "backup-restore-tested": {
    title: "Restore is tested",
    component: "backup",
    statement:
      "A restore into an isolated namespace or test vault is made on schedule, data is verified, and its duration is compared with the recovery time objective.",
    verifies: ["hipaa:164.308(a)(7)(ii)(D)", "gdpr:32(1)(c)", "gdpr:32(1)(d)", "popia:19(2)(c)"],
    supports: ["hipaa:164.308(a)(7)(ii)(B)", "popia:19(1)(a)"],
    evidences: [],
    checks: ["restore-testing-scheduled", "restore-test-scheduled", "newest-restore-complete"],
    parameters: ["restore.test.days", "backup.rto.hours"],
    evidence: ["GET restores.velero.io", "test job log with data checksum", "backup:ListRestoreJobs"],
    sources: {
      "nist-800-53r5-ours": ["CP-4", "CP-9(1)", "CP-10"],
    },
  },
  "data-expiry-and-erasure": {
    title: "Data can be expired and erased",
    component: "backup",
    statement:
      "Buckets with personal data have expiry; erasure is possible by key destruction per data scope (crypto-erasure) with a record; regulated volumes are Retain and need a recorded deletion.",
    verifies: ["gdpr:5(1)(e)", "popia:14(5)", "pci-dss:3.2.1"],
    supports: ["gdpr:17(1)", "popia:14(4)", "hipaa:164.310(d)(2)(i)"],
    evidences: [],
    checks: ["personal-data-expires", "kms-key-data-scope-named"],
    parameters: ["data.retention.max.days", "kms.deletion.window.days"],
    evidence: ["s3:GetBucketLifecycleConfiguration", "cloudtrail:LookupEvents ScheduleKeyDeletion", "erasure register (attestation)"],
    sources: {
      "aws-config": ["S3_LIFECYCLE_POLICY_CHECK"],
      "nist-800-53r5-ours": ["MP-6", "SI-12"],
    },
  },
} as const satisfies Record<string, Control<RequirementId, CheckId, ParameterName>>;
