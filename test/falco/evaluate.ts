import type { Condition, Operator } from "./condition";
import type { LoadedRule } from "./rules";

/** An event's fields. One that an event does not have is left out, and every comparison with it is false, as in Falco. */
export type Event = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Names of the rules that an event raises. */
export const raisedBy = (event: Event, rules: readonly LoadedRule[]): readonly string[] =>
  rules.filter(({ expanded }) => holds(expanded, event)).map(({ rule }) => rule);

function holds(condition: Condition, event: Event): boolean {
  switch (condition.kind) {
    case "and":
      return condition.parts.every((part) => holds(part, event));
    case "or":
      return condition.parts.some((part) => holds(part, event));
    case "not":
      return !holds(condition.part, event);
    case "macro":
      throw new Error(`${condition.name} was not looked up`);
    case "test": {
      const value = event[condition.field];
      if (value === undefined)
        return condition.field.startsWith("container.mount.") && condition.operator === "=" && condition.values[0] === "N/A";
      const texts = (Array.isArray(value) ? value : [value]).map(String);
      return condition.operator === "intersects" || condition.operator === "in"
        ? texts.some((text) => condition.values.some((wanted) => within(condition.field, text, wanted)))
        : texts.some((text) => condition.values.some((wanted) => compare(condition.operator, text, wanted)));
    }
  }
}

const within = (field: string, text: string, wanted: string): boolean => (/net$/.test(field) ? inNetwork(text, wanted) : text === wanted);

function compare(operator: Operator, text: string, wanted: string): boolean {
  switch (operator) {
    case "=":
    case "in":
    case "intersects":
      return text === wanted;
    case "!=":
      return text !== wanted;
    case "<":
      return BigInt(text) < BigInt(wanted);
    case "<=":
      return BigInt(text) <= BigInt(wanted);
    case ">":
      return BigInt(text) > BigInt(wanted);
    case ">=":
      return BigInt(text) >= BigInt(wanted);
    case "contains":
      return text.includes(wanted);
    case "icontains":
      return text.toLowerCase().includes(wanted.toLowerCase());
    case "startswith":
      return text.startsWith(wanted);
    case "endswith":
      return text.endsWith(wanted);
    case "glob":
      return new RegExp(
        `^${wanted
          .replace(/[.+^${}()|[\]\\]/g, "\\$&")
          .replaceAll("*", ".*")
          .replaceAll("?", ".")}$`,
        "s",
      ).test(text);
    // Whole parts of a path: /etc is the beginning of /etc/passwd, and not of /etcetera.
    case "pmatch":
      return text === wanted || text.startsWith(`${wanted}/`);
  }
}

function inNetwork(address: string, network: string): boolean {
  const [base = "", bits = "32"] = network.split("/");
  const mask = bits === "0" ? 0 : (~0 << (32 - Number(bits))) >>> 0;
  return (numberOf(address) & mask) >>> 0 === (numberOf(base) & mask) >>> 0;
}

const numberOf = (address: string): number => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
