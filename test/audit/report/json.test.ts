import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type AnySchema } from "ajv";
import { toJson } from "../../../audit/report/json";
import { resources, results, sample } from "./sample";

const schema = JSON.parse(readFileSync(join(__dirname, "../../../audit/report/preview.schema.json"), "utf8")) as AnySchema;
const validate = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);
const problems = (text: string): unknown => (validate(JSON.parse(text)) ? [] : validate.errors);

describe("the JSON form of a report", () => {
  it("is as its schema says", () => {
    assert.deepEqual(problems(toJson(sample())), []);
    assert.deepEqual(problems(toJson(sample({ frameworks: ["gdpr", "popia"], results: [], resources: [] }))), []);
  });

  it("does not depend on the order of resources and results", () => {
    assert.equal(toJson(sample({ resources: [...resources].reverse(), results: [...results].reverse() })), toJson(sample()));
  });

  it("ends with a line break", () => assert.ok(toJson(sample()).endsWith("}\n")));

  const broken: readonly (readonly [string, (report: Record<string, unknown>) => unknown])[] = [
    ["a property that it does not know", (report) => ({ ...report, extra: 1 })],
    ["a missing property", (report) => ({ ...report, findings: undefined })],
    [
      "a requirement that is observed",
      (report) => ({ ...report, requirements: [{ id: "hipaa:1", framework: "hipaa", status: "observed", reason: "", controls: [] }] }),
    ],
    [
      "a requirement left to nobody",
      (report) => ({
        ...report,
        requirements: [{ id: "hipaa:1", framework: "hipaa", status: "left-to-people", reason: "", controls: [] }],
      }),
    ],
    ["a finding that passes", (report) => ({ ...report, findings: [{ ...sample().findings[0], status: "pass" }] })],
  ];
  for (const [name, change] of broken) {
    it(`has a schema that refuses ${name}`, () => {
      const report = JSON.parse(toJson(sample())) as Record<string, unknown>;
      assert.notDeepEqual(problems(JSON.stringify(change(report))), []);
    });
  }
});
