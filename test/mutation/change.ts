import type { PlannedResource } from "../../policies/preview/plan";
import { Hidden, type Inputs, Secret, UNKNOWN, type Value, isObject } from "../../policies/preview/tree";

/** Steps to one place in a resource's inputs: keys, and indices of lists. */
export type Place = readonly string[];

/** Every leaf of the inputs; an empty list or object is one too. */
export function leaves(value: Value, at: Place = []): readonly Place[] {
  if (Array.isArray(value) && value.length > 0)
    return (value as readonly Value[]).flatMap((item, index) => leaves(item, [...at, String(index)]));
  if (isTree(value) && Object.keys(value).length > 0) return Object.entries(value).flatMap(([key, item]) => leaves(item, [...at, key]));
  return [at];
}

const isTree = (value: Value): value is Inputs =>
  isObject(value) && value !== (UNKNOWN as unknown) && !(value instanceof Hidden) && !(value instanceof Secret);

/** A place in words that are the same for every element of a list. */
export const pathOf = (place: Place): string => place.map((step) => (/^\d+$/.test(step) ? "*" : step)).join(".");

/** The resource with another value at a place, or with none; a property that is written anew comes from nowhere else any more. */
export function changed(resource: PlannedResource, place: Place, to: Value): PlannedResource {
  const inputs = put(resource.inputs, place, to) as Inputs;
  const [top = ""] = place;
  if (inputs[top] !== undefined && place.length > 1) return { ...resource, inputs };
  const others = Object.entries(resource.propertyDependencies).filter(([name]) => name !== top);
  return { ...resource, inputs, propertyDependencies: Object.fromEntries(others) };
}

function put(tree: Value, [step = "", ...rest]: Place, to: Value): Value {
  const next = (value: Value): Value => (rest.length > 0 ? put(value, rest, to) : to);
  if (Array.isArray(tree)) {
    return (tree as readonly Value[]).flatMap((item, index) => {
      const value = String(index) === step ? next(item) : item;
      return value === undefined ? [] : [value];
    });
  }
  const entries = isTree(tree) ? tree : {};
  const value = next(entries[step]);
  const others = Object.fromEntries(Object.entries(entries).filter(([key]) => key !== step));
  return value === undefined ? others : { ...others, [step]: value };
}
