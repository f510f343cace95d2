import type { Inputs } from "../../../policies/preview/tree";
import type { Exchange } from "./call";

/** Something of an account in the words of the provider's resources, as every check knows them. */
export interface AwsResource {
  readonly type: string;
  /** Unique within its type; what a report shows. */
  readonly name: string;
  /** By what other resources name it: ARN, id, unique name. */
  readonly ids: readonly string[];
  readonly inputs: Inputs;
}

/** Makes resources of the answers to some calls. */
export interface Translation {
  readonly types: readonly string[];
  /** Ids of the calls. What is lost of one of them is lost of every type. */
  readonly from: readonly string[];
  readonly make: (answers: Answers) => readonly AwsResource[];
}

/** The exchanges of a call; none when it has no answer. */
export type Answers = (call: string) => readonly Exchange[];

type Loose = Readonly<Record<string, unknown>>;

/** What AWS answered, field by field: absent is undefined, whatever the level. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === "object" && inner !== null ? (inner as Loose)[key] : undefined), value);
}

export const text = (value: unknown, ...path: readonly string[]): string => {
  const found = at(value, ...path);
  return typeof found === "string" ? found : "";
};

export const list = (value: unknown, ...path: readonly string[]): readonly unknown[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
};

/** The provider's spelling of AWS's names: a small letter first, at every level. */
export function camel(value: unknown): Inputs[string] {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== "object" || value === null) return value as Inputs[string];
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.charAt(0).toLowerCase() + key.slice(1), camel(inner)]));
}

/** Tags as a mapping, from the pairs in which AWS writes them. */
export function tagsOf(pairs: unknown): Inputs {
  if (!Array.isArray(pairs)) return (typeof pairs === "object" && pairs !== null ? pairs : {}) as Inputs;
  return Object.fromEntries(pairs.map((pair) => [text(pair, "Key") || text(pair, "key"), text(pair, "Value") || text(pair, "value")]));
}

/** The output of the exchange about a subject. */
export const outputFor = (exchanges: readonly Exchange[], input: string, subject: unknown): unknown =>
  exchanges.find((exchange) => exchange.input[input] === subject)?.output ?? undefined;

/** All pages about a subject. */
export const outputsFor = (exchanges: readonly Exchange[], input: string, subject: unknown): readonly unknown[] =>
  exchanges.filter((exchange) => exchange.input[input] === subject).map(({ output }) => output);
