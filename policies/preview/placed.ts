import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { namespaceOf } from "./system-namespaces";

/** Under what stands every object whose namespace cannot be read: it may be in any. */
const somewhere = Symbol("somewhere");

function namespaceKey(object: Reader): unknown {
  const namespace = namespaceOf(object);
  return typeof namespace === "string" ? namespace : somewhere;
}

/** Objects of these types that are, or may be, in the namespace of this name; all of them when the name is not known. */
export function placedIn(plan: Plan, types: readonly string[], name: unknown): readonly Reader[] {
  if (typeof name !== "string") return plan.ofType(...types);
  const byNamespace = plan.grouped(namespaceKey, ...types);
  return [...(byNamespace.get(name) ?? []), ...(byNamespace.get(somewhere) ?? [])];
}
