import { Hidden, type Inputs, UNKNOWN, type Value } from "../preview/tree";

const file = new Hidden("the content of an asset or archive is not read");

/** The inputs that CrossGuard hands out, a proxy that throws where a value is not known, as a tree in which the unknown is marked. */
export function markedInputs(props: object): Inputs {
  return Object.fromEntries(Object.keys(props).map((key) => [key, read(props, key)]));
}

function read(holder: object, key: string): Value {
  let value: unknown;
  try {
    value = Reflect.get(holder, key);
  } catch {
    // Plain data behind a proxy that throws for one reason only.
    return UNKNOWN;
  }
  return marked(value);
}

function marked(value: unknown): Value {
  if (value === null || value === undefined) return value;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  // By index, because iterating the list would throw at its first unknown element.
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => read(value, String(index)));
  return typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype ? markedInputs(value) : file;
}
