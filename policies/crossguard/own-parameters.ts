import type { PolicyConfigSchema } from "@pulumi/policy";
import type { PreviewCheckId } from "../controls";
import type { Parameters, Settings } from "../settings";

type NumericParameter = { [Name in keyof Parameters]: Parameters[Name] extends number | undefined ? Name : never }[keyof Parameters];

/**
 * The parameters that a check reads. CrossGuard's configuration belongs to one policy, so with `--policy-pack-config` each check can be
 * given values of its own; what the stack file resolves to holds otherwise.
 */
const own: Readonly<Partial<Record<PreviewCheckId, readonly NumericParameter[]>>> = {
  "log-group-retention-sufficient": ["log.retention.days", "log.retention.max.days", "log.hot.days"],
  "iam-role-session-bounded": ["session.max.seconds"],
  "kms-key-rotation-period-within-limit": ["kms.rotation.days"],
  "kms-key-deletion-window-sufficient": ["kms.deletion.window.days"],
};

export function ownSchema(check: PreviewCheckId): PolicyConfigSchema | undefined {
  const names = own[check];
  return names && { properties: Object.fromEntries(names.map((name) => [name, { type: "integer", minimum: 1 }])) };
}

export function withOwnParameters(check: PreviewCheckId, settings: Settings, given: Readonly<Record<string, unknown>>): Settings {
  const parameters: { -readonly [Name in NumericParameter]?: number } = {};
  for (const name of own[check] ?? []) {
    const value = given[name];
    if (typeof value === "number") parameters[name] = value;
  }
  return { ...settings, parameters: { ...settings.parameters, ...parameters } };
}
