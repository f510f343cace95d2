/**
 * A resource's inputs as plain data in which what cannot be read is marked instead of throwing.
 */

/** A value that is not known before the update. */
export const UNKNOWN = Symbol.for("compliant-eks.unknown");

/** A value that exists but cannot be seen where we look, with the reason (e.g. an encrypted secret in a state file). */
export class Hidden {
  constructor(readonly reason: string) {}
}

/** A value that must never be printed. Checks may look at it; reports may not. */
export class Secret {
  constructor(readonly value: Value) {}
}

export type Scalar = string | number | boolean | null;
export type Value = Scalar | undefined | typeof UNKNOWN | Hidden | Secret | readonly Value[] | { readonly [key: string]: Value };
export type Inputs = { readonly [key: string]: Value };

/** Keys that SDKs and providers add to inputs; no user wrote them. */
const bookkeeping = new Set(["__defaults", "__internal", "__fieldManager", "__pulumi_raw_state_delta"]);

export function isObject(value: Value): value is Inputs {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Hidden) && !(value instanceof Secret);
}

/** Keys of a known object without the bookkeeping of SDKs. */
export function keysOf(value: Inputs): string[] {
  return Object.keys(value).filter((key) => !bookkeeping.has(key));
}

export function unwrap(value: Value): Exclude<Value, Secret> {
  let current = value;
  while (current instanceof Secret) current = current.value;
  return current;
}

/** One step down. An unknown or hidden parent stays unknown or hidden; a missing key is undefined. */
export function child(value: Value, key: string): Exclude<Value, Secret> {
  const parent = unwrap(value);
  if (parent === UNKNOWN || parent instanceof Hidden) return parent;
  if (Array.isArray(parent)) return unwrap((parent as readonly Value[])[Number(key)]);
  if (isObject(parent) && Object.hasOwn(parent, key) && !bookkeeping.has(key)) return unwrap(parent[key]);
  return undefined;
}

/** Follows a path, e.g. `metadataOptions.httpTokens`, `rules[0].status` or `metadata.annotations["example.com/owner"]`. */
export function follow(value: Value, path: string): Exclude<Value, Secret> {
  let at = unwrap(value);
  for (const key of segments(path)) at = child(at, key);
  return at;
}

/** The first step of a path: the top-level property, if the path starts at the top. */
export function topOf(path: string): string {
  return segments(path)[0] ?? "";
}

const step = /\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g;

function segments(path: string): readonly string[] {
  if (path === "") return [];
  if (!path.includes("[")) return path.split(".");
  return [...path.matchAll(step)].map(([, quoted, index, plain]) => quoted ?? index ?? plain ?? "");
}

/** Booleans arrive as booleans or as text: several AWS inputs are typed as strings. */
export const isTrue = (value: Value): boolean => value === true || (typeof value === "string" && value.toLowerCase() === "true");

export const isFalse = (value: Value): boolean => value === false || (typeof value === "string" && value.toLowerCase() === "false");

/** Numbers arrive as numbers or as text; anything else is undefined. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : undefined;
}
