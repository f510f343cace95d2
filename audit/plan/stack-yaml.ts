import { LineCounter, type ParsedNode, type YAMLMap, isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";
import { UserError } from "../user-error";
import { type EngineScalar, engineScalar } from "./engine-scalar";

export type Mapping = { readonly [key: string]: YamlValue };
export type YamlValue = EngineScalar | readonly YamlValue[] | Mapping;

export const isMapping = (value: YamlValue | undefined): value is Mapping =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Parses a YAML file with the rules of the engine's reader. Throws a UserError with line and column, and without the text that stands
 * there, because it may be a secret.
 */
export function parseYaml(text: string, file: string): Mapping {
  if (text.trim() === "") throw new UserError(`${file} is empty; write the keys that docs/configuration.md lists`);
  try {
    return parsed(text, file);
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`${file} is nested too deeply to be read; write fewer brackets`);
    throw error;
  }
}

function parsed(text: string, file: string): Mapping {
  const lines = new LineCounter();
  const where = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}, line ${String(line)}, column ${String(col)}`;
  };
  // Every scalar as text: what it means is for engineScalar to say. The parser would compare each key with each other.
  const document = parseDocument(text, { schema: "failsafe", uniqueKeys: false, lineCounter: lines, logLevel: "error" });
  const [mistake] = document.errors;
  if (mistake) throw new UserError(`${where(mistake.pos[0])}: not valid YAML (${reasons[mistake.code] ?? "syntax"})`);
  const value = valueOf(document.contents, where);
  if (!isMapping(value)) throw new UserError(`${file} is not a mapping; write keys such as config: at its left edge`);
  return value;
}

/** What the parser's codes mean, in words that quote nothing from the file. */
const reasons: Readonly<Record<string, string>> = {
  BAD_INDENT: "wrong indentation",
  TAB_AS_INDENT: "a tab as indentation; write spaces",
  MISSING_CHAR: "a quote, bracket or colon is missing",
  BLOCK_AS_IMPLICIT_KEY: "a mapping in the middle of a line; start a new line or put the value in quotes",
  MULTILINE_IMPLICIT_KEY: "a key over several lines; a colon or a quote is missing",
  MULTIPLE_DOCS: "a second document behind ---; the engine reads only the first",
  RESOURCE_EXHAUSTION: "nested too deeply; write fewer brackets",
  UNEXPECTED_TOKEN: "a character that does not belong there",
};

function valueOf(node: ParsedNode | null, where: (offset: number) => string): YamlValue {
  if (node === null) return null;
  const refuse = (what: string): never => {
    throw new UserError(`${where(node.range[0])}: ${what}`);
  };
  // Anchors let a small file grow without bound, and nobody needs them in a stack file.
  if (isAlias(node)) return refuse("an alias (*name); write the value itself");
  if (node.tag !== undefined && !plainTags.has(node.tag)) return refuse("a tag (!name); write the value without it");
  if (isSeq(node)) return node.items.map((item) => valueOf(item as ParsedNode | null, where));
  return isMap(node) ? mappingOf(node, where) : scalarOf(node, refuse);
}

function mappingOf(node: YAMLMap.Parsed, where: (offset: number) => string): Mapping {
  const entries = new Map<string, YamlValue>();
  for (const { key, value } of node.items) {
    const refuse = (what: string): never => {
      throw new UserError(`${where(key.range[0])}: ${what}`);
    };
    const name = keyText(key, refuse);
    if (entries.has(name)) refuse("a key stands twice; write it once");
    entries.set(name, valueOf(value, where));
  }
  return Object.fromEntries(entries);
}

const plainTags: ReadonlySet<string> = new Set(["str", "map", "seq"].map((name) => `tag:yaml.org,2002:${name}`));

function keyText(key: ParsedNode, refuse: (what: string) => never): string {
  if (!isScalar(key)) return refuse("a key that is no text; write a name");
  return key.type === "PLAIN" ? String(engineScalar(String(key.value))) : String(key.value);
}

function scalarOf(node: ParsedNode, refuse: (what: string) => never): YamlValue {
  if (!isScalar(node)) return refuse("a value of an unknown kind; write a text");
  const text = String(node.value);
  if (node.type !== "PLAIN" || node.tag !== undefined) return text;
  const value = engineScalar(text);
  return typeof value === "number" && !Number.isFinite(value)
    ? refuse("a number without end; write a finite one, or put it in quotes")
    : value;
}
