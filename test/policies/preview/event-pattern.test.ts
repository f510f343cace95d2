import assert from "node:assert/strict";
import { type Match, matchesPattern } from "../../../policies/preview/event-pattern";

const event = { source: "aws.kms", detail: { eventName: "DisableKey", severity: 7.5, tags: ["a", "b"], role: { arn: "arn:x" } } };

const cases: readonly (readonly [Match, string, unknown])[] = [
  ["yes", "a value among alternatives", { source: ["aws.s3", "aws.kms"] }],
  ["no", "another value", { source: ["aws.s3"] }],
  ["no", "a key that the event does not have", { account: ["1"] }],
  ["yes", "a nested value", { detail: { role: { arn: ["arn:x"] } } }],
  ["no", "a nested key below a value", { source: { deep: ["x"] } }],
  ["no", "one of two keys only", { source: ["aws.kms"], detail: { eventName: ["EnableKey"] } }],
  ["yes", "an element of a list", { detail: { tags: ["b"] } }],
  ["yes", "a prefix", { detail: { eventName: [{ prefix: "Disable" }] } }],
  ["no", "a prefix of a number", { detail: { severity: [{ prefix: "7" }] } }],
  ["yes", "a suffix", { detail: { eventName: [{ suffix: "Key" }] } }],
  ["yes", "a number in a range", { detail: { severity: [{ numeric: [">=", 7, "<", 8] }] } }],
  ["no", "a number out of a range", { detail: { severity: [{ numeric: [">", 7.5] }] } }],
  ["unsure", "an operator for numbers that is not known", { detail: { severity: [{ numeric: ["~", 7] }] } }],
  ["yes", "that a key is there", { detail: { role: { arn: [{ exists: true }] } } }],
  ["yes", "that a key is not there", { account: [{ exists: false }] }],
  ["yes", "text whatever its case", { source: [{ "equals-ignore-case": "AWS.KMS" }] }],
  ["unsure", "a filter that is not known", { source: [{ wildcard: "aws.*" }] }],
  ["yes", "a known alternative beside one that is not known", { source: [{ wildcard: "x" }, "aws.kms"] }],
  [
    "no",
    "another key that does not match beside a filter that is not known",
    { source: [{ wildcard: "x" }], detail: { eventName: ["A"] } },
  ],
  ["unsure", "alternatives of keys", { $or: [{ source: ["aws.kms"] }] }],
  ["no", "a value that is no list", { source: "aws.kms" }],
];

describe("a pattern of EventBridge", () => {
  for (const [expected, what, pattern] of cases)
    it(`${expected}: ${what}`, () => assert.equal(matchesPattern(JSON.stringify(pattern), event), expected));

  it("that is no JSON matches nothing", () => {
    assert.equal(matchesPattern("{", event), "no");
    assert.equal(matchesPattern("[]", event), "no");
  });
});
