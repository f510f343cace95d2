import { UNKNOWN_TEXT } from "../../../audit/plan/values";
import type { PlannedResource } from "../../../policies/preview/plan";
import { Hidden, type Inputs, Secret, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { ASSET_MARK, type Comparable, type Plain, SECRET_MARK, UNKNOWN_MARK, dependentProperties, sorted } from "./resource";

/** What the offline engine planned, sorted by URN. */
export function fromOffline(resources: readonly PlannedResource[]): Comparable[] {
  return resources.map(comparable).sort((one, other) => (one.urn < other.urn ? -1 : 1));
}

function comparable(resource: PlannedResource): Comparable {
  return {
    urn: resource.urn,
    type: resource.type,
    custom: resource.custom,
    protect: resource.protect,
    retainOnDelete: resource.retainOnDelete,
    parent: resource.parent ?? "",
    provider: (resource.provider ?? "").replace(UNKNOWN_TEXT, UNKNOWN_MARK),
    dependencies: sorted(resource.dependencies),
    propertyDependencies: dependentProperties(resource.propertyDependencies),
    inputs: mapped(resource.inputs),
  };
}

const mapped = (object: Inputs): { readonly [key: string]: Plain } =>
  Object.fromEntries(
    Object.entries(object)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, plain(value)]),
  );

function plain(value: Value): Plain {
  if (value === UNKNOWN) return UNKNOWN_MARK;
  if (value instanceof Secret) return SECRET_MARK;
  if (value instanceof Hidden) return ASSET_MARK;
  if (value === undefined) return null;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Value[]).map(plain);
  return mapped(value as Inputs);
}
