import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly steps: readonly Step[];
        readonly environment?: string;
        readonly needs?: string;
        readonly permissions?: Readonly<Record<string, string>>;
        readonly strategy?: { readonly matrix: { readonly stack: readonly string[] } };
        readonly "timeout-minutes"?: number;
      }
    >
  >;
}

const folder = join(process.cwd(), ".github/workflows");
const files = readdirSync(folder);
const workflow = (file: string): Workflow => parse(readFileSync(join(folder, file), "utf8")) as Workflow;
const stacks = readdirSync(process.cwd()).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
const stepsOf = (file: string): readonly Step[] => Object.values(workflow(file).jobs).flatMap(({ steps }) => steps);

describe("the workflows", () => {
  for (const file of files) {
    it(`${file} gives its token no right to write but where a job names it, and ends every job`, () => {
      const { permissions, jobs } = workflow(file);
      assert.equal(permissions["contents"], "read");
      assert.ok(Object.entries(permissions).every(([scope, right]) => right === "read" || scope === "id-token"));
      for (const job of Object.values(jobs)) assert.ok((job["timeout-minutes"] ?? 0) > 0);
    });

    it(`${file} pastes nothing that a stranger wrote into a shell`, () => {
      for (const { run = "" } of stepsOf(file))
        for (const [, expression = ""] of run.matchAll(/\$\{\{\s*(.*?)\s*\}\}/g)) assert.equal(expression, "matrix.stack");
    });

    it(`${file} runs commands and scripts that there are`, () => {
      const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { readonly scripts: Readonly<Record<string, string>> };
      for (const { run = "" } of stepsOf(file)) {
        for (const [, name = ""] of run.matchAll(/npm run (?:-s )?([\w:]+)/g)) assert.ok(scripts[name] !== undefined, name);
        for (const [, name = ""] of run.matchAll(/npx compliant-eks (\w+)/g)) {
          assert.equal(spawnSync(process.execPath, ["audit/cli/compliant-eks.cjs", name, "--help"]).status, 0, name);
        }
      }
    });
  }

  it("judge every stack of the program in a pull request, offline", () => {
    assert.deepEqual([...(workflow("pull-request.yml").jobs["preview"]?.strategy?.matrix.stack ?? [])].sort(), [...stacks].sort());
    assert.ok(stepsOf("pull-request.yml").every(({ run = "", uses = "" }) => !/\bpulumi\b|aws-actions/.test(`${run} ${uses}`)));
  });

  it("ask a person after the preview and before the update, and run both with the policy pack", () => {
    const { preview, up } = workflow("deploy.yml").jobs;
    assert.equal(up?.needs, "preview");
    assert.notEqual(up.environment, preview?.environment);
    const updates = stepsOf("deploy.yml").filter(({ run = "" }) => /^pulumi (up|preview)/.test(run));
    assert.equal(updates.length, 3);
    for (const { run = "" } of updates) assert.match(run, /--policy-pack policies/);
  });
});
