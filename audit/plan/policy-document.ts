import { type Json, type JsonObject, isJsonObject } from "./values";

/**
 * The JSON text that `aws.iam.getPolicyDocument` makes of its arguments. It needs no account, so it is computed: key order, single
 * elements as strings and longer lists in descending order are as the AWS provider writes them.
 */
export function policyDocument(args: JsonObject): JsonObject & { readonly json: string; readonly minifiedJson: string } {
  const own = list(args["statements"]).filter(isJsonObject).map(statement);
  const statements = [...documents(args, "sourcePolicyDocuments"), ...own].reduce<readonly JsonObject[]>(merge, []);
  const all = documents(args, "overridePolicyDocuments").reduce(merge, statements);
  const id = args["policyId"];
  const document = {
    Version: args["version"] ?? "2012-10-17",
    ...(typeof id === "string" && id !== "" ? { Id: id } : {}),
    ...(all.length === 0 ? {} : { Statement: all }),
  };
  const minifiedJson = JSON.stringify(document);
  return { ...args, json: JSON.stringify(document, null, 2), minifiedJson, id: "policy-document" };
}

function text(value: Json): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** Statements of the documents that are given as text. */
function documents(args: JsonObject, property: string): readonly JsonObject[] {
  return list(args[property]).flatMap((text) => {
    if (typeof text !== "string" || text === "") return [];
    const parsed = JSON.parse(text) as JsonObject;
    const found = parsed["Statement"];
    return (Array.isArray(found) ? (found as readonly Json[]) : [found]).filter(isJsonObject);
  });
}

/** A statement takes the place of an earlier one with the same Sid. */
function merge(statements: readonly JsonObject[], next: JsonObject): readonly JsonObject[] {
  const sid = next["Sid"];
  const at = typeof sid === "string" && sid !== "" ? statements.findIndex((one) => one["Sid"] === sid) : -1;
  return at < 0 ? [...statements, next] : statements.map((one, index) => (index === at ? next : one));
}

function statement(args: JsonObject): JsonObject {
  const entries: readonly (readonly [string, Json])[] = [
    ["Sid", args["sid"]],
    ["Effect", args["effect"] ?? "Allow"],
    ["Action", strings(args["actions"])],
    ["NotAction", strings(args["notActions"])],
    ["Resource", strings(args["resources"])],
    ["NotResource", strings(args["notResources"])],
    ["Principal", principals(args["principals"])],
    ["NotPrincipal", principals(args["notPrincipals"])],
    ["Condition", conditions(args["conditions"])],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== ""));
}

function strings(value: Json): Json {
  const items = new Set(list(value).filter((item) => typeof item === "string"));
  if (items.size === 0) return undefined;
  return single([...items].sort().reverse().map(variables));
}

function single(items: readonly Json[]): Json {
  return items.length === 1 ? items[0] : items;
}

/** `&{...}` is how a document says `${...}` without meaning the caller's own language. */
function variables(text: string): string {
  return text.replaceAll("&{", "${");
}

function sortedByKey(entries: Iterable<readonly [string, Json]>): JsonObject {
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function principals(value: Json): Json {
  const blocks = list(value).filter(isJsonObject);
  if (blocks.length === 0) return undefined;
  if (blocks.every((block) => block["type"] === "*" && strings(block["identifiers"]) === "*")) return "*";
  const byType = new Map<string, Json[]>();
  for (const block of blocks) {
    const type = text(block["type"]);
    byType.set(type, [...(byType.get(type) ?? []), ...list(block["identifiers"])]);
  }
  return sortedByKey([...byType].map(([type, identifiers]) => [type, strings(identifiers)]));
}

function conditions(value: Json): Json {
  const blocks = list(value).filter(isJsonObject);
  if (blocks.length === 0) return undefined;
  const byTest = new Map<string, Map<string, readonly Json[]>>();
  for (const block of blocks) {
    const [test, variable] = [text(block["test"]), text(block["variable"])];
    const byVariable = byTest.get(test) ?? new Map<string, readonly Json[]>();
    const values = list(block["values"]).map((item) => variables(text(item)));
    byTest.set(test, byVariable.set(variable, [...(byVariable.get(variable) ?? []), ...values]));
  }
  return sortedByKey(
    [...byTest].map(([test, byVariable]) => [test, sortedByKey([...byVariable].map(([variable, values]) => [variable, single(values)]))]),
  );
}
