import type { Path } from "./problems";

/**
 * What stands for a secret that cannot be decrypted offline: the mark that the engine itself uses on the wire for a value that is not
 * known, so that resources planned with it hold an unknown secret.
 */
export const unknownSecret = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Places of secrets in a structured value: a mapping with `secure`, as the stack file has it, or what `unknownSecret` stands for. */
export function secretPaths(value: unknown, path: Path = []): Path[] {
  if (value === unknownSecret) return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => secretPaths(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  if (Object.hasOwn(value, "secure")) return [path];
  return Object.entries(value).flatMap(([key, item]) => secretPaths(item, [...path, key]));
}

export const isBelow = (path: Path, above: Path): boolean => above.every((step, index) => path[index] === step);
