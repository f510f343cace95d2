import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { invokeAnswers } from "../../audit/plan/invoke-answers";
import type { Json } from "../../audit/plan/values";
import { type Edit, Workspace } from "./harness";
import type { LiveAnswers } from "./parity/compare";
import { bothFindings, unableToRun } from "./parity/findings";
import { bothPlans, planOffline } from "./parity/workspace-plan";

const programs = join(__dirname, "../fixtures/programs");

interface Foreign {
  readonly stack: string;
  readonly entry: string;
  readonly edits: readonly Edit[];
  readonly answers: LiveAnswers;
}

/** Nobody made the stack to which the shop refers: the file backend has only its own, which has no outputs yet. */
const ownStack: readonly Edit[] = [
  { file: "index.ts", from: '"organization/network/prod"', to: "`organization/${pulumi.getProject()}/${pulumi.getStack()}`" },
  {
    file: "index.ts",
    from: 'network.getOutput("privateSubnetIds") as pulumi.Output<string[]>',
    to: '[network.getOutput("privateSubnetIds").apply((ids) => String(ids ?? "subnet-1"))]',
  },
];

const foreign: Readonly<Record<string, Foreign>> = {
  "web-shop": { stack: "prod", entry: "index.ts", edits: ownStack, answers: ["shop networkConfiguration.subnets.0"] },
  "data-lake": { stack: "eu", entry: "lake.js", edits: [], answers: [] },
  "kubernetes-app": { stack: "dev", entry: "index.ts", edits: [], answers: [] },
};

/** The stack file without exceptions: what is compared are findings before any is waived. */
function configOf(name: string, stack: string): Readonly<Record<string, unknown>> {
  const { config } = parse(readFileSync(join(programs, name, `Pulumi.${stack}.yaml`), "utf8")) as { config: Record<string, unknown> };
  const platform = { ...(config["compliant-eks:platform"] as object), waivers: [] };
  return { "aws:region": "eu-west-1", ...config, "small:replicas": 2, "compliant-eks:platform": platform };
}

function invokesOf(name: string): Json {
  try {
    return JSON.parse(readFileSync(join(programs, name, "invokes.json"), "utf8")) as Json;
  } catch {
    return [];
  }
}

describe("parity of programs of other teams", () => {
  for (const [name, { stack, entry, edits, answers }] of Object.entries(foreign)) {
    it(`${name}: plan and findings are the same offline and on the real engine, and every policy could run`, async () => {
      const workspace = await Workspace.create({ stack, program: join(programs, name), config: configOf(name, stack), edits });
      try {
        const run = await workspace.preview({ json: true });
        const offline = await planOffline(workspace, stack, { entry, invokes: invokeAnswers(invokesOf(name), "invokes.json") });
        const plans = bothPlans(run, offline, answers);
        assert.deepEqual(plans.offline, plans.engine);
        const { pack, judge } = bothFindings(run, offline);
        assert.deepEqual(judge, pack);
        assert.ok(judge.failed.length > 3);
        assert.deepEqual(unableToRun(run), []);
      } finally {
        await workspace.dispose();
      }
    });
  }
});
