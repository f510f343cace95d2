import type { FrameworkId } from "../controls/model";
import {
  type EnvironmentParameter,
  type FrameworkParameterName,
  type Parameter,
  type ParameterName,
  type ParameterValue,
  type Unit,
  environmentParameters,
  parameters as catalogue,
} from "../controls/parameters";
import { limits } from "./limits";
import type { Environment, Parameters } from "./model";
import { residency } from "./residency";
import { type Conflict, type Resolved, type Source, accepted, overridden, strictest } from "./strictest";

/** Where the stack file may ask for more than the frameworks do: parameter -> path below `platform`. */
export const overridePaths = {
  "log.retention.days": "logging.retentionDays",
  "log.hot.days": "logging.hotDays",
  "log.retention.max.days": "logging.maxRetentionDays",
  "backup.retention.days": "backup.retentionDays",
  "backup.lock.days": "backup.lockDays",
  "backup.rpo.hours": "backup.rpoHours",
  "backup.rto.hours": "backup.rtoHours",
  "data.retention.max.days": "backup.maxRetentionDays",
  "restore.test.days": "backup.restoreTestDays",
} as const satisfies Readonly<Partial<Record<FrameworkParameterName, string>>>;

export type OverridableName = keyof typeof overridePaths;

export interface ResolveInput {
  readonly frameworks: readonly FrameworkId[];
  readonly environment: Environment | undefined;
  readonly overrides?: Readonly<Partial<Record<OverridableName, number>>>;
  readonly allowedRegions?: readonly string[];
}

/** A parameter as reports show it: `log.retention.days 2192 days <- HIPAA 164.316(b)(2)(i)`. */
export interface ExplainedParameter {
  readonly name: ParameterName;
  readonly value: ParameterValue | undefined;
  readonly unit: Unit;
  readonly reason: string;
  readonly source: Source;
}

export interface Resolution {
  readonly values: Parameters;
  /** Every parameter, in the order of the catalogue. */
  readonly explained: readonly ExplainedParameter[];
  /** Not empty: the values are no promise, and whoever asked for them must stop. */
  readonly conflicts: readonly Conflict[];
}

/** Decides every parameter from frameworks, environment and the stack file: the strictest wins, and what cannot be met is a conflict. */
export function resolveParameters(input: ResolveInput): Resolution {
  const conflicts: Conflict[] = [];
  const resolved = new Map<ParameterName, Resolved>();
  for (const name of Object.keys(catalogue) as FrameworkParameterName[]) {
    if (name !== "residency.allowed.regions") resolved.set(name, decide(name, input, conflicts));
  }
  const regions = residency(input.frameworks, input.allowedRegions);
  resolved.set("residency.allowed.regions", regions.resolved);
  conflicts.push(...regions.conflicts, ...limits(resolved));
  for (const [name, parameter] of Object.entries(environmentParameters) as [ParameterName, EnvironmentParameter][]) {
    resolved.set(name, byEnvironment(parameter, input.environment, resolved));
  }
  return { values: valuesOf(resolved), explained: explain(resolved), conflicts };
}

function decide(name: FrameworkParameterName, input: ResolveInput, conflicts: Conflict[]): Resolved {
  const parameter: Parameter = catalogue[name];
  const strict = strictest(parameter, input.frameworks);
  const path = (overridePaths as Readonly<Partial<Record<string, string>>>)[name] ?? "";
  const asked = overridden(parameter, strict, path === "" ? undefined : input.overrides?.[name as OverridableName], path);
  const final = "message" in asked ? asked : accepted(parameter, asked, path);
  if (!("message" in final)) return final;
  conflicts.push(final);
  return strict;
}

function byEnvironment(
  parameter: EnvironmentParameter,
  environment: Environment | undefined,
  resolved: ReadonlyMap<ParameterName, Resolved>,
): Resolved {
  if (environment === undefined) return { value: parameter.unsaid, reason: "no environment is named", source: "default" };
  const reason = `environment ${environment}`;
  if (environment !== "production") return { value: parameter.otherwise, reason, source: "environment" };
  return parameter.production === "longest lock" ? longestLock(resolved) : { value: parameter.production, reason, source: "environment" };
}

function longestLock(resolved: ReadonlyMap<ParameterName, Resolved>): Resolved {
  const locks = (["log.retention.days", "evidence.retention.days", "backup.lock.days"] as const).map((name) => ({
    name,
    ...resolved.get(name),
  }));
  const longest = locks.reduce((best, next) => (Number(next.value) > Number(best.value) ? next : best));
  return { value: longest.value, reason: `environment production, ${longest.name} (${longest.reason ?? ""})`, source: "environment" };
}

function explain(resolved: ReadonlyMap<ParameterName, Resolved>): ExplainedParameter[] {
  const units = new Map<ParameterName, Unit>(
    [...Object.entries(catalogue), ...Object.entries(environmentParameters)].map(([name, parameter]) => [
      name as ParameterName,
      parameter.unit,
    ]),
  );
  return [...units].map(([name, unit]) => ({
    name,
    unit,
    ...(resolved.get(name) ?? { value: undefined, reason: "nobody asks for it", source: "default" as const }),
  }));
}

/** The catalogue fixes the type of each value; `null` for a key that the catalogue lacks cannot happen, because the keys are its own. */
function valuesOf(resolved: ReadonlyMap<ParameterName, Resolved>): Parameters {
  return Object.fromEntries([...resolved].map(([name, { value }]) => [name, value])) as unknown as Parameters;
}
