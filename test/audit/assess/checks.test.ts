import assert from "node:assert/strict";
import { assessChecks } from "../../../audit/assess/checks";
import type { CheckResult } from "../../../audit/judge/result";

const result = (check: CheckResult["check"], status: CheckResult["status"], message?: string): CheckResult => ({
  check,
  urn: "urn",
  status,
  ...(message === undefined ? {} : { message }),
});

describe("the status of a check", () => {
  it("is the worst of its results, with the reason of those that decided and the number to which it applied", () => {
    const results = [
      result("eks-cluster-present", "pass"),
      result("eks-cluster-present", "deferred", "not known"),
      result("eks-cluster-present", "fail", "missing"),
      result("eks-cluster-present", "not-applicable"),
    ];
    assert.deepEqual(assessChecks(results), [{ id: "eks-cluster-present", status: "fail", applicable: 3, reason: "missing" }]);
  });

  it("is not applicable when all results are", () => {
    assert.deepEqual(assessChecks([result("eks-cluster-present", "not-applicable")]), [
      { id: "eks-cluster-present", status: "not-applicable", applicable: 0 },
    ]);
  });

  it("comes sorted by id", () => {
    const results = [result("eks-version-in-standard-support", "pass"), result("eks-cluster-present", "pass")];
    assert.deepEqual(
      assessChecks(results).map((check) => check.id),
      ["eks-cluster-present", "eks-version-in-standard-support"],
    );
  });
});
