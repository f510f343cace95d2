import assert from "node:assert/strict";
import { type DrillReport, runProbes, tallyOf } from "../../../audit/drill/drill";
import { untriedProbes } from "../../../audit/drill/not-tried";
import { type Cluster, type Probe, failed, passed } from "../../../audit/drill/probe";
import { drillToText } from "../../../audit/report/drill/text";
import { command } from "../cli/support";

const nobody: Cluster = { get: () => Promise.reject(new Error("no")), post: () => Promise.reject(new Error("no")) };
const probe = (id: string, ask: Probe["ask"]): Probe => ({ id, title: `what ${id} shows`, ask });

const probes = [
  probe("good", () => Promise.resolve(passed("3 refused"))),
  probe("cut-off", () => Promise.reject(Object.assign(new Error("a secret text"), { code: "ECONNRESET" }))),
  probe("bad", () => Promise.resolve(failed("it is accepted"))),
  ...untriedProbes,
];

describe("a drill", () => {
  it("takes a probe that breaks for an error, quotes nothing of it, and goes on", async () => {
    const results = await runProbes(probes, nobody, () => undefined);
    assert.deepEqual(
      results.slice(0, 3).map(({ status }) => status),
      ["pass", "error", "fail"],
    );
    assert.match(results[1]?.message ?? "", /ECONNRESET/);
    assert.doesNotMatch(JSON.stringify(results), /secret text/);
    assert.deepEqual(tallyOf(results), { pass: 1, fail: 1, error: 1, "not-evaluated": 6 });
  });

  it("says in 80 columns what failed first, what was not tried, and nothing stronger than tested", async () => {
    const results = await runProbes(probes, nobody, () => undefined);
    const report: DrillReport = {
      schemaVersion: 1,
      kind: "drill",
      tool: { name: "compliant-eks", version: "0.0.0" },
      stack: "dev",
      cluster: { server: "https://cluster.example.com", version: "v1.36.0" },
      namespace: "records",
      time: "2026-11-29T12:00:00.000Z",
      summary: tallyOf(results),
      probes: results,
    };
    const text = drillToText(report, { width: 80, colour: false });
    assert.ok(text.split("\n").every((line) => line.length <= 80));
    assert.ok(text.indexOf("FAIL       bad") < text.indexOf("ERROR      cut-off"));
    assert.ok(text.indexOf("not tried") < text.indexOf("tested     good"));
    assert.match(text, /1 probe tested, 1 failed, 1 in error, 6 not tried\./);
    assert.doesNotMatch(text.replaceAll("compliant-eks", ""), /compliant/i);
  });

  const mistakes: readonly (readonly [it: string, args: readonly string[], says: RegExp])[] = [
    ["without a stack", [], /required option '--stack <name>' not specified/],
    ["of a stack without tenants", ["--stack", "staging", "--kubeconfig", "nowhere"], /nowhere cannot be read|has no namespace/],
    ["without a kubeconfig that is there", ["--stack", "dev", "--kubeconfig", "nowhere"], /nowhere cannot be read/],
  ];
  for (const [sentence, args, says] of mistakes)
    it(`${sentence} ends with one sentence, exit code 2 and no report`, async () => {
      const { code, out, err } = await command(["drill", ...args]);
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, says);
    });
});
