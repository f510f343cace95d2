import type { Match } from "./event-pattern";

type Event = { readonly [key: string]: unknown };

/**
 * Whether a JSON filter pattern of CloudWatch Logs finds an event (user guide, "Filter pattern syntax for JSON log events"): comparisons of
 * a selector with text (`*` stands for anything) or a number, EXISTS, IS, `&&`, `||` and parentheses. What is not known here is `unsure`.
 */
export function findsEvent(pattern: string, event: Event): Match {
  const inner = /^\s*\{([\s\S]*)\}\s*$/.exec(pattern)?.[1];
  // An empty pattern takes everything; one without braces looks for words.
  if (inner === undefined) return pattern.trim() === "" ? "yes" : "unsure";
  const parser = new Parser(tokens(inner), event);
  const result = parser.either();
  return parser.done && result !== undefined ? (result ? "yes" : "no") : "unsure";
}

const token = /\s*(&&|\|\||[()]|!=|<=|>=|=|<|>|"(?:[^"\\]|\\.)*"|[^\s()&|=<>!"]+)/y;

/** Empty when the text holds something that is no token. */
function tokens(text: string): readonly string[] {
  const found: string[] = [];
  let end = 0;
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    found.push(match[1] ?? "");
    end = token.lastIndex;
  }
  return text.slice(end).trim() === "" ? found : [];
}

/** Recursive descent; a result of undefined means that something was not understood. */
class Parser {
  #at = 0;

  constructor(
    private readonly list: readonly string[],
    private readonly event: Event,
  ) {}

  get done(): boolean {
    return this.#at === this.list.length;
  }

  either(): boolean | undefined {
    let result = this.both();
    while (this.#take("||")) {
      const other = this.both();
      result = result === undefined || other === undefined ? undefined : result || other;
    }
    return result;
  }

  both(): boolean | undefined {
    let result = this.one();
    while (this.#take("&&")) {
      const other = this.one();
      result = result === undefined || other === undefined ? undefined : result && other;
    }
    return result;
  }

  one(): boolean | undefined {
    if (this.#take("(")) {
      const inner = this.either();
      return this.#take(")") ? inner : undefined;
    }
    const selector = this.#next();
    if (selector?.startsWith("$.") !== true) return undefined;
    return this.comparison(read(this.event, selector));
  }

  comparison(actual: unknown): boolean | undefined {
    const operator = this.#next();
    if (operator === "EXISTS") return actual !== undefined;
    if (operator === "NOT") return this.#take("EXISTS") ? actual === undefined : undefined;
    const operand = this.#next();
    if (operator === undefined || operand === undefined) return undefined;
    if (operator === "IS") return is(operand, actual);
    return compare(operator, operand, actual);
  }

  #next(): string | undefined {
    return this.list[this.#at++];
  }

  #take(wanted: string): boolean {
    if (this.list[this.#at] !== wanted) return false;
    this.#at += 1;
    return true;
  }
}

const read = (event: Event, selector: string): unknown =>
  selector
    .slice(2)
    .split(".")
    .reduce<unknown>((value, key) => (typeof value === "object" && value !== null ? (value as Event)[key] : undefined), event);

function is(operand: string, actual: unknown): boolean | undefined {
  const constants: Readonly<Record<string, unknown>> = { TRUE: true, FALSE: false, NULL: null };
  return Object.hasOwn(constants, operand) ? actual === constants[operand] : undefined;
}

/** A selector that leads nowhere makes every comparison false, `!=` too. */
function compare(operator: string, operand: string, actual: unknown): boolean | undefined {
  if (typeof actual !== "string" && typeof actual !== "number" && typeof actual !== "boolean") return false;
  const number = Number(operand);
  if (!operand.startsWith('"') && !Number.isNaN(number)) return numbers(operator, Number(actual), number);
  const same = like(operand.replace(/^"|"$/g, ""), String(actual));
  return operator === "=" ? same : operator === "!=" ? !same : undefined;
}

function numbers(operator: string, actual: number, bound: number): boolean | undefined {
  const results: Readonly<Record<string, boolean>> = {
    "=": actual === bound,
    "!=": actual !== bound,
    "<": actual < bound,
    "<=": actual <= bound,
    ">": actual > bound,
    ">=": actual >= bound,
  };
  return results[operator];
}

function like(pattern: string, text: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\?]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${source}$`, "s").test(text);
}
