import assert from "node:assert/strict";
import { type Evidence, assessControl } from "../../../audit/assess/controls";
import type { CheckAssessment } from "../../../audit/assess/checks";

const check = (id: string, status: CheckAssessment["status"], reason?: string): CheckAssessment => ({
  id,
  status,
  applicable: status === "not-applicable" ? 0 : 1,
  ...(reason === undefined ? {} : { reason }),
});
const assessed = (evidence: Partial<Evidence>) =>
  assessControl("c", { whenPresent: false, moments: ["preview"], checks: [], unbuilt: 0, unbuiltInScope: 0, ...evidence });

describe("the status of a control", () => {
  it("is the worst of its applicable checks, and the reason names the ones that decided", () => {
    const checks = [check("a", "pass"), check("b", "deferred", "size is not known"), check("c", "not-applicable"), check("d", "deferred")];
    assert.deepEqual(assessed({ checks }), {
      id: "c",
      status: "deferred",
      cause: "checks",
      reason: "b: size is not known; d",
      checks: ["b", "d"],
    });
  });

  it("is not applicable without an applicable check where a system may do without what it asks about, and else not evaluated", () => {
    const checks = [check("a", "not-applicable")];
    assert.deepEqual(
      [true, false].map((whenPresent) => assessed({ whenPresent, checks })),
      (["not-applicable", "not-evaluated"] as const).map((status) => ({
        id: "c",
        status,
        cause: "nothing-in-scope",
        reason: "the plan holds nothing that its checks look at",
        checks: [],
      })),
    );
    assert.equal(assessed({ whenPresent: true, checks: [check("a", "fail")] }).status, "fail");
  });

  const withUnbuilt: readonly (readonly [CheckAssessment["status"], string, string])[] = [
    ["fail", "fail", "checks"],
    ["error", "error", "checks"],
    ["deferred", "deferred", "checks"],
    ["not-evaluated", "not-evaluated", "checks"],
    ["waived", "not-evaluated", "no-check-yet"],
    ["left-to-people", "not-evaluated", "no-check-yet"],
    ["pass", "not-evaluated", "no-check-yet"],
    ["not-applicable", "not-evaluated", "no-check-yet"],
  ];
  for (const [status, expected, cause] of withUnbuilt) {
    it(`is ${expected} when its check is ${status} and a part of what the plan holds has no check yet`, () => {
      const control = assessed({ checks: [check("a", status)], unbuilt: 2, unbuiltInScope: 1 });
      assert.deepEqual([control.status, control.cause], [expected, cause]);
    });
  }

  const withoutEvidence: readonly (readonly [string, Partial<Evidence>, string, string])[] = [
    [
      "checks find nothing in scope",
      { checks: [check("a", "not-applicable")] },
      "nothing-in-scope",
      "the plan holds nothing that its checks look at",
    ],
    ["checks look at admission only", { moments: ["admission"] }, "other-moment", "checked at admission"],
    ["checks look at the running workload only", { moments: ["runtime"] }, "other-moment", "checked on the live system"],
    [
      "checks look at admission and the live system",
      { moments: ["admission", "live"] },
      "other-moment",
      "checked at admission and on the live system",
    ],
    ["rows have no check yet", { moments: [], unbuilt: 3 }, "no-check-yet", "no check yet"],
    ["catalogue has no check for it", { moments: [] }, "other-moment", "nothing in a plan shows it"],
  ];
  for (const [name, evidence, cause, reason] of withoutEvidence) {
    it(`is not evaluated when its ${name}`, () => {
      assert.deepEqual(assessed(evidence), { id: "c", status: "not-evaluated", cause, reason, checks: [] });
    });
  }
});
