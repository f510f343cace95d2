import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The folder of the Pulumi program that is meant: the nearest one at or above the working directory, else our own. */
export function programDirectory(cwd: string, root: string): string {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (["Pulumi.yaml", "Pulumi.yml"].some((file) => existsSync(join(folder, file)))) return folder;
    if (folder === dirname(folder)) return root;
  }
}
