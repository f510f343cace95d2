import type { Known } from "./reader";
import type { Value } from "./tree";

/** What a text in JSON stands for; undefined when it is no JSON, or no text. */
export function jsonOf(text: Known): Value {
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
