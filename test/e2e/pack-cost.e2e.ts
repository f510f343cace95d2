import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { previewChecks } from "../../policies/preview";
import { type EngineRun, Workspace } from "./harness";
import { unableToRun } from "./parity/findings";
import { findTools } from "./tools/pulumi";

const rounds = 3;
/** Of thirteen resources each; with one network for all and the stack itself they are 249. */
const copies = 19;

const program = join(__dirname, "../../bench/growth/program.cjs");

interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

/** In a folder of its own, a CLI in front of the real one that writes down what its processes took together. */
async function timedWorkspace(policies: boolean): Promise<Workspace> {
  const workspace = await Workspace.create({
    stack: "bench",
    policies,
    program: {
      "index.ts": `process.env.BENCH_COPIES = "${String(copies)}";\nrequire("./program.cjs");\n`,
      "program.cjs": readFileSync(program, "utf8"),
    },
    config: { "aws:region": "eu-west-1", "aws:allowedAccountIds": ["111122223333"] },
  });
  const real = findTools().path.map((folder) => join(folder, "pulumi"));
  const cli = real.find((file) => existsSync(file));
  assert.ok(cli !== undefined);
  const wrapper = join(workspace.base, "plugins/pulumi");
  writeFileSync(wrapper, `#!/usr/bin/env bash\n"${cli}" "$@"\nended=$?\ntimes > "${join(workspace.base, "times")}"\nexit $ended\n`);
  chmodSync(wrapper, 0o755);
  return workspace;
}

/** Bash's `times`: its own, then those of the programs that it waited for; minutes and seconds of user and system. */
function cpuOf(workspace: Workspace): number {
  const [, children = ""] = readFileSync(join(workspace.base, "times"), "utf8").split("\n");
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

async function timed(workspace: Workspace): Promise<{ readonly run: EngineRun; readonly cost: Cost }> {
  const start = performance.now();
  const run = await workspace.preview();
  return { run, cost: { wall: (performance.now() - start) / 1000, cpu: cpuOf(workspace) } };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

describe("the pack on a real preview", () => {
  it("judges about 250 resources with every check, and what it costs is measured in turn with previews without it", async () => {
    const workspaces = [await timedWorkspace(false), await timedWorkspace(true)] as const;
    try {
      const costs: [Cost[], Cost[]] = [[], []];
      for (let round = 0; round < rounds; round += 1)
        for (const [index, workspace] of workspaces.entries()) {
          const { run, cost } = await timed(workspace);
          assert.equal(run.summary["create"], copies * 13 + 2, run.stderr);
          assert.equal(run.violations.length > 0, index === 1);
          assert.deepEqual(unableToRun(run), []);
          costs[index]?.push(cost);
        }
      const rows = costs.map((of) => ({ cpu: median(of.map(({ cpu }) => cpu)), wall: median(of.map(({ wall }) => wall)) }));
      console.log(`      ${"seconds, median of ".concat(String(rounds)).padEnd(34)}   CPU   wall`);
      for (const [index, { cpu, wall }] of rows.entries())
        console.log(
          `      ${(index === 0 ? "without the pack" : `with ${String(Object.keys(previewChecks).length)} checks`).padEnd(34)}${cpu.toFixed(1).padStart(6)} ${wall.toFixed(1).padStart(6)}`,
        );
    } finally {
      for (const workspace of workspaces) await workspace.dispose();
    }
  });
});
