/**
 * Where a text stops being JSON: the offset of the first character that cannot follow what stands before it, or the text's length when
 * it only ends too early. JSON.parse says this for some mistakes only, and quotes the text, which may hold secrets.
 */
export function firstMistake(text: string): number {
  const open: ("{" | "[")[] = [];
  let at = 0;
  let next: Expected = "value";
  for (;;) {
    at = skipSpace(text, at);
    if (at >= text.length) return text.length;
    const step = advance(text, at, next, open);
    if (step === undefined) return at;
    ({ at, next } = step);
  }
}

type Expected = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "separator";

interface Step {
  readonly at: number;
  readonly next: Expected;
}

const space = /[ \t\n\r]*/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const plainCharacters = /[^"\\\u0000-\u001f]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function advance(text: string, at: number, expected: Expected, open: ("{" | "[")[]): Step | undefined {
  const character = text[at];
  if (expected === "colon") return character === ":" ? { at: at + 1, next: "value" } : undefined;
  if (expected === "separator") return separator(at, character, open);
  if ((expected === "key-or-end" && character === "}") || (expected === "value-or-end" && character === "]")) {
    open.pop();
    return { at: at + 1, next: "separator" };
  }
  if (expected === "key" || expected === "key-or-end") return after(endOfString(text, at), "colon");
  if (character === "{" || character === "[") {
    open.push(character);
    return { at: at + 1, next: character === "{" ? "key-or-end" : "value-or-end" };
  }
  return after(character === '"' ? endOfString(text, at) : match(scalar, text, at), "separator");
}

function separator(at: number, character: string | undefined, open: ("{" | "[")[]): Step | undefined {
  const inside = open.at(-1);
  if (inside === undefined) return undefined;
  if (character === ",") return { at: at + 1, next: inside === "{" ? "key" : "value" };
  if (character !== (inside === "{" ? "}" : "]")) return undefined;
  open.pop();
  return { at: at + 1, next: "separator" };
}

function after(at: number | undefined, next: Expected): Step | undefined {
  return at === undefined ? undefined : { at, next };
}

function endOfString(text: string, start: number): number | undefined {
  if (text[start] !== '"') return undefined;
  let at = start + 1;
  for (;;) {
    at = match(plainCharacters, text, at) ?? at;
    if (text[at] === '"') return at + 1;
    const escaped = match(escape, text, at);
    if (escaped === undefined) return undefined;
    at = escaped;
  }
}

function skipSpace(text: string, at: number): number {
  return match(space, text, at) ?? at;
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
