import { Hidden, Secret, UNKNOWN, type Value, isObject, keysOf } from "../../policies/preview/tree";

/** A value that is not in the rendered file. */
export interface Gap {
  /** Dotted path in the resource's inputs. */
  readonly path: string;
  readonly why: string;
}

/** Stands for a value that AWS decides when it makes what it belongs to. */
export const unknownText = "known-after-update";

/** Stands for a value that must not be in a file. */
export const secretText = "secret-not-rendered";

/** Inputs as plain data; what cannot or must not be written is replaced, and named in `gaps`. */
export function plainOf(value: Value, gaps: Gap[], path = ""): unknown {
  if (value instanceof Secret) return gap(secretText, "a secret, which is not rendered");
  if (value === UNKNOWN) return gap(unknownText, "not known before the update");
  if (value instanceof Hidden) return gap(unknownText, value.reason);
  if (Array.isArray(value)) return (value as readonly Value[]).map((item, index) => plainOf(item, gaps, `${path}[${String(index)}]`));
  if (!isObject(value)) return value;
  const entries = keysOf(value).filter((key) => value[key] !== undefined);
  return Object.fromEntries(entries.map((key) => [key, plainOf(value[key], gaps, path === "" ? key : `${path}.${key}`)]));

  function gap(text: string, why: string): string {
    gaps.push({ path, why });
    return text;
  }
}
