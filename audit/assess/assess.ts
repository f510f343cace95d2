import {
  checks as catalogueChecks,
  controlIds,
  controls as catalogueControls,
  controlsOf,
  plannedOf,
  requirementIds,
  requirements,
} from "../../policies/controls";
import type { FrameworkId } from "../../policies/controls/model";
import type { CheckResult } from "../judge/result";
import { type CheckAssessment, assessChecks } from "./checks";
import { type ControlAssessment, assessControl } from "./controls";
import { type RequirementAssessment, assessRequirement } from "./requirements";
import { inScope } from "./unbuilt";

export interface Assessment {
  /** Sorted by id. */
  readonly checks: readonly CheckAssessment[];
  /** In the catalogue's order; those that serve no chosen framework included. */
  readonly controls: readonly ControlAssessment[];
  /** Of the chosen frameworks, in the catalogue's order. */
  readonly requirements: readonly RequirementAssessment[];
}

/** Status of every check, control and requirement after the results of a plan. `types` are the type tokens that the plan holds. */
export function assess(results: readonly CheckResult[], frameworks: readonly FrameworkId[], types: Iterable<string>): Assessment {
  const checks = assessChecks(results);
  const byId = new Map(checks.map((check) => [check.id, check]));
  const present = new Set(types);
  const controls = new Map(
    controlIds.map((id) => {
      const { checks: own, whenPresent = false } = catalogueControls[id];
      const unbuilt = plannedOf(id);
      return [
        id,
        assessControl(id, {
          whenPresent,
          moments: own.flatMap((check) => catalogueChecks[check].moments),
          checks: own.flatMap((check) => byId.get(check) ?? []),
          unbuilt: unbuilt.length,
          unbuiltInScope: unbuilt.filter((row) => inScope(row, present)).length,
        }),
      ];
    }),
  );
  return {
    checks,
    controls: [...controls.values()],
    requirements: requirementIds
      .filter((id) => frameworks.includes(requirements[id].framework))
      .map((id) =>
        assessRequirement(
          id,
          controlsOf(id).verifies.flatMap((control) => controls.get(control) ?? []),
          "declared",
        ),
      ),
  };
}
