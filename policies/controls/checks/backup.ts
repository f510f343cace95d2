import type { Check } from "../model";

export const backupChecks = {
  "backup-plan-scheduled": {
    title: "Every rule of AWS Backup runs",
    moments: ["preview"],
    severity: "high",
    remedy: "Set schedule to a cron expression.",
    origin: ["backup-scheduled/2"],
  },
  "backup-vault-encrypted-with-cmk": {
    title: "Vaults of AWS Backup are encrypted with a customer-managed key",
    moments: ["preview"],
    severity: "high",
    remedy: "Set kmsKeyArn to the ARN of the key for backups.",
    origin: ["backup-encrypted/2"],
  },
  "backup-vault-locked": {
    title: "Backups in vaults of AWS Backup are locked",
    moments: ["preview"],
    severity: "high",
    remedy: "Add a backup.VaultLockConfiguration with minRetentionDays and, where the environment asks for it, changeableForDays.",
    origin: ["backup-immutable/2"],
  },
  "backup-plan-retention-bounded": {
    title: "Backups of AWS Backup live as long as required, and no longer than allowed",
    moments: ["preview"],
    severity: "high",
    remedy: "Set lifecycle.deleteAfter to the resolved backup.retention.days.",
    origin: ["backup-retention-bounded/2"],
  },
  "restore-testing-scheduled": {
    title: "Restores of AWS Backup are tested on a schedule",
    moments: ["preview"],
    severity: "medium",
    remedy: "Set scheduleExpression to a cron expression.",
    origin: ["backup-restore-tested/2"],
  },
  "snapshot-copy-stays": {
    title: "Copies of snapshots come from allowed regions",
    moments: ["preview"],
    severity: "high",
    remedy: "Name a region of allowedRegions.",
    origin: ["backup-copy-in-boundary/3"],
  },
} as const satisfies Record<string, Check>;
