/** What is asked of an EventBridge pattern: `unsure` when it uses something that this reader does not know. */
export type Match = "yes" | "no" | "unsure";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const isObject = (value: unknown): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Whether an event matches a pattern, as EventBridge decides it (user guide, "Event patterns"): every key of the pattern must match, any
 * of the alternatives will do. A filter that is not known here may or may not match.
 */
export function matchesPattern(pattern: string, event: Json): Match {
  let parsed: unknown;
  try {
    parsed = JSON.parse(pattern);
  } catch {
    return "no";
  }
  return isObject(parsed) ? matchObject(parsed, event) : "no";
}

function matchObject(pattern: { readonly [key: string]: Json }, event: Json): Match {
  const matches = Object.entries(pattern).map(([key, wanted]): Match => {
    if (key === "$or") return "unsure";
    const actual = isObject(event) && Object.hasOwn(event, key) ? event[key] : undefined;
    if (Array.isArray(wanted)) return anyOf((wanted as readonly Json[]).map((alternative) => matchValue(alternative, actual)));
    return isObject(wanted) && actual !== undefined ? matchObject(wanted, actual) : "no";
  });
  return matches.includes("no") ? "no" : matches.includes("unsure") ? "unsure" : "yes";
}

const anyOf = (matches: readonly Match[]): Match => (matches.includes("yes") ? "yes" : matches.includes("unsure") ? "unsure" : "no");

const bool = (holds: boolean): Match => (holds ? "yes" : "no");

/** An event's list matches when one of its elements does. */
function matchValue(alternative: Json, actual: Json | undefined): Match {
  if (Array.isArray(actual)) return anyOf((actual as readonly Json[]).map((one) => matchValue(alternative, one)));
  if (!isObject(alternative)) return bool(actual === alternative);
  const [[kind, operand] = ["", null], ...others] = Object.entries(alternative);
  const filter = filters[kind];
  return filter === undefined || others.length > 0 ? "unsure" : filter(operand, actual);
}

const filters: Readonly<Record<string, (operand: Json, actual: Json | undefined) => Match>> = {
  prefix: (operand, actual) => (typeof operand === "string" ? bool(typeof actual === "string" && actual.startsWith(operand)) : "unsure"),
  suffix: (operand, actual) => (typeof operand === "string" ? bool(typeof actual === "string" && actual.endsWith(operand)) : "unsure"),
  exists: (operand, actual) => bool((actual !== undefined) === operand),
  "equals-ignore-case": (operand, actual) =>
    bool(typeof operand === "string" && typeof actual === "string" && operand.toLowerCase() === actual.toLowerCase()),
  numeric: numeric,
};

/** Pairs of an operator and a number, all of which must hold: `[">=", 7, "<", 9]`. */
function numeric(operand: Json, actual: Json | undefined): Match {
  if (!Array.isArray(operand) || operand.length % 2 !== 0) return "unsure";
  if (typeof actual !== "number") return "no";
  const list = operand as readonly Json[];
  const pairs = list.flatMap((operator, index) => (index % 2 === 0 ? [[operator, list[index + 1]] as const] : []));
  const holds = pairs.map(([operator, bound]) => (typeof bound === "number" ? compared(operator, actual, bound) : undefined));
  return holds.includes(undefined) ? "unsure" : bool(holds.every((one) => one === true));
}

function compared(operator: Json, actual: number, bound: number): boolean | undefined {
  switch (operator) {
    case "=":
      return actual === bound;
    case ">":
      return actual > bound;
    case ">=":
      return actual >= bound;
    case "<":
      return actual < bound;
    case "<=":
      return actual <= bound;
    default:
      return undefined;
  }
}
