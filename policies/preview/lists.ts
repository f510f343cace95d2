import type { Reader } from "./reader";
import { type Verdict, fail, pass, worst } from "./verdict";

/** Passes when a list of texts holds all that are wanted. One that is not known or not seen may be the one that is missing. */
export function holdsAll(reader: Reader, path: string, wanted: readonly string[], message: string): Verdict {
  const items = reader.items(path);
  const held = new Set(Array.isArray(items) ? items.map((item: Reader) => item.read("")) : []);
  if (wanted.every((text) => held.has(text))) return pass;
  const undecided = reader.every(path, (item) => item.inspect("", () => pass)).filter(({ status }) => status !== "pass");
  return undecided.length > 0 ? worst(undecided) : fail(message);
}
