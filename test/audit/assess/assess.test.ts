import assert from "node:assert/strict";
import { assess } from "../../../audit/assess/assess";
import type { CheckResult } from "../../../audit/judge/result";
import { checkIds, checks, controlIds, controls, controlsOf, plannedOf, requirementIds, requirements } from "../../../policies/controls";
import { frameworkIds } from "../../../policies/controls/model";

const everything = (status: CheckResult["status"]): CheckResult[] =>
  checkIds
    .filter((check) => checks[check].moments.some((moment) => moment === "preview" || moment === "stack-file"))
    .map((check) => ({ check, urn: "urn", status }));

describe("the assessment of a plan", () => {
  it("covers every control, and every requirement of the chosen frameworks and no other, in the catalogue's order", () => {
    const { controls: assessed, requirements: found } = assess([], ["hipaa", "popia"], []);
    assert.deepEqual(
      assessed.map((control) => control.id),
      controlIds,
    );
    assert.deepEqual(
      found.map((requirement) => requirement.id),
      requirementIds.filter((id) => ["hipaa", "popia"].includes(requirements[id].framework)),
    );
  });

  it("without any result declares nothing and fails nothing", () => {
    const words = new Set(assess([], frameworkIds, []).requirements.map((requirement) => requirement.status));
    assert.deepEqual([...words].sort(), ["left-to-people", "not-applicable", "unknown"]);
  });

  it("declares no requirement one of whose verifying controls has a part without a check, though all checks pass", () => {
    const types = ["aws:kms/key:Key", "aws:eks/cluster:Cluster"];
    for (const requirement of assess(everything("pass"), frameworkIds, types).requirements) {
      if (requirement.status !== "declared") continue;
      for (const control of controlsOf(requirement.id).verifies) {
        assert.ok(controls[control].checks.length > 0, control);
        const open = plannedOf(control).filter((row) => row.moment === "preview" && types.includes(row.target));
        assert.deepEqual(open, [], `${requirement.id} by ${control}`);
      }
    }
  });

  it("fails exactly the requirements that a control of a failing check verifies", () => {
    const [control] = controlIds.filter((id) => controls[id].checks.length > 0 && controls[id].verifies.length > 0);
    assert.ok(control);
    const [check] = controls[control].checks;
    assert.ok(check);
    const failing = assess([{ check, urn: "urn", status: "fail" }], frameworkIds, []).requirements.filter(
      (requirement) => requirement.status === "failing",
    );
    const expected = controlIds.filter((id) => controls[id].checks.includes(check)).flatMap((id) => controls[id].verifies);
    assert.deepEqual(
      failing.map((requirement) => requirement.id),
      requirementIds.filter((id) => expected.includes(id)),
    );
  });
});
