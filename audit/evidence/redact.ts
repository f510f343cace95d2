import { holdsCredential, redactedCredential } from "../../policies/preview/credential-patterns";

/** Stands for a value that evidence does not keep. */
export const redacted = "[redacted]";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Annotations whose value a check reads; of all others only the key is kept. */
const read =
  /^([\w-]+\.)*istio\.io\/|^service\.beta\.kubernetes\.io\/aws-load-balancer-(scheme|internal)$|^(container\.apparmor|seccomp)\.security|^meta\.helm\.sh\/release-namespace$|^compliant-eks\/|is-default-class$|^kubernetes\.io\/ingress\.allow-http$/;

/** What tells nothing about how a system is set up, and may hold anything. */
const dropped = new Set(["managedFields", "selfLink", "message"]);
/** Lists of words that people write: arguments of programs. */
const written = new Set(["args", "command"]);
/** Mappings that hold data of people and programs. */
const payload = new Set(["data", "stringData", "binaryData"]);

/**
 * An object of a cluster as evidence keeps it: without what environments, arguments, headers, annotations and data hold. A value that looks
 * like a credential is replaced by a mark that says so, so that a check finds the same as on the live object.
 */
export function redact(object: object): object {
  return walk(object as Json) as object;
}

function walk(value: Json, key = ""): Json {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    if (written.has(key)) return list.map(hidden);
    if (key === "env" || key === "httpHeaders") return list.map((item) => withoutValue(item));
    return list.map((item) => walk(item));
  }
  if (typeof value !== "object" || value === null) return value;
  const mapping = value as Readonly<Record<string, Json>>;
  if (payload.has(key)) return Object.fromEntries(Object.keys(mapping).map((name) => [name, redacted]));
  const entries = Object.entries(mapping).filter(([name]) => !dropped.has(name));
  if (key === "annotations") return Object.fromEntries(entries.map(([name, text]) => [name, read.test(name) ? text : redacted]));
  return Object.fromEntries(entries.map(([name, inner]) => [name, walk(inner, name)]));
}

const withoutValue = (item: Json): Json =>
  typeof item === "object" && item !== null && !Array.isArray(item) && "value" in item
    ? { ...(item as Readonly<Record<string, Json>>), value: hidden((item as Readonly<Record<string, Json>>)["value"] ?? null) }
    : item;

/** An empty text stays one: it holds nothing. */
function hidden(value: Json): Json {
  if (value === "" || value === null) return value;
  return typeof value === "string" && holdsCredential(value) ? redactedCredential : redacted;
}
