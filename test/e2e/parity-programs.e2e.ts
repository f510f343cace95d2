import assert from "node:assert/strict";
import { join } from "node:path";
import { Workspace } from "./harness";
import type { LiveAnswers } from "./parity/compare";
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
    it(`${name}: the offline engine plans what the real one does`, async () => {
      const workspace = await Workspace.create({ stack: "dev", program: join(__dirname, "programs", name), config, policies: false });
      try {
        const plans = bothPlans(await workspace.preview({ json: true }), await planOffline(workspace, "dev"), answers);
        assert.deepEqual(plans.offline, plans.engine);
        assert.ok(plans.engine.length > 3, String(plans.engine.length));
      } finally {
        await workspace.dispose();
      }
    });
  }
});
