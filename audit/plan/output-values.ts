import { OUTPUT_SIGNATURE, SECRET_SIGNATURE, SIGNATURE, UNKNOWN_TEXT, type Json, type JsonObject, isJsonObject } from "./values";

/**
 * Transforms are handed what is unknown or secret as *output values*, which the SDK turns into outputs, and may answer with them.
 */

type Dependencies = ReadonlyMap<string, readonly string[]>;

/** Wraps what is unknown or secret, and each property that has dependencies, so that these travel with it. */
export function withOutputValues(properties: JsonObject, dependencies: Dependencies): JsonObject {
  return mapValues(properties, (value, key) => depending(wrap(value), dependencies.get(key) ?? []));
}

function wrap(value: Json): Json {
  if (value === UNKNOWN_TEXT) return { [SIGNATURE]: OUTPUT_SIGNATURE };
  if (Array.isArray(value)) return (value as readonly Json[]).map(wrap);
  if (!isJsonObject(value)) return value;
  if (value[SIGNATURE] === undefined) return mapValues(value, wrap);
  if (value[SIGNATURE] !== SECRET_SIGNATURE) return value;
  const secret = value["value"];
  return { [SIGNATURE]: OUTPUT_SIGNATURE, secret: true, ...(secret === UNKNOWN_TEXT ? {} : { value: wrap(secret) }) };
}

function depending(value: Json, dependencies: readonly string[]): Json {
  if (dependencies.length === 0) return value;
  const output = isJsonObject(value) && value[SIGNATURE] === OUTPUT_SIGNATURE ? value : { [SIGNATURE]: OUTPUT_SIGNATURE, value };
  return { ...output, dependencies };
}

/** The reverse: plain, unknown and secret values. */
export function withoutOutputValues(properties: JsonObject): JsonObject {
  return mapValues(properties, unwrap);
}

function unwrap(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(unwrap);
  if (!isJsonObject(value)) return value;
  if (value[SIGNATURE] !== OUTPUT_SIGNATURE) return mapValues(value, unwrap);
  const known = "value" in value ? unwrap(value["value"]) : UNKNOWN_TEXT;
  return value["secret"] === true ? { [SIGNATURE]: SECRET_SIGNATURE, value: known } : known;
}

/** Dependencies that each property's output values name; properties without any are left out. */
export function dependenciesOf(properties: JsonObject): Dependencies {
  const all = Object.entries(properties).map(([key, value]) => [key, [...new Set(named(value))]] as const);
  return new Map(all.filter(([, urns]) => urns.length > 0));
}

function named(value: Json): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(named);
  if (!isJsonObject(value)) return [];
  if (value[SIGNATURE] !== OUTPUT_SIGNATURE) return Object.values(value).flatMap(named);
  const own = value["dependencies"];
  return [...(Array.isArray(own) ? (own as readonly string[]) : []), ...named(value["value"])];
}

function mapValues(object: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}
