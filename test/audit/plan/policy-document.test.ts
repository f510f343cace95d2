import assert from "node:assert/strict";
import { policyDocument } from "../../../audit/plan/policy-document";
import type { JsonObject } from "../../../audit/plan/values";

const of = (args: JsonObject): unknown => JSON.parse(policyDocument(args).json);

describe("a policy document", () => {
  it("is written as the provider writes it", () => {
    const { json, minifiedJson } = policyDocument({ statements: [{ sid: "Read", actions: ["s3:GetObject"], resources: ["*"] }] });
    assert.equal(
      json,
      `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "*"
    }
  ]
}`,
    );
    assert.equal(
      minifiedJson,
      '{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
    );
  });

  const statements: readonly (readonly [string, JsonObject, JsonObject])[] = [
    ["lists in descending order, each element once", { actions: ["a:A", "b:B", "a:A"] }, { Effect: "Allow", Action: ["b:B", "a:A"] }],
    [
      "an effect of its own",
      { effect: "Deny", notActions: ["a:A"], notResources: ["r"] },
      { Effect: "Deny", NotAction: "a:A", NotResource: "r" },
    ],
    ["anyone as a star", { principals: [{ type: "*", identifiers: ["*"] }] }, { Effect: "Allow", Principal: "*" }],
    [
      "principals by type",
      {
        principals: [
          { type: "Service", identifiers: ["ec2.amazonaws.com"] },
          { type: "AWS", identifiers: ["1", "2"] },
        ],
      },
      { Effect: "Allow", Principal: { AWS: ["2", "1"], Service: "ec2.amazonaws.com" } },
    ],
    [
      "conditions by test and variable, values in their order",
      {
        conditions: [
          { test: "StringLike", variable: "b", values: ["1"] },
          { test: "StringLike", variable: "a", values: ["&{aws:user}", "x"] },
        ],
      },
      { Effect: "Allow", Condition: { StringLike: { a: ["${aws:user}", "x"], b: "1" } } },
    ],
  ];
  for (const [says, args, expected] of statements) {
    it(`has ${says}`, () => {
      assert.deepEqual(of({ statements: [args] }), { Version: "2012-10-17", Statement: [expected] });
    });
  }

  it("takes in other documents, and lets the last word to those that override", () => {
    const source = JSON.stringify({
      Statement: [
        { Sid: "A", Effect: "Allow" },
        { Sid: "B", Effect: "Allow" },
      ],
    });
    const override = JSON.stringify({ Statement: { Sid: "B", Effect: "Deny" } });
    assert.deepEqual(
      of({
        policyId: "p",
        sourcePolicyDocuments: [source],
        statements: [{ sid: "A", actions: ["a:A"] }],
        overridePolicyDocuments: [override],
      }),
      {
        Version: "2012-10-17",
        Id: "p",
        Statement: [
          { Sid: "A", Effect: "Allow", Action: "a:A" },
          { Sid: "B", Effect: "Deny" },
        ],
      },
    );
  });

  it("has no statements when there are none", () => {
    assert.deepEqual(of({}), { Version: "2012-10-17" });
  });
});
