/** Falco's language of conditions, as far as our rules use it (Falco documentation, "Condition Syntax"). */

const listOperators = ["in", "intersects", "pmatch"] as const;
const operators = ["=", "!=", "<", "<=", ">", ">=", "contains", "icontains", "startswith", "endswith", "glob", ...listOperators] as const;
export type Operator = (typeof operators)[number];

export type Condition =
  | { readonly kind: "and" | "or"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly part: Condition }
  | { readonly kind: "macro"; readonly name: string }
  | { readonly kind: "test"; readonly field: string; readonly operator: Operator; readonly values: readonly string[] };

interface Token {
  readonly text: string;
  readonly quoted: boolean;
}

/** Throws with the place when the text is no condition. */
export function parseCondition(text: string): Condition {
  const tokens = tokensOf(text);
  let at = 0;
  const peek = (): Token | undefined => tokens[at];
  const is = (word: string): boolean => peek()?.text === word && !(peek()?.quoted ?? false);
  const next = (): Token => {
    const token = tokens[at++];
    if (token === undefined) throw new Error(`the condition ends too early: ${text}`);
    return token;
  };
  const expect = (word: string): void => {
    const { text: found } = next();
    if (found !== word) throw new Error(`${word} expected instead of ${found}: ${text}`);
  };
  const joined = (word: "and" | "or", part: () => Condition): Condition => {
    const parts = [part()];
    while (is(word)) {
      at++;
      parts.push(part());
    }
    const [first] = parts;
    return parts.length === 1 && first !== undefined ? first : { kind: word, parts };
  };
  const any = (): Condition => joined("or", all);
  const all = (): Condition => joined("and", one);
  const one = (): Condition => {
    if (is("not")) {
      at++;
      return { kind: "not", part: one() };
    }
    if (is("(")) {
      at++;
      const inner = any();
      expect(")");
      return inner;
    }
    const { text: name } = next();
    const operator = operators.find((candidate) => is(candidate));
    if (operator === undefined) return { kind: "macro", name };
    at++;
    return { kind: "test", field: name, operator, values: isListOperator(operator) ? list() : [next().text] };
  };
  const list = (): readonly string[] => {
    expect("(");
    const values: string[] = [];
    while (!is(")")) {
      values.push(next().text);
      if (is(",")) at++;
    }
    expect(")");
    return values;
  };
  const whole = any();
  if (at !== tokens.length) throw new Error(`${tokens[at]?.text ?? ""} does not belong there: ${text}`);
  return whole;
}

export const isListOperator = (operator: Operator): boolean => (listOperators as readonly string[]).includes(operator);

function tokensOf(text: string): readonly Token[] {
  const pattern = /\s*(?:("(?:[^"\\]|\\.)*")|([a-z0-9_.]+\[[^\]]*\])|([(),])|(!=|<=|>=|=|<|>)|([^\s(),=<>!]+))/gy;
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  while (pattern.lastIndex < trimmed.length) {
    const found = pattern.exec(trimmed);
    if (found === null) throw new Error(`not a condition: ${trimmed}`);
    const [quoted, ...others] = found.slice(1) as (string | undefined)[];
    tokens.push(
      quoted === undefined
        ? { text: others.find((part) => part !== undefined) ?? "", quoted: false }
        : { text: JSON.parse(quoted) as string, quoted: true },
    );
  }
  return tokens;
}
