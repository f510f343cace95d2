import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";

/** One command that is built from a pinned Go module. */
export interface Buildable {
  readonly command: string;
  /** Folder beside this file that holds the pins. */
  readonly folder: string;
  readonly package: string;
  readonly linker: string;
}

export type Say = (text: string) => void;

/** Those that the folder does not hold yet. */
export const missingOf = <Tool extends Buildable>(tools: readonly Tool[], folder: string): readonly Tool[] =>
  tools.filter(({ command }) => !existsSync(join(folder, command)));

/** Throws with the remedy when there is no Go toolchain. */
export function needGo(otherwise: string): void {
  if (spawnSync("go", ["version"]).status === 0) return;
  throw new Error(`the Go toolchain is missing: install Go 1.26 or later (Debian: package golang), or ${otherwise}`);
}

/** Builds what is missing in the folder, one after the other: they share what is compiled. Says what it does while it takes its time. */
export async function buildMissing(tools: readonly Buildable[], folder: string, say: Say): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const tool of missingOf(tools, folder)) await build(tool, folder, say);
}

async function build(tool: Buildable, folder: string, say: Say): Promise<void> {
  const start = Date.now();
  const seconds = (): string => String(Math.round((Date.now() - start) / 1000));
  say(`building ${tool.command}; the first time this takes minutes ...`);
  const ticker = setInterval(() => say(`  ${tool.command}: ${seconds()} s`), 30_000);
  const draft = join(folder, `${tool.command}.draft`);
  try {
    const args = ["build", "-trimpath", "-ldflags", tool.linker, "-o", draft, tool.package];
    const env = { ...process.env, CGO_ENABLED: "0", GOFLAGS: "-mod=readonly" };
    const status = await run("go", args, join(__dirname, tool.folder), env);
    if (status !== 0) throw new Error(`building ${tool.command} failed; what Go said is above`);
    renameSync(draft, join(folder, tool.command));
  } finally {
    clearInterval(ticker);
  }
  say(`built ${tool.command} in ${seconds()} s`);
}

function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<number | null> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", fail);
    child.on("exit", (code) => done(code));
  });
}
