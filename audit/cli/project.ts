import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { UserError } from "../user-error";

/** The folder of the Pulumi program that is meant: the nearest one at or above the working directory, else our own. */
export function programDirectory(cwd: string, root: string): string {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (["Pulumi.yaml", "Pulumi.yml"].some((file) => existsSync(join(folder, file)))) return folder;
    if (folder === dirname(folder)) return root;
  }
}

/** The folder of a program that somebody named. */
export function folderOf(named: string, cwd: string): string {
  const folder = resolve(cwd, named);
  if (!existsSync(join(folder, "Pulumi.yaml")) && !existsSync(join(folder, "Pulumi.yml")))
    throw new UserError(`${named} holds no Pulumi.yaml; name the folder of a Pulumi program`);
  return folder;
}

/** The folder below the root of its Git repository, with a closing slash; empty at the root and outside of any. */
export function pathInRepository(directory: string): string {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) {
      const path = relative(folder, resolve(directory)).split(sep).join("/");
      return path === "" ? "" : `${path}/`;
    }
    if (folder === dirname(folder)) return "";
  }
}

/** Entry file of a program, as the engine finds it: what `main` of package.json names, else index. */
export function entryOf(directory: string): string {
  const main = mainOf(join(directory, "package.json"));
  const candidates = [...(main === undefined ? [] : [main]), "index.ts", "index.js"].map((file) => join(directory, file));
  const entry = candidates.find((file) => existsSync(file));
  if (entry === undefined) throw new UserError(`${directory} has no index.ts; name the program's entry file in "main" of its package.json`);
  return entry;
}

function mainOf(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const { main } = JSON.parse(readFileSync(file, "utf8")) as { readonly main?: unknown };
    return typeof main === "string" ? main : undefined;
  } catch {
    throw new UserError(`${file} is not JSON; correct it, or leave it out`);
  }
}
