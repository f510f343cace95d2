import assert from "node:assert/strict";
import { subjectOf } from "../../../audit/judge/subject";
import { Plan } from "../../../policies/preview/plan";
import { planOf, resource, stackUrn } from "./plans";

describe("the subject of a plan", () => {
  it("is the stack that its resources name", () => {
    assert.deepEqual(subjectOf(planOf([resource("aws:kms/key:Key", "key")])), { project: "demo", stack: "dev", urn: stackUrn });
  });

  it("is unknown for a plan without resources", () => {
    assert.deepEqual(subjectOf(new Plan([], "state")), {
      project: "unknown",
      stack: "unknown",
      urn: "urn:pulumi:unknown::unknown::pulumi:pulumi:Stack::unknown-unknown",
    });
  });
});
