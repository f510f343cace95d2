import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { checkov } from "./checkov/subject";
import { BenchError, type Sample } from "./measure";
import { type Options, optionsFrom, usage } from "./options";
import { peer, peerPackages } from "./peers";
import { type Bar, type Result, type Row, growthBars, growthOf, peerBars, rowOf } from "./result";
import { type Subject, growth, inTurn, ours, withoutCache } from "./subjects";
import { textOf } from "./table";

/** Copies of thirteen resources: about 65, 230, 1,000 and 3,000. */
const copies = [5, 18, 77, 231];

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function bench(options: Options): Promise<Result> {
  const packages = options.peer ? peerPackages() : [];
  const { previews, bars } = await previewRows(options);
  const grown = options.growth ? await growthRows(options.runs) : undefined;
  const scanned = grown === undefined || options.checkov === undefined ? [] : await scannerRows(options.checkov, options.runs, grown);
  const line = grown && growthOf(grown);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${String(cpus().length)} x ${cpus()[0]?.model ?? "unknown"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    node: process.versions.node,
    packages,
    previews,
    ...(grown && line ? { growth: { rows: [...grown, ...scanned], line } } : {}),
    bars: [...bars, ...(line ? growthBars(line) : [])],
  };
}

async function previewRows(options: Options): Promise<{ readonly previews: readonly Row[]; readonly bars: readonly Bar[] }> {
  const output = mkdtempSync(join(tmpdir(), "compliant-eks-bench-peer-"));
  try {
    const own = await ours(options.stack);
    const other = options.peer ? [await peer(output)] : [];
    const [ownRow, ...others] = await rows([own, ...other], options.runs);
    // Apart: with the cache gone, the run after it would not be a second run.
    const [cold] = await rows([withoutCache(own)], options.runs);
    const [peerRow] = others;
    return {
      previews: [ownRow, cold, peerRow].filter((row) => row !== undefined),
      bars: ownRow && peerRow ? peerBars(ownRow, peerRow) : [],
    };
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

async function growthRows(runs: number): Promise<readonly Row[]> {
  const subjects: Subject[] = [];
  for (const count of copies) subjects.push(await growth(count));
  return rows(subjects, runs);
}

/** At the two middle sizes. */
async function scannerRows(python: string, runs: number, grown: readonly Row[]): Promise<readonly Row[]> {
  const subjects: Subject[] = [];
  for (const [index, count] of copies.entries())
    if (index === 1 || index === 2) subjects.push(await checkov(python, count, grown[index]?.resources ?? 0));
  return rows(subjects, runs);
}

async function rows(subjects: readonly Subject[], runs: number): Promise<readonly Row[]> {
  const samples: readonly Sample[][] = await inTurn(subjects, runs, say);
  return subjects.map((subject, index) => rowOf(subject, samples[index] ?? []));
}

async function main(args: readonly string[]): Promise<void> {
  const options = optionsFrom(args);
  if (options.help) {
    process.stdout.write(usage);
    return;
  }
  const result = await bench(options);
  process.stdout.write(options.json ? `${JSON.stringify(result, undefined, 2)}\n` : textOf(result));
  if (result.bars.some(({ holds }) => holds === false)) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof BenchError)) throw error;
  say(error.message);
  process.exitCode = 2;
});
