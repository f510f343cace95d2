import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Version of this package. */
export function versionOf(root: string): string {
  return (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly version: string }).version;
}
