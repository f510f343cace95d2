import { parseArgs } from "node:util";
import { BenchError } from "./measure";

export interface Options {
  readonly runs: number;
  readonly stack: string;
  readonly json: boolean;
  readonly peer: boolean;
  readonly growth: boolean;
  /** A Python that has checkov. */
  readonly checkov?: string;
  readonly help: boolean;
}

export const usage = `Usage: npm run -s bench -- [options]

Measures the offline preview beside a peer and against the size of a program.
Exit code 0: every bar holds; 1: one is missed; 2: nothing was measured.

  --runs <n>      measured runs of each, 5 when left out
  --stack <name>  stack to preview, prod when left out
  --json          JSON instead of a table
  --no-peer       leave the peer out; it needs \`npm ci --ignore-scripts --prefix bench\`
  --no-growth     leave the growth with size out
  --checkov <python>  measure checkov beside the growth; a Python that has it
  --help          this text
`;

/** Throws a BenchError that says what to write instead. */
export function optionsFrom(args: readonly string[]): Options {
  const { runs, stack, json, help, checkov, ...left } = parsed(args);
  const count = Number(runs);
  if (!Number.isInteger(count) || count < 1) throw new BenchError("--runs: give a whole number of 1 or more");
  return {
    runs: count,
    stack,
    json,
    help,
    peer: !left["no-peer"],
    growth: !left["no-growth"],
    ...(checkov === undefined ? {} : { checkov }),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        runs: { type: "string", default: "5" },
        stack: { type: "string", default: "prod" },
        json: { type: "boolean", default: false },
        "no-peer": { type: "boolean", default: false },
        "no-growth": { type: "boolean", default: false },
        checkov: { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(".")[0] : "not understood";
    throw new BenchError(`${reason ?? ""}; \`npm run -s bench -- --help\` lists the options`);
  }
}
