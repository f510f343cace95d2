import { holdsCredential } from "../../policies/preview/credential-patterns";
import { type Inputs, type Value, unwrap } from "../../policies/preview/tree";
import { decoded } from "../../policies/preview/user-data";

/**
 * Properties whose texts are hidden whatever they say: scripts, in which credentials are found more often than anywhere else, and what
 * is a credential by its name.
 */
const names = /^(userData(Base64)?|secretString|secretBinary)$|(password|passwd|passphrase|privateKey|authToken|apiKey|connectionString)$/i;

/** Objects of Kubernetes whose entries are secret by their kind. */
const secretKinds = /^kubernetes:core\/v1:Secret(Patch)?$/;

/**
 * Whether a text is left out of a plan that is written down, although nobody marked it as secret. A report travels further than the
 * program: what is a credential in the program by mistake must not become one in a report.
 */
export function isConfidential(type: string, path: readonly string[], text: string): boolean {
  const key = path.at(-1) ?? "";
  if (text === "") return false;
  if (secretKinds.test(type) && (path[0] === "data" || path[0] === "stringData")) return true;
  return names.test(key) || holdsCredential(`${key}=${decoded(text)}`);
}

/** Name that a list entry such as `{name: "DB_PASSWORD", value: "…"}` gives to its value. */
export function entryName(entry: Inputs): string | undefined {
  const name: Value = unwrap(entry["name"] ?? entry["key"]);
  return typeof name === "string" ? name : undefined;
}
