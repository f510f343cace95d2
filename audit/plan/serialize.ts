import type { Plan, PlannedResource } from "../../policies/preview/plan";
import { Hidden, type Inputs, Secret, UNKNOWN, type Value } from "../../policies/preview/tree";
import { entryName, isConfidential } from "./confidential";
import { isDefaultProvider } from "./default-providers";
import { UNKNOWN_TEXT } from "./values";

/** Markers that stand for what a plan in JSON does not show. */
export const UNKNOWN_MARKER = "[unknown]";
export const SECRET_MARKER = "[secret]";
export const HIDDEN_MARKER = "[hidden]";

export interface PlanJson {
  readonly resources: readonly ResourceJson[];
}

/** A resource as files and reports show it: secrets and what is not known replaced by markers. Optional properties are absent when it has none. */
export interface ResourceJson {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly protect: boolean;
  readonly parent?: string;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** `urn::id`, the id being `[unknown]` for a provider that does not exist yet. */
  readonly provider?: string;
  readonly inputs: { readonly [key: string]: JsonValue };
  /** `file:line:column` of the program's statement; only of a program that was run from its sources. */
  readonly sourcePosition?: string;
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * A plan as data for files and other programs: the same plan always gives the same text. Resources are sorted by URN, keys and
 * dependencies by name; stack and components are included, default providers are not. Whatever is or lies below a secret is `[secret]`, and so
 * is what looks like a credential that nobody marked. Positions in the program's sources are left out unless asked for: they change with every edit.
 */
export function planToJson(plan: Plan, options: { readonly positions?: boolean } = {}): PlanJson {
  const resources = plan.resources.filter((resource) => !isDefaultProvider(resource));
  return { resources: [...resources].sort((one, other) => compare(one.urn, other.urn)).map((one) => resourceToJson(one, options)) };
}

function resourceToJson(resource: PlannedResource, { positions = false }: { readonly positions?: boolean }): ResourceJson {
  const { urn, type, custom, protect, parent, provider } = resource;
  const byProperty = Object.entries(resource.propertyDependencies).map(([property, urns]) => [property, [...urns].sort(compare)] as const);
  return {
    urn,
    type,
    custom,
    protect,
    ...(parent === undefined ? {} : { parent }),
    dependencies: [...resource.dependencies].sort(compare),
    propertyDependencies: Object.fromEntries(byProperty.sort(([one], [other]) => compare(one, other))),
    ...(provider === undefined ? {} : { provider: provider.replace(UNKNOWN_TEXT, UNKNOWN_MARKER) }),
    inputs: objectToJson(resource.inputs, { type, path: [] }),
    ...(resource.sourcePosition === undefined || !positions ? {} : { sourcePosition: resource.sourcePosition }),
  };
}

/** Where a value stands: its resource's type, and the keys that lead to it. */
interface Place {
  readonly type: string;
  readonly path: readonly string[];
}

function objectToJson(value: Inputs, place: Place): { readonly [key: string]: JsonValue } {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const placed = (key: string): Place => ({ ...place, path: [...place.path, key === "value" ? (entryName(value) ?? key) : key] });
  return Object.fromEntries(
    entries.sort(([one], [other]) => compare(one, other)).map(([key, item]) => [key, valueToJson(item, placed(key))]),
  );
}

export function valueToJson(value: Value, place: Place = { type: "", path: [] }): JsonValue {
  if (value === undefined) return null;
  if (value === UNKNOWN) return UNKNOWN_MARKER;
  if (value instanceof Secret) return SECRET_MARKER;
  if (value instanceof Hidden) return HIDDEN_MARKER;
  if (typeof value === "string") return isConfidential(place.type, place.path, value) ? SECRET_MARKER : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => valueToJson(item, place));
  return objectToJson(value as Inputs, place);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
