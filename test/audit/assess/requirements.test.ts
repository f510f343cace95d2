import assert from "node:assert/strict";
import type { ControlAssessment } from "../../../audit/assess/controls";
import { assessRequirement } from "../../../audit/assess/requirements";
import type { ControlStatus } from "../../../audit/assess/status";
import { requirementIds, requirements } from "../../../policies/controls";

const id = "pci-dss:1.3.1";
const control = (status: ControlStatus, name: string = status, cause: ControlAssessment["cause"] = "checks"): ControlAssessment => ({
  id: name,
  status,
  cause,
  reason: `because ${status}`,
  checks: [],
});
const statuses: readonly ControlStatus[] = ["fail", "error", "deferred", "not-evaluated", "waived", "left-to-people", "pass"];

/** Design, section 3: failing, unknown, waived, left-to-people, declared, in that order. */
function expected(present: readonly ControlStatus[], best: string): string {
  if (present.includes("fail")) return "failing";
  if (present.includes("error") || present.includes("deferred") || present.includes("not-evaluated")) return "unknown";
  if (present.includes("waived")) return "waived";
  return present.includes("left-to-people") ? "left-to-people" : best;
}

describe("the status of a requirement", () => {
  it("follows the order for each of the 127 combinations of its verifying controls; a plan declares, a live system is observed", () => {
    for (const best of ["declared", "observed"] as const)
      for (let bits = 1; bits < 2 ** statuses.length; bits += 1) {
        const present = statuses.filter((_, index) => (bits >> index) % 2 === 1);
        const requirement = assessRequirement(id, present.map((status) => control(status)).reverse(), best);
        assert.equal(requirement.status, expected(present, best), present.join(", "));
      }
  });

  it("names the controls that decided, with their reasons", () => {
    const { controls, reason } = assessRequirement(
      id,
      [control("pass", "good"), control("fail", "bad"), control("deferred", "late")],
      "observed",
    );
    assert.deepEqual([controls, reason], [["bad"], "bad (because fail)"]);
  });

  it("is unknown for the gravest cause among the controls that decided", () => {
    const cause = (...controls: readonly ControlAssessment[]): unknown => {
      const requirement = assessRequirement(id, controls, "declared");
      return requirement.status === "unknown" ? requirement.cause : requirement.status;
    };
    const unbuilt = control("not-evaluated", "n", "no-check-yet");
    assert.equal(cause(unbuilt), "no-check-yet");
    assert.equal(cause(unbuilt, control("not-evaluated", "c")), "checks");
    assert.equal(cause(unbuilt, control("deferred")), "deferred");
    assert.equal(cause(unbuilt, control("deferred"), control("error")), "error");
  });
});

describe("a requirement that no control verifies", () => {
  it("is left to its owner, or not applicable, by its coverage alone", () => {
    const owners = { technical: "organisation", partial: "organisation", organisational: "organisation", conditional: "organisation" };
    const byCoverage = { ...owners, application: "application", provider: "provider", "not-applicable": "not-applicable" };
    for (const requirement of requirementIds) {
      const assessed = assessRequirement(requirement, [], "declared");
      const owner = assessed.status === "left-to-people" ? assessed.owner : assessed.status;
      assert.equal(owner, byCoverage[requirements[requirement].coverage], requirement);
      assert.notEqual(assessed.reason, "");
    }
  });
});
