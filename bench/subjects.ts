import { readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { BenchError, type Command, type Sample, measure } from "./measure";

/** Something that is measured: a command, and how many resources it judges. */
export interface Subject {
  readonly name: string;
  readonly resources: number;
  readonly command: Command;
  /** Before each run, not measured. */
  readonly before?: () => void;
}

const root = resolve(__dirname, "..");
const program = join(root, "audit", "cli", "compliant-eks.cjs");

/** The offline preview of our own program: a user's second run. */
export async function ours(stack: string): Promise<Subject> {
  const command: Command = { args: [program, "preview", "--stack", stack, "--format", "json"], cwd: root };
  return { name: `preview of ${stack}`, resources: await resourcesOf(command), command };
}

/** The same with nothing kept from an earlier run: sources are bundled first. */
export function withoutCache(subject: Subject): Subject {
  return { ...subject, name: `${subject.name}, no cache`, before: dropCache };
}

function dropCache(): void {
  const cache = join(root, "node_modules", ".cache", "compliant-eks");
  for (const name of readdirSync(cache).filter((entry) => /^(bundle-.*\.cjs|compiled)$/.test(entry))) {
    rmSync(join(cache, name), { recursive: true, force: true });
  }
}

/** A foreign program with a number of copies of the same thirteen resources. */
export async function growth(copies: number): Promise<Subject> {
  const command: Command = {
    args: [program, "preview", "--stack", "bench", "--format", "json"],
    cwd: join(__dirname, "growth"),
    env: { BENCH_COPIES: String(copies) },
  };
  return { name: `${String(copies)} copies`, resources: await resourcesOf(command), command };
}

/** Runs the preview once, which also fills the cache. */
async function resourcesOf(command: Command): Promise<number> {
  const { stdout } = await measure(command);
  const { summary } = JSON.parse(stdout) as { summary?: { resources?: number } };
  if (summary?.resources === undefined) throw new BenchError("the preview did not say how many resources it planned");
  return summary.resources;
}

/** One process after the other, in turn, so that what the machine does besides falls on all alike. */
export async function inTurn(subjects: readonly Subject[], runs: number, say: (text: string) => void): Promise<readonly Sample[][]> {
  const samples: Sample[][] = subjects.map(() => []);
  for (let run = 1; run <= runs; run++) {
    say(`run ${String(run)} of ${String(runs)}: ${subjects.map(({ name }) => name).join(", ")}`);
    for (const [index, { command, before }] of subjects.entries()) {
      before?.();
      samples[index]?.push(await measure(command));
    }
  }
  return samples;
}
