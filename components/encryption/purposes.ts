/**
 * What each key is for, as its description in KMS. One key per purpose, so that whoever may read logs cannot decrypt volumes, and
 * destroying one kind of data by destroying its key leaves the others readable (control `kms-key-origin-and-purpose`; PCI DSS 3.6.1.4
 * and 3.7.1).
 */
export const purposes = {
  secrets: "objects of the Kubernetes API, secrets included",
  credentials: "credentials of workloads in Secrets Manager",
  volumes: "node disks, persistent volumes and their snapshots",
  logs: "log groups, audit trail and log archive",
  backups: "backups of the cluster",
  copies: "copies of backups",
  alerts: "alerts on their way to people",
} as const;

export type Purpose = keyof typeof purposes;
