import assert from "node:assert/strict";
import { join } from "node:path";
import { Workspace } from "./harness";
import type { LiveAnswers } from "./parity/compare";
import { bothFindings, unableToRun } from "./parity/findings";
import { bothPlans, planOffline } from "./parity/workspace-plan";

const config = { "aws:region": "eu-central-1", "aws:allowedAccountIds": ["111122223333"] };

/** Folder under programs/ -> what only an account or another stack can answer. */
const programs: readonly (readonly [string, LiveAnswers])[] = [
  ["options", []],
  ["transforms", []],
  ["providers", []],
  ["values", []],
  ["functions", ["key tags.account-caller", "key tags.account-image", "key tags.account-parameter"]],
  ["references", ["from-stack bucket"]],
];

describe("parity of small programs", () => {
  for (const [name, answers] of programs) {
    it(`${name}: plan and findings are the same offline and on the real engine, and every policy could run`, async () => {
      const workspace = await Workspace.create({ stack: "dev", program: join(__dirname, "programs", name), config });
      try {
        const run = await workspace.preview({ json: true });
        const offline = await planOffline(workspace, "dev");
        const plans = bothPlans(run, offline, answers);
        assert.deepEqual(plans.offline, plans.engine);
        assert.ok(plans.engine.length > 3, String(plans.engine.length));
        const { pack, judge } = bothFindings(run, offline);
        assert.deepEqual(judge, pack);
        assert.ok(judge.failed.length > 0);
        assert.deepEqual(unableToRun(run), []);
      } finally {
        await workspace.dispose();
      }
    });
  }
});
