import assert from "node:assert/strict";
import { type Known, toBaseline } from "../../../audit/report/baseline";
import { compare, forbidden } from "../../../audit/report/compare";
import { comparisonJson, comparisonMarkdown, comparisonText } from "../../../audit/report/comparison";
import type { PlanReport } from "../../../audit/report/document";

const finding = (check: string, status: Known["status"] = "fail", level: Known["level"] = "mandatory"): Known => ({
  check,
  urn: "urn:pulumi:s::p::aws:s3/bucket:Bucket::b",
  level,
  status,
});
const between = (base: readonly Known[], head: readonly Known[]) => compare({ findings: base }, { findings: head });
const ids = (findings: readonly Known[]): readonly string[] => findings.map(({ check }) => check);

describe("the comparison of two reports", () => {
  const rows: readonly (readonly [before: Known["status"] | undefined, after: Known["status"] | undefined, parts: readonly string[]])[] = [
    [undefined, "fail", ["added"]],
    [undefined, "error", ["added", "lost"]],
    ["deferred", "fail", ["added"]],
    ["not-evaluated", "fail", ["added"]],
    ["waived", "fail", ["added"]],
    ["fail", "fail", []],
    ["error", "fail", []],
    ["fail", "error", ["lost"]],
    ["fail", undefined, ["fixed"]],
    ["fail", "waived", ["waived"]],
    [undefined, "waived", ["waived"]],
    ["waived", "waived", []],
    ["waived", undefined, []],
    ["fail", "not-evaluated", ["lost"]],
    ["fail", "deferred", ["lost"]],
    [undefined, "not-evaluated", ["lost"]],
    ["deferred", "not-evaluated", []],
    ["not-evaluated", undefined, []],
    [undefined, "left-to-people", []],
    ["fail", "left-to-people", []],
  ];
  for (const [before, after, parts] of rows)
    it(`says ${parts.join(" and ") || "nothing"} of ${before ?? "no finding"} that became ${after ?? "none"}`, () => {
      const found = between(before === undefined ? [] : [finding("c", before)], after === undefined ? [] : [finding("c", after)]);
      assert.deepEqual(
        Object.entries<readonly Known[]>({ ...found })
          .filter(([, list]) => list.length > 0)
          .map(([part]) => part),
        parts,
      );
    });

  it("forbids a new mandatory failure, and nothing else", () => {
    const cases = [
      between([], [finding("c")]),
      between([], [finding("c", "error")]),
      between([finding("c")], [finding("c")]),
      between([], [finding("c", "fail", "advisory")]),
      between([], [finding("c", "not-evaluated")]),
    ];
    assert.deepEqual(
      cases.map((one) => forbidden(one).length),
      [1, 1, 0, 0, 0],
    );
  });

  it("takes the same check on another resource for another finding", () => {
    const elsewhere = { ...finding("c"), urn: "urn:pulumi:s::p::aws:s3/bucket:Bucket::other" };
    const { added, fixed } = between([finding("c")], [elsewhere]);
    assert.deepEqual([ids(added), ids(fixed)], [["c"], ["c"]]);
  });

  it("is told in lines, in a comment and in JSON", () => {
    const found = between([finding("old")], [finding("fresh")]);
    assert.match(
      comparisonText(found, 80),
      /^1 new mandatory finding\n\nNew \(1\)\n {2}fresh \(mandatory, fail\): b \[aws:s3\/bucket:Bucket\]\n\nFixed \(1\)\n {2}old/,
    );
    assert.match(comparisonMarkdown(found), /1 new, 1 fixed, 0 newly waived, 0 lost coverage\.\n\n### New/);
    assert.deepEqual(JSON.parse(comparisonJson(found)), {
      new: [finding("fresh")],
      fixed: [finding("old")],
      newlyWaived: [],
      lostCoverage: [],
    });
    assert.equal(comparisonText(between([], []), 80), "no new mandatory finding\n\nnothing changed\n");
  });

  it("lets no name of a resource end a cell or begin markup of a comment", () => {
    const odd = { ...finding("c"), urn: "urn:pulumi:s::p::t::a`|<b>[x](y)\n# z" };
    const [line] = comparisonMarkdown(between([], [odd]))
      .split("\n")
      .filter((text) => text.startsWith("| `c`"));
    assert.equal(line?.split("|").length, 5);
    assert.doesNotMatch(line, /[<>[]x/);
  });
});

describe("a baseline", () => {
  const report = (...findings: readonly Known[]) =>
    ({ schemaVersion: 1, tool: { name: "compliant-eks", version: "1" }, project: "p", stack: "s", findings }) as unknown as PlanReport;

  it("is the same whatever the order, and one line for each finding", () => {
    const [one, other] = [finding("a"), finding("b")];
    assert.equal(toBaseline(report(one, other)), toBaseline(report(other, one)));
    assert.equal(
      toBaseline(report(one, other))
        .split("\n")
        .filter((line) => line.includes('"check"')).length,
      2,
    );
    assert.deepEqual(JSON.parse(toBaseline(report())), { schemaVersion: 1, tool: "compliant-eks", project: "p", stack: "s", findings: [] });
  });

  it("excuses the failures that it holds, and no others", () => {
    const now = [finding("old"), finding("fresh"), finding("gentle", "fail", "advisory"), finding("waived", "waived")];
    const left = (...known: readonly Known[]) => ids(forbidden(between(known, now)));
    assert.deepEqual(left(finding("old")), ["fresh"]);
    assert.deepEqual(left(finding("old", "deferred")), ["old", "fresh"]);
  });
});
