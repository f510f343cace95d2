import { UserError } from "../user-error";
import { firstMistake } from "./json-position";
import type { Json } from "./values";

/** Parses JSON that stands in `path`. Throws a UserError, one sentence that names the file and none of its content. */
export function parseJson(text: string, path: string): Json {
  if (text.trim() === "") throw new UserError(`${path} is empty: write the output of "pulumi stack export" into it`);
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new UserError(`${path} is not JSON: ${describe(text, firstMistake(text))}`);
  }
}

function describe(text: string, offset: number): string {
  if (offset >= text.length) return "it ends too early";
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - before.lastIndexOf("\n");
  return `the mistake is at line ${String(line)}, column ${String(column)}`;
}
