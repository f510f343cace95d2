import type { Reader } from "./reader";
import { Hidden, UNKNOWN } from "./tree";
import { type Verdict, deferred, notEvaluated } from "./verdict";

/**
 * Whether something that was looked for in vain may be there after all, because a property that would tell is not known or cannot be
 * seen. Undefined when all of them are known.
 */
export function obscured(readers: readonly Reader[], ...paths: readonly string[]): Verdict | undefined {
  const values = readers.flatMap((reader) => paths.map((path) => [path, reader.read(path)] as const));
  const unknown = values.find(([, value]) => value === UNKNOWN);
  if (unknown !== undefined) return deferred(unknown[0]);
  const hidden = values.map(([, value]) => value).find((value) => value instanceof Hidden);
  return hidden instanceof Hidden ? notEvaluated(hidden.reason) : undefined;
}
