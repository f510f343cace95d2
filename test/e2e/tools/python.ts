import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheBase } from "./cache";

const requirements = join(__dirname, "python/requirements.txt");

/** A Python environment with the pinned packages, one folder per set of pins. */
function environment(): string {
  const hash = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  return join(cacheBase(), `python-${hash.slice(0, 16)}`);
}

const complete = (folder: string): string => join(folder, "complete");

/** The interpreter that has the packages. Throws with the remedy when it is not there. */
export function findPython(): string {
  const folder = environment();
  if (!existsSync(complete(folder))) throw new Error("the Python packages of the tests are missing; run `npm run test:e2e:prepare`");
  return join(folder, "bin/python");
}

/** Makes the environment unless it is there. Throws with the remedy when Python or its registry fails. */
export function preparePython(say: (text: string) => void): void {
  const folder = environment();
  if (existsSync(complete(folder))) return;
  say("installing the analyser of policy documents and the account on loopback ...");
  mkdirSync(dirname(folder), { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  must(
    "python3",
    ["-m", "venv", folder],
    "Python 3.10 or later with its module venv is missing (Debian: packages python3 and python3-venv)",
  );
  must(
    join(folder, "bin/python"),
    ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement", requirements],
    "the Python packages could not be installed; what pip said is above",
  );
  writeFileSync(complete(folder), "");
}

function must(command: string, args: readonly string[], problem: string): void {
  const { status } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) throw new Error(problem);
}
