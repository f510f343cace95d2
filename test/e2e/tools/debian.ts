import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A program that Debian has as a package. */
export interface Packaged {
  readonly name: string;
  readonly package: string;
  readonly commands: readonly string[];
  /** A variable that may name the program instead. */
  readonly variable?: string;
}

export const chromium: Packaged = {
  name: "Chromium",
  package: "chromium",
  commands: ["chromium", "chromium-browser", "google-chrome"],
  variable: "CHROMIUM",
};

/** It holds libsinsp, which compiles the conditions of Falco. */
export const sysdig: Packaged = { name: "sysdig", package: "sysdig", commands: ["sysdig"] };

/** The program that the variable names, else the first one on PATH; undefined when there is none. */
function installed({ commands, variable }: Packaged): string | undefined {
  const named = variable === undefined ? undefined : process.env[variable];
  if (named !== undefined && named !== "") return named;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return commands.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

const or = ({ variable }: Packaged): string => (variable === undefined ? "" : `, or name one in the variable ${variable}`);

/** Throws with the remedy when there is none. */
export function findPackaged(program: Packaged): string {
  const found = installed(program);
  if (found === undefined) throw new Error(`${program.name} is missing; run \`npm run test:e2e:prepare\`${or(program)}`);
  return found;
}

/** Installs Debian's package unless there is one. Throws with the remedy where it may not or cannot. */
export function preparePackaged(program: Packaged, say: (text: string) => void): void {
  if (installed(program) !== undefined) return;
  const remedy = `install ${program.name} (Debian: apt-get install ${program.package})${or(program)}`;
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0)
    throw new Error(`${program.name} is missing: ${remedy}`);
  say(`installing ${program.name} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args: readonly string[]): number | null =>
    spawnSync("apt-get", ["-qq", ...args], { env, stdio: ["ignore", 2, 2] }).status;
  if (apt("update") !== 0 || apt("install", "--yes", "--no-install-recommends", program.package) !== 0)
    throw new Error(`${program.name} could not be installed; what apt-get said is above. Else ${remedy}`);
}
