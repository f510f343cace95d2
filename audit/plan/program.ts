import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve, sep } from "node:path";
import { UserError } from "../user-error";

/** A program: the path of its entry file, or a function that creates resources. What it returns or exports are stack outputs. */
export type Program = string | (() => unknown);

const load = createRequire(__filename);
const modulesFolder = `${sep}node_modules${sep}`;

/** Modules that earlier runs loaded; they may hold state of that run. */
const stale = new Set<string>();

/** Directory that source positions are relative to. */
export function directoryOf(program: Program): string {
  return typeof program === "string" ? dirname(resolve(program)) : process.cwd();
}

/** Runs a program anew, whether or not it has run in this process before. Throws a UserError when there is no such file. */
export function start(program: Program): unknown {
  if (typeof program !== "string") return program();
  const path = resolve(program);
  if (!existsSync(path)) throw new UserError(`there is no program ${program}: name the file that creates the resources, e.g. index.ts`);
  const exported = requireFresh(path);
  return typeof exported === "function" ? (exported as () => unknown)() : exported;
}

/**
 * Modules outside node_modules that only programs have loaded are loaded again; those that this process had loaded for itself stay
 * shared, so that classes such as errors keep their identity on both sides.
 */
function requireFresh(path: string): unknown {
  for (const file of stale) Reflect.deleteProperty(load.cache, file);
  Reflect.deleteProperty(load.cache, load.resolve(path));
  const before = new Set(Object.keys(load.cache));
  try {
    return load(path);
  } finally {
    for (const file of Object.keys(load.cache)) {
      if (!before.has(file) && !file.includes(modulesFolder)) stale.add(file);
    }
  }
}
