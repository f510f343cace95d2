import assert from "node:assert/strict";
import { planRequirementStatuses, worstStatus } from "../../../audit/assess/status";
import type { CheckStatus } from "../../../audit/judge/result";

/** Design, section 3: the order in which a control takes the worst of its checks. */
const order = ["fail", "error", "deferred", "not-evaluated", "waived", "left-to-people", "pass"] as const;
const all: readonly CheckStatus[] = [...order, "not-applicable"];

describe("the worst of several statuses", () => {
  const combinations = Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_status, index) => (bits >> index) % 2 === 1));
  it("is, for each of the 256 combinations, the first in the order that occurs", () => {
    for (const statuses of combinations) {
      const shuffled = [...statuses].reverse();
      const [worst] = statuses.filter((status) => status !== "not-applicable");
      assert.equal(worstStatus(shuffled), worst, statuses.join(", "));
    }
  });

  it("is nothing when nothing is applicable", () => {
    assert.equal(worstStatus([]), undefined);
    assert.equal(worstStatus(["not-applicable", "not-applicable"]), undefined);
  });
});

describe("the words for a requirement in a plan", () => {
  it("do not include observed", () => {
    assert.deepEqual(planRequirementStatuses, ["failing", "unknown", "waived", "left-to-people", "declared", "not-applicable"]);
  });
});
