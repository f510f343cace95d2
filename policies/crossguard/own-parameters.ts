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
};

export function ownSchema(check: PreviewCheckId): PolicyConfigSchema | undefined {
  const names = own[check];
  return names && { properties: Object.fromEntries(names.map((name) => [name, { type: "integer", minimum: 1 }])) };
}

export function withOwnParameters(check: PreviewCheckId, settings: Settings, given: Readonly<Record<string, unknown>>): Settings {
  const chosen = (own[check] ?? []).filter((name) => typeof given[name] === "number").map((name) => [name, given[name]]);
  return chosen.length === 0 ? settings : { ...settings, parameters: { ...settings.parameters, ...Object.fromEntries(chosen) } };
}
