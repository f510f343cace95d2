import type { Exchange } from "../../../../../audit/live/aws/call";
import { keptWell } from "../account";
import type { Answered } from "../account/names";

/** What breaks in an account, and the checks that see it. */
export type Broken = readonly (readonly [it: string, answered: Answered, seenBy: readonly string[]])[];

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** The value with another one at a path; undefined takes it away. */
function put(value: Json | undefined, path: readonly string[], to: Json | undefined): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list.map((item, index) => (String(index) === key ? (put(item, rest, to) ?? null) : item));
  }
  const mapping = (value ?? {}) as Readonly<Record<string, Json | undefined>>;
  return { ...mapping, [key]: put(mapping[key], rest, to) };
}

/** The account with another value in the output about one subject of a call. */
export function set(call: string, path: string, to: unknown, subject = 0): Answered {
  const exchanges = keptWell[call] ?? [];
  const output = put(exchanges[subject]?.output as Json, path.split("."), to as Json);
  return {
    ...keptWell,
    [call]: exchanges.map((one, index) => (index === subject ? { ...one, output: output as Exchange["output"] } : one)),
  };
}

/** The account in which a thing is not set. */
export const unset = (call: string, subject = 0): Answered => ({
  ...keptWell,
  [call]: (keptWell[call] ?? []).map((one, index) => (index === subject ? { ...one, output: null } : one)),
});

export const none = (call: string, member: string): Answered => set(call, member, []);

/** The account without any answer to a call: nothing of the kind is there. */
export const gone = (...calls: readonly string[]): Answered => ({ ...keptWell, ...Object.fromEntries(calls.map((call) => [call, []])) });
