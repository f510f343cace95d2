import {
  checks as catalogueChecks,
  controlIds,
  controls,
  controlsOf,
  plannedOf,
  requirementIds,
  requirements,
} from "../../policies/controls";
import type { FrameworkId } from "../../policies/controls/model";
import type { CheckResult } from "../judge/result";
import { type CheckAssessment, assessChecks } from "./checks";
import { type ControlAssessment, assessLiveControl } from "./controls";
import { type RequirementAssessment, assessRequirement } from "./requirements";

export interface LiveAssessment {
  /** Sorted by id. */
  readonly checks: readonly CheckAssessment[];
  /** In the catalogue's order. */
  readonly controls: readonly ControlAssessment[];
  /** Of the chosen frameworks, in the catalogue's order. */
  readonly requirements: readonly RequirementAssessment<"observed">[];
}

/** Status of every check, control and requirement after the results of a live system. What a plan said does not count here. */
export function assessLive(results: readonly CheckResult[], frameworks: readonly FrameworkId[]): LiveAssessment {
  const checks = assessChecks(results);
  const byId = new Map(checks.map((check) => [check.id, check]));
  const assessed = new Map(
    controlIds.map((id) => {
      const { checks: named, whenPresent = false } = controls[id];
      const live = named.filter((check) => catalogueChecks[check].moments.includes("live"));
      const unbuilt = plannedOf(id).filter(({ moment }) => moment === "live").length;
      return [id, assessLiveControl(id, { whenPresent, unbuilt, checks: live.flatMap((check) => byId.get(check) ?? []) })] as const;
    }),
  );
  return {
    checks,
    controls: [...assessed.values()],
    requirements: requirementIds
      .filter((id) => frameworks.includes(requirements[id].framework))
      .map((id) =>
        assessRequirement(
          id,
          controlsOf(id).verifies.flatMap((control) => assessed.get(control) ?? []),
          "observed",
        ),
      ),
  };
}
