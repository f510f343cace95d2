import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where tools are kept: outside the repository. Processes with a home of their own are told by `E2E_CACHE`. */
export const cacheBase = (): string =>
  process.env["E2E_CACHE"] ?? join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "compliant-eks", "e2e");

/** The folder of what comes from the Go modules in these folders, one per set of pins. */
export function cacheFolder(modules: readonly string[]): string {
  const hash = createHash("sha256");
  for (const folder of modules) for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(__dirname, folder, file)));
  return join(cacheBase(), hash.digest("hex").slice(0, 16));
}
