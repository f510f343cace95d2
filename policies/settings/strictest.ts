import type { FrameworkId } from "../controls/model";
import type { FrameworkSays, Parameter, ParameterValue, Unit } from "../controls/parameters";

/** Who decided a value. */
export type Source = FrameworkId | "default" | "environment" | "stack";

/** A value and why it is what it is. */
export interface Resolved<T = ParameterValue | undefined> {
  readonly value: T;
  /** The clause, or the place in the stack file, e.g. `HIPAA 164.316(b)(2)(i)`. */
  readonly reason: string;
  readonly source: Source;
}

/** Two sides that cannot both be met. `path` is below `platform`. */
export interface Conflict {
  readonly path: string;
  readonly message: string;
}

/**
 * The strictest value of the default and the chosen frameworks. A framework that names the same value as the default is the reason.
 * Without any value it is undefined, and the reason is the first framework that leaves the decision to the entity.
 */
export function strictest(parameter: Parameter, frameworks: readonly FrameworkId[]): Resolved {
  const says = frameworks.flatMap((id) => (parameter.frameworks[id] === undefined ? [] : [{ id, ...parameter.frameworks[id] }]));
  const candidates: Resolved[] = says.flatMap(({ id, clause, value }) =>
    value === undefined ? [] : [{ value, reason: clause, source: id }],
  );
  if (parameter.default !== undefined && (parameter.onlyWhenAsked === undefined || says.length > 0)) {
    candidates.push({ value: parameter.default, reason: defaultReason(says), source: "default" });
  }
  const [first, ...rest] = candidates;
  if (first === undefined)
    return { value: undefined, reason: says[0] ? `${says[0].clause} leaves it to the entity` : "nobody asks for it", source: "default" };
  return rest.reduce((best, next) => stricter(parameter.combine, best, next), first);
}

function defaultReason(says: readonly FrameworkSays[]): string {
  const open = says.find((one) => one.value === undefined);
  return open === undefined ? "default" : `default, which ${open.clause} leaves to the entity`;
}

function stricter(combine: Parameter["combine"], best: Resolved, next: Resolved): Resolved {
  const { value: a } = best;
  const { value: b } = next;
  if (Array.isArray(a) && Array.isArray(b)) {
    const shared = (a as readonly (number | string)[]).filter((item) => (b as readonly (number | string)[]).includes(item));
    return { value: shared, reason: `${best.reason} and ${next.reason}`, source: next.source };
  }
  if (a === undefined || b === undefined) return a === undefined ? next : best;
  return (combine === "max" ? b > a : b < a) ? next : best;
}

/** What the stack file asks for, if it asks for no less than the frameworks do. */
export function overridden(parameter: Parameter, strict: Resolved, override: number | undefined, path: string): Resolved | Conflict {
  if (override === undefined) return strict;
  const bound = strict.value;
  const asked: Resolved = { value: override, reason: `stack file, ${path}`, source: "stack" };
  if (typeof bound !== "number") return asked;
  if (parameter.combine === "max" && override < bound) {
    return {
      path,
      message: `asks for ${count(override, parameter.unit)}, but at least ${count(bound, parameter.unit)} are needed (${strict.reason}); write ${String(bound)} or more, or leave it out`,
    };
  }
  if (parameter.combine === "min" && override > bound) {
    return {
      path,
      message: `asks for ${count(override, parameter.unit)}, but at most ${count(bound, parameter.unit)} are accepted (${strict.reason}); write ${String(bound)} or less, or leave it out`,
    };
  }
  return override === bound ? strict : asked;
}

/** Rounded up to the next value that the service accepts. */
export function accepted(parameter: Parameter, resolved: Resolved, path: string): Resolved | Conflict {
  const { value } = resolved;
  const allowed = parameter.allowed;
  if (typeof value !== "number" || allowed === undefined || !Array.isArray(allowed)) return resolved;
  const list = allowed as readonly number[];
  const next = list.find((candidate) => candidate >= value);
  if (next === value) return resolved;
  if (next !== undefined) return { ...resolved, value: next, reason: `${resolved.reason}, rounded up to what CloudWatch accepts` };
  return {
    path,
    message: `asks for ${count(value, parameter.unit)}, but CloudWatch keeps at most ${String(list.at(-1))}; write that or less`,
  };
}

export const count = (value: number, unit: Unit): string => (unit === "" ? String(value) : `${String(value)} ${unit}`);
