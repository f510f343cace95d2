import { holdsCredential, redactedCredential } from "../../../policies/preview/credential-patterns";
import { redacted } from "../../evidence/redact";
import type { Exchange } from "./call";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What people write and no check reads. */
const written = /^(description|comment|message|statusreason|reason|groupdescription|userdata|environment|title|remediation|evidence)$/i;

/** Tags whose value a check reads; of all others only the key is kept. */
const readTags =
  /^(name|tier|type|environment|purpose|data-classification|data-scope|approved-public-port|kubernetes\.io\/role\/(internal-)?elb)$/i;

/**
 * A request and its answer as evidence keeps them: plain JSON, without what people wrote into descriptions and tags. A value that looks like a credential
 * is replaced by a mark, wherever it stands.
 */
export function redactAws(exchange: Exchange): Exchange {
  // Dates become text; bytes, which no call is read for, are dropped.
  const plain = JSON.parse(JSON.stringify(exchange, (_, value: unknown) => (value instanceof Uint8Array ? undefined : value))) as Json;
  return walk(plain) as unknown as Exchange;
}

/** Texts with settings inside, of which only those are kept that a check reads. */
const settings: Readonly<Record<string, readonly string[]>> = {
  configurationValues: ["enableNetworkPolicy"],
  Content: ["idleSessionTimeout", "maxSessionDuration"],
};

/** `"name": value` and `name: value`, whatever lies around it; as a flat object where it was JSON. */
function kept(content: string, names: readonly string[]): string {
  const found = names.flatMap((name) => {
    const value = new RegExp(`"?\\b${name}"?\\s*:\\s*"?(true|false|\\d+)`).exec(content)?.[1];
    return value === undefined ? [] : [[name, value] as const];
  });
  return JSON.stringify(Object.fromEntries(found));
}

function walk(value: Json, key = ""): Json {
  if (typeof value === "string" && settings[key] !== undefined) return kept(value, settings[key]);
  if (typeof value === "string") return holdsCredential(value) ? redactedCredential : written.test(key) ? hidden(value) : value;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list.map((item) => (tagLists.test(key) ? tag(item) : undefined) ?? walk(item, key));
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  if (/^tags$/i.test(key)) return Object.fromEntries(entries.map(([name, text]) => [nameOf(name), tagValue(name, text)]));
  return Object.fromEntries(entries.map(([name, inner]) => [nameOf(name), walk(inner, name)]));
}

const nameOf = (name: string): string => (holdsCredential(name) ? redactedCredential : name);

const hidden = (text: string): string => (text === "" ? text : redacted);

const tagValue = (name: string, value: Json): Json =>
  value === "" || (typeof value === "string" && readTags.test(name) && !holdsCredential(value)) ? value : redacted;

/** Under these names AWS lists tags; other pairs of keys and values are settings. */
const tagLists = /^tag(s|list|set)$/i;

/** AWS writes tags in several ways: as a mapping, and as pairs whose names are spelled in three. */
function tag(item: Json): Json | undefined {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return undefined;
  const pair = item as Readonly<Record<string, Json>>;
  for (const [name, value] of [
    ["Key", "Value"],
    ["key", "value"],
    ["TagKey", "TagValue"],
  ] as const)
    if (typeof pair[name] === "string" && value in pair)
      return { [name]: nameOf(pair[name]), [value]: tagValue(pair[name], pair[value] ?? null) };
  return undefined;
}
