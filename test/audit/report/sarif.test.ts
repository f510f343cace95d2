import assert from "node:assert/strict";
import type { Log, Result } from "sarif";
import { toSarif } from "../../../audit/report/sarif";
import { clusterUrn, resources, sample } from "./sample";

const log = (report = sample()): Log => JSON.parse(toSarif(report)) as Log;
const results = (of: Log): readonly Result[] => of.runs[0]?.results ?? [];
const resultOf = (check: string, of = log()): Result => {
  const found = results(of).find(({ ruleId }) => ruleId === check);
  assert.ok(found, check);
  return found;
};

/** The sample with a line for the cluster, as a program run from its sources gives. */
const positioned = (programPath?: string) => ({
  ...sample({
    resources: resources.map((one) => (one.urn === clusterUrn ? { ...one, sourcePosition: "components/a b/cluster.ts:47:19" } : one)),
  }),
  ...(programPath === undefined ? {} : { programPath }),
});

describe("the SARIF form of a report", () => {
  it("has one result for each finding, and a rule for each of their checks", () => {
    const report = sample();
    const actual = results(log(report)).map(
      ({ ruleId, locations }) => `${ruleId ?? ""} ${locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName ?? ""}`,
    );
    assert.deepEqual(actual.sort(), report.findings.map(({ check, urn }) => `${check} ${urn}`).sort());
    const rules = log(report).runs[0]?.tool.driver.rules ?? [];
    assert.ok(rules.length > 5);
    for (const { ruleId, ruleIndex = -1 } of results(log(report))) assert.equal(rules[ruleIndex]?.id, ruleId);
  });

  const kinds = [
    ["eks-endpoint-not-open-to-internet", "fail", "error"],
    ["waiver-unmatched", "fail", "warning"],
    ["eks-support-type-standard", "open", "none"],
    ["eks-version-in-standard-support", "open", "none"],
    ["eks-addon-version-pinned", "open", "none"],
    ["default-security-group-closed", "review", "none"],
  ] as const;
  for (const [check, kind, level] of kinds)
    it(`${check} is of the kind ${kind} and the level ${level}`, () => {
      const result = resultOf(check);
      assert.deepEqual([result.kind, result.level], [kind, level]);
    });

  it("says of a waived finding that it is suppressed, and until when", () => {
    assert.match(resultOf("eks-endpoint-private-access-on").suppressions?.[0]?.justification ?? "", /2026-12-31/);
    assert.equal(resultOf("eks-endpoint-not-open-to-internet").suppressions, undefined);
  });

  it("points to the line that makes the resource, below the root of the repository", () => {
    const where = resultOf("eks-endpoint-not-open-to-internet", log(positioned("infra/"))).locations?.[0]?.physicalLocation;
    assert.equal(where?.artifactLocation?.uri, "infra/components/a%20b/cluster.ts");
    assert.deepEqual(where.region, { startLine: 47, startColumn: 19 });
  });

  it("points to the stack's file where no line is known, for code scanning takes no result without a file", () => {
    for (const { locations } of results(log())) assert.equal(locations?.[0]?.physicalLocation?.artifactLocation?.uri, "Pulumi.dev.yaml");
  });

  it("knows a finding again when its line or its words change", () => {
    const prints = (of: Log) => results(of).map(({ partialFingerprints }) => partialFingerprints?.["checkAndResource/v1"]);
    assert.deepEqual(prints(log(positioned())), prints(log()));
    assert.equal(new Set(prints(log())).size, results(log()).length);
  });
});
