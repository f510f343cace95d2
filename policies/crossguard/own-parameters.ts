import type { PolicyConfigSchema } from "@pulumi/policy";
import type { PreviewCheckId } from "../controls";
import type { Parameters, Settings } from "../settings";

type NumericParameter = { [Name in keyof Parameters]: Parameters[Name] extends number | undefined ? Name : never }[keyof Parameters];

/**
 * The parameters that a check reads. CrossGuard's configuration belongs to one policy, so with `--policy-pack-config` each check can be
 * given values of its own; what the stack file resolves to holds otherwise.
 */
export const ownParameters: Readonly<Partial<Record<PreviewCheckId, readonly NumericParameter[]>>> = {
  "backup-bucket-locked": ["backup.lock.days", "lock.days", "data.retention.max.days"],
  "backup-bucket-retention-bounded": ["backup.retention.days", "data.retention.max.days"],
  "backup-plan-retention-bounded": ["backup.retention.days", "data.retention.max.days"],
  "backup-schedule-frequent": ["backup.rpo.hours"],
  "backup-schedule-retention-bounded": ["backup.retention.days", "data.retention.max.days"],
  "backup-vault-locked": ["backup.lock.days", "lock.days"],
  "database-backup-retention-sufficient": ["backup.retention.days"],
  "event-data-store-retention-sufficient": ["log.retention.days", "log.retention.max.days"],
  "evidence-bucket-locked": ["evidence.retention.days", "lock.days"],
  "iam-role-session-bounded": ["session.max.seconds"],
  "istiod-certificates-short-lived": ["mesh.cert.ttl.hours"],
  "kms-key-deletion-window-sufficient": ["kms.deletion.window.days"],
  "kms-key-rotation-period-within-limit": ["kms.rotation.days"],
  "log-archive-hot-sufficient": ["log.hot.days"],
  "log-archive-locked": ["log.retention.days", "log.retention.max.days", "lock.days"],
  "log-archive-retention-sufficient": ["log.retention.days", "log.retention.max.days"],
  "log-group-retention-sufficient": ["log.retention.days", "log.retention.max.days", "log.hot.days"],
  "node-release-current": ["patch.critical.days"],
  "password-policy-strong": ["password.min.length", "password.history", "password.max.age.days"],
  "personal-data-expires": ["data.retention.max.days"],
  "restore-test-scheduled": ["restore.test.days"],
  "secret-rotation-frequent": ["secret.rotation.days"],
  "session-manager-idle-bounded": ["session.idle.minutes"],
  "user-pool-passwords-strong": ["password.min.length"],
};

export function ownSchema(check: PreviewCheckId): PolicyConfigSchema | undefined {
  const names = ownParameters[check];
  return names && { properties: Object.fromEntries(names.map((name) => [name, { type: "integer", minimum: 1 }])) };
}

export function withOwnParameters(check: PreviewCheckId, settings: Settings, given: Readonly<Record<string, unknown>>): Settings {
  const parameters: { -readonly [Name in NumericParameter]?: number } = {};
  for (const name of ownParameters[check] ?? []) {
    const value = given[name];
    if (typeof value === "number") parameters[name] = value;
  }
  return { ...settings, parameters: { ...settings.parameters, ...parameters } };
}
