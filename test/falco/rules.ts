import { parse } from "yaml";
import { type Condition, isListOperator, parseCondition } from "./condition";

export interface Rule {
  readonly rule: string;
  readonly desc: string;
  readonly condition: string;
  readonly output: string;
  readonly priority: string;
  readonly source: string;
  readonly tags: readonly string[];
}

/** Rules of one source with their conditions, in which nothing is left but fields and values. */
export interface LoadedRule extends Rule {
  readonly file: string;
  readonly expanded: Condition;
}

type Item = Rule | { readonly macro: string; readonly condition: string } | { readonly list: string; readonly items: readonly string[] };

/** Loads files as Falco does, all in order. Throws when a rule names a macro or list that is nowhere. */
export function loadRules(files: Readonly<Record<string, string>>): readonly LoadedRule[] {
  const items = Object.entries(files).flatMap(([file, text]) => (parse(text) as readonly Item[]).map((item) => ({ file, item })));
  const macros = new Map(items.flatMap(({ item }) => ("macro" in item ? [[item.macro, parseCondition(item.condition)] as const] : [])));
  const lists = new Map(items.flatMap(({ item }) => ("list" in item ? [[item.list, item.items.map(unquoted)] as const] : [])));
  return items.flatMap(({ file, item }) =>
    "rule" in item ? [{ ...item, file, expanded: expand(parseCondition(item.condition), macros, lists) }] : [],
  );
}

/** Names of what the files define: two of one name, and Falco would take the last. */
export const definedIn = (files: Readonly<Record<string, string>>): readonly string[] =>
  Object.values(files)
    .flatMap((text) => parse(text) as readonly Item[])
    .map((item) => ("rule" in item ? item.rule : "macro" in item ? item.macro : item.list));

const unquoted = (item: string | number): string => String(item).replace(/^"(.*)"$/, "$1");

function expand(condition: Condition, macros: ReadonlyMap<string, Condition>, lists: ReadonlyMap<string, readonly string[]>): Condition {
  switch (condition.kind) {
    case "and":
    case "or":
      return { ...condition, parts: condition.parts.map((part) => expand(part, macros, lists)) };
    case "not":
      return { kind: "not", part: expand(condition.part, macros, lists) };
    case "macro": {
      const macro = macros.get(condition.name);
      if (macro === undefined) throw new Error(`no macro is named ${condition.name}`);
      return expand(macro, macros, lists);
    }
    case "test":
      return isListOperator(condition.operator)
        ? { ...condition, values: condition.values.flatMap((value) => valuesOf(value, lists)) }
        : condition;
  }
}

function valuesOf(value: string, lists: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const list = lists.get(value);
  if (list === undefined && value.startsWith("ce_")) throw new Error(`no list is named ${value}`);
  return list ?? [value];
}

/** The condition as text, with nothing in it that has to be looked up. */
export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case "and":
    case "or":
      return `(${condition.parts.map(conditionText).join(` ${condition.kind} `)})`;
    case "not":
      return `not ${conditionText(condition.part)}`;
    case "macro":
      return condition.name;
    case "test": {
      const values = condition.values.map((value) => (/^[A-Za-z0-9_./-]+$/.test(value) ? value : JSON.stringify(value)));
      return `${condition.field} ${condition.operator} ${isListOperator(condition.operator) ? `(${values.join(", ")})` : (values[0] ?? "")}`;
    }
  }
}

/** Every field that a condition asks, with its argument, e.g. `container.mount.dest[/proc*]`. */
export function fieldsOf(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.parts.flatMap(fieldsOf);
    case "not":
      return fieldsOf(condition.part);
    case "macro":
      return [];
    case "test":
      return [condition.field];
  }
}
