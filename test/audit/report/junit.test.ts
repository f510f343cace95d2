import assert from "node:assert/strict";
import type { CheckResult } from "../../../audit/judge/result";
import { toJunit } from "../../../audit/report/junit";
import { clusterUrn, sample } from "./sample";

interface Case {
  readonly name: string;
  readonly outcome: string;
}

/** The cases of a report. Throws when the XML is not well-formed: a tag that is not closed, a bare `<` or `&`, a forbidden character. */
function casesOf(xml: string): readonly Case[] {
  const open: string[] = [];
  const cases: { name: string; outcome: string }[] = [];
  const rest = xml
    .replace(/^<\?xml[^>]*\?>/, "")
    .replace(/<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g, (_, closing: string, tag: string, attributes: string, empty: string) => {
      if (closing !== "") assert.equal(open.pop(), tag);
      else if (empty === "") open.push(tag);
      if (closing === "" && tag === "testcase") cases.push({ name: / name="([^"]*)"/.exec(attributes)?.[1] ?? "", outcome: "passed" });
      if (closing === "" && ["failure", "error", "skipped"].includes(tag)) Object.assign(cases.at(-1) ?? {}, { outcome: tag });
      return "";
    });
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /</);
  assert.doesNotMatch(xml, /&(?!(amp|lt|gt|quot);)/);
  assert.doesNotMatch(xml, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  return cases;
}

describe("the JUnit form of a report", () => {
  it("has one case for each check and each finding of the stack", () => {
    const report = sample();
    const expected = new Set([...report.checks.map(({ id }) => id), ...report.findings.map(({ check }) => check)]);
    assert.deepEqual(
      casesOf(toJunit(report))
        .map(({ name }) => name)
        .sort(),
      [...expected].sort(),
    );
  });

  const outcomes = [
    ["eks-cluster-present", "passed"],
    ["eks-endpoint-not-open-to-internet", "failure"],
    ["eks-support-type-standard", "error"],
    ["eks-version-in-standard-support", "skipped"],
    ["eks-addon-version-pinned", "skipped"],
    ["security-group-no-open-egress", "skipped"],
    ["default-security-group-closed", "skipped"],
    ["eks-endpoint-private-access-on", "skipped"],
  ] as const;
  for (const [check, outcome] of outcomes)
    it(`${check} is ${outcome}: what is not known, waived or left to people is no success`, () => {
      assert.equal(casesOf(toJunit(sample())).find(({ name }) => name === check)?.outcome, outcome);
    });

  it("counts as its cases say", () => {
    const xml = toJunit(sample());
    const cases = casesOf(xml);
    const count = (outcome: string): string => String(cases.filter((one) => one.outcome === outcome).length);
    const said = /<testsuites [^>]*tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/.exec(xml)?.slice(1);
    assert.deepEqual(said, [String(cases.length), count("failure"), count("error"), count("skipped")]);
  });

  it("lists every resource of a failed check", () => assert.ok(toJunit(sample()).includes(`${clusterUrn}: the API is open; close it`)));

  it("is well-formed whatever names and messages hold", () => {
    const hostile: CheckResult = {
      check: "eks-endpoint-not-open-to-internet",
      urn: 'urn::<a href="x">&\u0000]]>',
      status: "fail",
      message: '"&<failure>\u0007',
    };
    const cases = casesOf(toJunit(sample({ results: [hostile] })));
    assert.equal(cases.find(({ name }) => name === hostile.check)?.outcome, "failure");
  });
});
