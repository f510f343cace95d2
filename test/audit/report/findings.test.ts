import assert from "node:assert/strict";
import { hasMandatoryFailure } from "../../../audit/report/document";
import { checks, levelOf, requirements, requirementsOf } from "../../../policies/controls";
import { stackUrn } from "../judge/plans";
import { results, sample } from "./sample";

describe("the findings of a report", () => {
  const { findings } = sample();

  it("are one per check and resource for all but passes and what is not applicable, the most urgent first", () => {
    assert.deepEqual(
      findings.map(({ status, level, check }) => [status, level, check]),
      [
        ["fail", "mandatory", "eks-endpoint-not-open-to-internet"],
        ["fail", "mandatory", "waiver-of-unknown-check"],
        ["fail", "advisory", "waiver-unmatched"],
        ["error", "mandatory", "eks-support-type-standard"],
        ["deferred", "mandatory", "eks-version-in-standard-support"],
        ["not-evaluated", "mandatory", "eks-addon-version-pinned"],
        ["waived", "mandatory", "eks-endpoint-private-access-on"],
        ["left-to-people", "mandatory", "default-security-group-closed"],
      ],
    );
  });

  it("carry remedy, severity and the clauses of the chosen frameworks", () => {
    const [first] = findings;
    const check = "eks-endpoint-not-open-to-internet";
    assert.equal(first?.remedy, checks[check].remedy);
    assert.equal(first.severity, checks[check].severity);
    assert.deepEqual(
      first.requirements,
      requirementsOf(check).filter((id) => ["pci-dss", "hipaa"].includes(requirements[id].framework)),
    );
    assert.notDeepEqual(first.requirements, []);
  });

  it("say until when a waiver holds and who answers for what is left to people", () => {
    assert.equal(findings.find((finding) => finding.status === "waived")?.until, "2026-12-31");
    assert.equal(findings.find((finding) => finding.status === "left-to-people")?.owner, "network team");
  });

  it("put what concerns a waiver under the stack", () => {
    assert.equal(findings.find((finding) => finding.check === "waiver-unmatched")?.urn, stackUrn);
  });

  it("are advisory when no chosen framework asks for them", () => {
    for (const finding of sample({ frameworks: ["popia"] }).findings) {
      if (finding.check.startsWith("waiver-")) continue;
      const expected = levelOf(finding.check as Parameters<typeof levelOf>[0], ["popia"]);
      assert.equal(finding.level, expected, finding.check);
      assert.equal(finding.requirements.length > 0, expected === "mandatory", finding.check);
    }
  });
});

describe("what makes the command fail", () => {
  const table = [
    ["pass", false],
    ["fail", true],
    ["error", true],
    ["deferred", false],
    ["not-evaluated", false],
    ["not-applicable", false],
    ["left-to-people", false],
  ] as const;
  for (const [status, expected] of table) {
    it(`${expected ? "includes" : "does not include"} a mandatory check that is ${status}`, () => {
      const report = sample({ results: [{ check: "eks-endpoint-not-open-to-internet", urn: stackUrn, status, message: "m" }] });
      const findings = report.findings.filter((finding) => !finding.check.startsWith("waiver-"));
      assert.equal(hasMandatoryFailure({ ...report, findings }), expected);
    });
  }

  it("does not include an advisory failure", () => {
    const report = sample();
    const findings = report.findings.filter((finding) => finding.level === "advisory");
    assert.equal(findings[0]?.status, "fail");
    assert.equal(hasMandatoryFailure({ ...report, findings }), false);
  });

  it("is counted in the summary", () => {
    const { summary } = sample();
    assert.deepEqual(summary.findings, { mandatory: 3, advisory: 1 });
    assert.equal(
      Object.values(summary.results).reduce((sum, number) => sum + number, 0),
      results.length,
    );
  });
});
