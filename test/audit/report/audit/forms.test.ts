import assert from "node:assert/strict";
import type { Log } from "sarif";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type AnySchema } from "ajv";
import { auditToCsv } from "../../../../audit/report/audit/csv";
import { auditToMarkdown } from "../../../../audit/report/audit/markdown";
import { auditToSarif } from "../../../../audit/report/audit/sarif";
import { auditToHtml } from "../../../../audit/report/audit/html";
import { auditToText } from "../../../../audit/report/audit/text";
import { toJunit } from "../../../../audit/report/junit";
import { accountEvidence, keptWell } from "../../live/aws/account";
import { evidenceOf, wellKept } from "../../live/cluster";
import { audited } from "../../live/support";

const schema = JSON.parse(readFileSync(join(__dirname, "../../../../audit/report/audit/audit.schema.json"), "utf8")) as AnySchema;
const validate = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, formats: { "date-time": true } }).compile(schema);
const problems = (report: object): unknown => (validate(JSON.parse(JSON.stringify(report))) ? [] : validate.errors);

const whole = accountEvidence(keptWell);
const good = audited(whole);
const bad = audited(evidenceOf([]));
const blind = audited({
  ...whole,
  answers: whole.answers.map(({ call, time }) => ({ call, time, failure: { kind: "denied" as const, message: "no; ask" } })),
});

function firstOf<T>(list: readonly T[]): T {
  const [first] = list;
  assert.ok(first !== undefined);
  return first;
}

describe("the report of an audit", () => {
  it("is as its schema says, whatever was found", () => {
    for (const report of [good, bad, blind]) assert.deepEqual(problems(report), []);
  });

  const broken: readonly (readonly [string, object])[] = [
    ["a property that it does not know", { extra: 1 }],
    ["a missing list of errors", { errors: undefined }],
    ["a requirement that is declared", { requirements: [{ ...good.requirements[0], status: "declared" }] }],
    ["coverage of more than everything", { coverage: { ...good.coverage, percent: 101 } }],
  ];
  for (const [name, change] of broken)
    it(`has a schema that refuses ${name}`, () => assert.notDeepEqual(problems({ ...good, ...change }), []));

  it("is the same for the same evidence in another order", () => {
    const evidence = accountEvidence(keptWell, [...wellKept].reverse());
    assert.deepEqual(audited({ ...evidence, answers: [...evidence.answers].reverse() }), good);
  });

  it("never calls anything compliant, and a blind audit says before all else what it could not read", () => {
    for (const report of [good, bad, blind]) {
      const text = auditToText(report, { width: 80, colour: false });
      assert.doesNotMatch(text.replaceAll("compliant-eks", ""), /\bcompliant\b/i);
    }
    const text = auditToText(blind, { width: 80, colour: false });
    assert.match(text, /coverage: {3}0 %/);
    assert.ok(text.indexOf("Not read (") > 0 && text.indexOf("Not read (") < text.indexOf("Status per requirement"));
  });

  it("has every requirement, every finding and what was not read in its HTML form, and asks a browser for nothing", () => {
    for (const report of [good, bad, blind]) {
      const page = auditToHtml(report);
      for (const { id } of report.requirements) assert.ok(page.includes(`id="${id}"`), id);
      for (const { check, status } of report.findings) assert.ok(page.includes(`id="finding-${check}-${status}"`), check);
      for (const { request } of report.errors) assert.ok(page.includes(`<code>${request}</code>`), request);
      assert.match(page, /default-src &#39;none&#39;/);
      assert.doesNotMatch(page.replaceAll("compliant-eks", ""), /\bcompliant\b/i);
      assert.ok(!page.includes('status-declared"'));
    }
  });

  it("keeps what a cluster names itself text in its HTML form", () => {
    const evil = "<script>alert(1)</script>";
    const named = {
      ...good,
      cluster: { server: evil, version: "v1.35.0" },
      findings: [{ ...firstOf(bad.findings), urn: `urn:a::b::c::${evil}` }],
    };
    assert.ok(!auditToHtml(named).includes(evil));
  });

  it("has a row for each requirement in its CSV form", () => {
    const [head, ...rows] = auditToCsv(good).trimEnd().split("\r\n");
    assert.equal(head, '"framework","requirement","status","owner","controls","reason","remains","attested","valid until"');
    assert.equal(rows.length, good.requirements.length);
    assert.ok(rows.every((row) => !/(^|,)"[=+@-]/.test(row)));
    assert.ok(rows.some((row) => row.includes('"observed"')));
  });

  it("says what was not read at all, in no finding and with no pass", () => {
    const report = audited(evidenceOf(wellKept));
    assert.match(auditToText(report, { width: 80, colour: false }), /^account: {4}not read$/m);
    assert.ok(auditToHtml(report).includes("Account: not read"));
    const unread = report.checks.filter(({ reason }) => reason === "the account was not read");
    assert.ok(unread.length > 100);
    assert.ok(unread.every(({ status }) => status === "not-evaluated"));
    assert.deepEqual(report.findings, []);
    for (const { id } of unread)
      assert.match(toJunit(report), new RegExp(`name="${id}"><skipped message="not-evaluated: the account was not read"`));
  });

  it("says in its Markdown form what was not read before it counts, and observes nothing blindly", () => {
    const text = auditToMarkdown(blind);
    assert.ok(text.indexOf("**not read**") > 0 && text.indexOf("**not read**") < text.indexOf("| requirements |"));
    assert.match(text, /coverage: 0 %/);
    assert.doesNotMatch(auditToMarkdown(good).replaceAll("compliant-eks", ""), /\bcompliant\b/i);
    assert.match(auditToMarkdown(good), /\| observed \|/);
  });

  it("has a result in its SARIF form for each finding, at the stack's file", () => {
    const { runs } = JSON.parse(auditToSarif(bad)) as Log;
    const results = runs[0]?.results ?? [];
    assert.equal(results.length, bad.findings.length);
    for (const { locations } of results) assert.equal(locations?.[0]?.physicalLocation?.artifactLocation?.uri, "Pulumi.dev.yaml");
  });

  it("passes no test case in its JUnit form that has no verdict", () => {
    assert.ok(!toJunit(blind).includes('errors="0"'));
    assert.match(toJunit(blind), new RegExp(`tests="${String(blind.checks.length)}" failures="0" errors="${String(blind.checks.length)}"`));
    assert.match(toJunit(good), /failures="0" errors="0"/);
  });
});
