import { Hidden, type Inputs, Secret, UNKNOWN, type Value } from "../../policies/preview/tree";

/**
 * Property values as they travel between SDK, engine and state files, read into marked plain data.
 */

/** What the SDK sends for a value that is not known before the update. */
export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Unknown values of other kinds that state and preview files use: boolean, number, array, asset, archive, object. */
const otherUnknowns = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** An object with this key is not a plain object; the key's value says what it is. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const ASSET_SIGNATURE = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE_SIGNATURE = "0def7320c3a5731c473e5ecbe6d01bc7";
const RESOURCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e";
export const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export function isJsonObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** How a reader treats a secret; a program's are plain, a state file's may be encrypted. */
export type SecretReader = (wrapped: JsonObject) => Value;

/** A secret in the open: the wrapper holds its value. */
const openSecret: SecretReader = (wrapped) => new Secret(toValue(wrapped["value"]));

export function toInputs(properties: JsonObject, secret: SecretReader = openSecret): Inputs {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, toValue(value, secret)]));
}

export function toValue(value: Json, secret: SecretReader = openSecret): Value {
  if (typeof value === "string") return value === UNKNOWN_TEXT || otherUnknowns.has(value) ? UNKNOWN : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => toValue(item, secret));
  const object = value as JsonObject;
  return typeof object[SIGNATURE] === "string" ? special(object, secret) : toInputs(object, secret);
}

function special(object: JsonObject, secret: SecretReader): Value {
  switch (object[SIGNATURE]) {
    case SECRET_SIGNATURE:
      return secret(object);
    case OUTPUT_SIGNATURE:
      return outputValue(object, secret);
    case RESOURCE_SIGNATURE:
      return reference(object);
    case ASSET_SIGNATURE:
    case ARCHIVE_SIGNATURE:
      return new Hidden("the content of an asset or archive is not read");
    default:
      // A kind that this reader does not know must not look like a known value.
      return UNKNOWN;
  }
}

/** What a remote component is given: without `value` it is unknown. */
function outputValue(object: JsonObject, secret: SecretReader): Value {
  const value = "value" in object ? toValue(object["value"], secret) : UNKNOWN;
  return object["secret"] === true && !(value instanceof Secret) ? new Secret(value) : value;
}

/** As policy packs see it: the id of a custom resource, the URN of a component. */
function reference(object: JsonObject): Value {
  if (!("id" in object)) return toValue(object["urn"]);
  return object["id"] === "" ? UNKNOWN : toValue(object["id"]);
}

/** Whether anything below is not known before the update. */
export function hasUnknown(value: Value): boolean {
  if (value === UNKNOWN) return true;
  if (value instanceof Hidden) return false;
  if (value instanceof Secret) return hasUnknown(value.value);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((item) => hasUnknown(item));
}
