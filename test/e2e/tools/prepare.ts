import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { prepareChromium } from "./chromium";
import { preparePython } from "./python";
import { type Buildable, buildables, cacheFolder, installedPulumi } from "./tools";

/** Makes what `npm run test:e2e` needs, once; says what it does while it takes its time. */
async function prepare(): Promise<void> {
  prepareChromium(say);
  preparePython(say);
  await prepareEngine();
}

async function prepareEngine(): Promise<void> {
  const installed = installedPulumi();
  if (installed !== undefined) {
    say(`using the Pulumi CLI in ${installed}`);
    return;
  }
  const folder = cacheFolder();
  const missing = buildables.filter(({ command }) => !existsSync(join(folder, command)));
  if (missing.length === 0) {
    say(`everything is there: ${folder}`);
    return;
  }
  if (spawnSync("go", ["version"]).status !== 0) {
    throw new Error("the Go toolchain is missing: install Go 1.25 or later (Debian: package golang), or the Pulumi CLI 3.250 or later");
  }
  mkdirSync(folder, { recursive: true });
  for (const tool of missing) await build(tool, folder);
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function build(tool: Buildable, folder: string): Promise<void> {
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

prepare().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
