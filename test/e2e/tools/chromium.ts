import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** The browser that `CHROMIUM` names, else the first one on PATH; undefined when there is none. */
function installed(): string | undefined {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") return named;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

/** Throws with the remedy when there is no browser. */
export function findChromium(): string {
  const found = installed();
  if (found === undefined) throw new Error("Chromium is missing; run `npm run test:e2e:prepare`, or name one in the variable CHROMIUM");
  return found;
}

/** Installs Debian's Chromium unless there is one. Throws with the remedy where it may not or cannot. */
export function prepareChromium(say: (text: string) => void): void {
  if (installed() !== undefined) return;
  const remedy = "install Chromium (Debian: apt-get install chromium), or name one in the variable CHROMIUM";
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) throw new Error(`Chromium is missing: ${remedy}`);
  say("installing Chromium ...");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args: readonly string[]): number | null =>
    spawnSync("apt-get", ["-qq", ...args], { env, stdio: ["ignore", 2, 2] }).status;
  if (apt("update") !== 0 || apt("install", "--yes", "--no-install-recommends", "chromium") !== 0)
    throw new Error(`Chromium could not be installed; what apt-get said is above. Else ${remedy}`);
}
