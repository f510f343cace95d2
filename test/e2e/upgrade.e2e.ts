import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { said, within } from "./support";

/** States that `up` of the stack dev gave on earlier days; docs/testing.md says how to record one. */
const folder = join(__dirname, "states");

/** What nobody may lose in an update: keys, data and the cluster itself. */
const stateful =
  /^(aws:kms\/key:Key|aws:eks\/cluster:Cluster|aws:ebs\/volume:Volume|aws:s3\/bucket:Bucket.*|aws:cloudwatch\/logGroup:LogGroup)$/;

describe("an update from an earlier state", () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    it(`replaces no key, log group, volume, bucket or cluster: ${file}`, async () => {
      await within({ stack: "dev", policies: false }, async (workspace) => {
        await workspace.importState(JSON.parse(readFileSync(join(folder, file), "utf8")) as unknown);
        const run = await workspace.preview();
        assert.equal(run.code, 0, said(run));
        assert.ok((run.summary["same"] ?? 0) > 0, JSON.stringify(run.summary));
        const lost = run.steps.filter(({ op, type }) => stateful.test(type) && (op.includes("replace") || op.includes("delete")));
        assert.deepEqual(lost, []);
      });
    });
  }
});
