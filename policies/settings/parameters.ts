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
import { parameterValues } from "./parameter-values";

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
  /** An entry that is already known to be wrong is undefined. */
  readonly allowedRegions?: readonly (string | undefined)[];
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
  return { values: parameterValues(resolved), explained: explain(resolved), conflicts };
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
  const { production } = parameter;
  return typeof production === "object" && "longestOf" in production
    ? longest(production.longestOf, resolved)
    : { value: production, reason, source: "environment" };
}

function longest(names: readonly ParameterName[], resolved: ReadonlyMap<ParameterName, Resolved>): Resolved {
  const locks = names.map((name) => ({ name, ...resolved.get(name) }));
  const { name, value, reason } = locks.reduce((best, next) => (Number(next.value) > Number(best.value) ? next : best));
  return { value, reason: `environment production, ${name} (${reason ?? ""})`, source: "environment" };
}

function explain(resolved: ReadonlyMap<ParameterName, Resolved>): ExplainedParameter[] {
  const all: Readonly<Record<string, { readonly unit: Unit }>> = { ...catalogue, ...environmentParameters };
  return [...resolved]
    .map(([name, decided]) => ({ name, unit: all[name]?.unit ?? "", ...decided }))
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

const order: readonly string[] = [...Object.keys(catalogue), ...Object.keys(environmentParameters)];
