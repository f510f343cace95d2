import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { namespaceOf } from "./system-namespaces";

const kept = new WeakMap<Plan, Map<string, ReadonlyMap<unknown, readonly Reader[]>>>();

/** Under what stands every object whose namespace cannot be read: it may be in any. */
const somewhere = Symbol("somewhere");

/** Objects of these types that are, or may be, in the namespace of this name; all of them when the name is not known. */
export function placedIn(plan: Plan, types: readonly string[], name: unknown): readonly Reader[] {
  if (typeof name !== "string") return plan.ofType(...types);
  const byNamespace = index(plan, types);
  return [...(byNamespace.get(name) ?? []), ...(byNamespace.get(somewhere) ?? [])];
}

/** Made once for each plan: every namespace asks. */
function index(plan: Plan, types: readonly string[]): ReadonlyMap<unknown, readonly Reader[]> {
  const ofPlan = kept.get(plan) ?? new Map<string, ReadonlyMap<unknown, readonly Reader[]>>();
  kept.set(plan, ofPlan);
  const key = types.join(" ");
  const made = ofPlan.get(key) ?? byNamespaceOf(plan.ofType(...types));
  ofPlan.set(key, made);
  return made;
}

function byNamespaceOf(objects: readonly Reader[]): ReadonlyMap<unknown, readonly Reader[]> {
  const found = new Map<unknown, Reader[]>();
  for (const object of objects) {
    const namespace = namespaceOf(object);
    const key = typeof namespace === "string" ? namespace : somewhere;
    const same = found.get(key);
    if (same === undefined) found.set(key, [object]);
    else same.push(object);
  }
  return found;
}
