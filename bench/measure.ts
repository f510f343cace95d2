import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A command of Node.js, or of another program that writes its own usage: its arguments, where it runs, what is added to its environment. */
export interface Command {
  readonly program?: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What one process took. CPU is that of the process with all its threads, not of programs that it starts. */
export interface Sample {
  readonly userMs: number;
  readonly systemMs: number;
  readonly wallMs: number;
  readonly peakMiB: number;
}

export interface Measured extends Sample {
  readonly stdout: string;
}

/** Thrown for what keeps the bench from measuring; its message says what to do. */
export class BenchError extends Error {}

const probe = join(__dirname, "probe.cjs");

/** Runs a command in a new process. Exit code 1 is a verdict with findings; any other than 0 and 1 is a failure. */
export async function measure(command: Command): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "compliant-eks-bench-"));
  const usage = join(folder, "usage.json");
  try {
    const start = process.hrtime.bigint();
    const stdout = await output(command, usage);
    const wallMs = Number(process.hrtime.bigint() - start) / 1e6;
    return { stdout, wallMs, ...used(usage) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function output({ program, args, cwd, env }: Command, usage: string): Promise<string> {
  const [command, all] = program === undefined ? [process.execPath, ["--require", probe, ...args]] : [program, args];
  const child = spawn(command, [...all], {
    cwd,
    env: { ...process.env, ...env, BENCH_USAGE: usage },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => {
      if (code === 0 || code === 1) done(stdout);
      else failed(new BenchError(`${program ?? "node"} ${args.join(" ")} ended with ${String(code)}: ${stderr.trim().slice(-500)}`));
    });
  });
}

/** `process.resourceUsage()` gives microseconds and KiB. */
function used(file: string): Omit<Sample, "wallMs"> {
  const usage = JSON.parse(readFileSync(file, "utf8")) as Record<"userCPUTime" | "systemCPUTime" | "maxRSS", number>;
  return { userMs: usage.userCPUTime / 1000, systemMs: usage.systemCPUTime / 1000, peakMiB: usage.maxRSS / 1024 };
}
