import { type Document, LineCounter, parseDocument, visit } from "yaml";
import { UserError } from "../user-error";

export type Mapping = Readonly<Record<string, unknown>>;

export const isMapping = (value: unknown): value is Mapping => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Parses a YAML file with the rules of the engine's reader: a number loses its zeros, and a day without quotes becomes a point in time,
 * written the engine's way. Throws a UserError with line and column, and without the text that stands there.
 */
export function parseYaml(text: string, file: string): Mapping {
  if (text.trim() === "") throw new UserError(`${file} is empty; write the keys that docs/configuration.md lists`);
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "core", customTags: ["timestamp"], uniqueKeys: true, lineCounter: lines });
  const [mistake] = document.errors;
  if (mistake) {
    const { line, col } = lines.linePos(mistake.pos[0]);
    throw new UserError(`${file}, line ${String(line)}, column ${String(col)}: not valid YAML (${reasons[mistake.code] ?? "syntax"})`);
  }
  refuseAliases(document, lines, file);
  const value = plain(document.toJS() as unknown);
  if (!isMapping(value)) throw new UserError(`${file} is not a mapping; write keys such as config: at its left edge`);
  return value;
}

/** What the parser's codes mean, in words that quote nothing from the file. */
const reasons: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "a key stands twice; write it once",
  BAD_INDENT: "wrong indentation",
  TAB_AS_INDENT: "a tab as indentation; write spaces",
  MISSING_CHAR: "a quote, bracket or colon is missing",
  BLOCK_AS_IMPLICIT_KEY: "a mapping in the middle of a line; start a new line or put the value in quotes",
  MULTILINE_IMPLICIT_KEY: "a key over several lines; a colon or a quote is missing",
  UNEXPECTED_TOKEN: "a character that does not belong there",
};

/** Anchors let a small file grow without bound, and nobody needs them in a stack file. */
function refuseAliases(document: Document, lines: LineCounter, file: string): void {
  visit(document, {
    Alias: (_, node) => {
      const { line } = lines.linePos(node.range?.[0] ?? 0);
      throw new UserError(`${file}, line ${String(line)}: an alias (*name); write the value itself`);
    },
  });
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return pointInTime(value);
  if (Array.isArray(value)) return value.map(plain);
  return isMapping(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)])) : value;
}

/** As Go prints a time: `2026-01-31 00:00:00 +0000 UTC`. */
function pointInTime(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace("T", " ")} +0000 UTC`;
}
