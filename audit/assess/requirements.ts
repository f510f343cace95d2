import { type Owner, type RequirementId, requirements, whose } from "../../policies/controls";
import type { Coverage, FrameworkId } from "../../policies/controls/model";
import type { Cause, ControlAssessment } from "./controls";
import type { ControlStatus, PlanRequirementStatus, RequirementStatus } from "./status";

interface Common {
  readonly id: RequirementId;
  readonly framework: FrameworkId;
  readonly reason: string;
  /** The verifying controls that decided. */
  readonly controls: readonly string[];
  /** What is left to people whatever the checks say. */
  readonly remains?: string;
}

/** The strongest word: a plan declares, a live system is observed. */
export type Strongest = "declared" | "observed";

/** Status of one requirement as far as a plan, or a live system, can tell. */
export type RequirementAssessment<Best extends Strongest = "declared"> =
  | (Common & { readonly status: Exclude<PlanRequirementStatus, "left-to-people" | "unknown" | "declared"> | Best })
  | (Common & { readonly status: "unknown"; readonly cause: Cause | "deferred" | "error" })
  | (Common & { readonly status: "left-to-people"; readonly owner: Owner });

/** Which statuses of a verifying control put its requirement where; the first that occurs decides. */
const order: readonly (readonly [Exclude<RequirementStatus, Strongest | "not-applicable"> | "strongest", readonly ControlStatus[]])[] = [
  ["failing", ["fail"]],
  ["unknown", ["error", "deferred", "not-evaluated"]],
  ["waived", ["waived"]],
  ["left-to-people", ["left-to-people"]],
  ["strongest", ["pass"]],
];

/**
 * Rolls the controls that verify a requirement up to its status. Controls that only support it or produce records for it never move it:
 * without a verifying control the requirement is left to people, or not applicable.
 */
export function assessRequirement<Best extends Strongest>(
  id: RequirementId,
  verifying: readonly ControlAssessment[],
  best: Best,
): RequirementAssessment<Best> {
  const requirement = requirements[id];
  const common = { id, framework: requirement.framework, ...(requirement.remains === undefined ? {} : { remains: requirement.remains }) };
  for (const [status, statuses] of order) {
    const deciding = verifying.filter((control) => statuses.includes(control.status));
    if (deciding.length === 0) continue;
    const base = { ...common, controls: deciding.map((control) => control.id), reason: because(deciding) };
    if (status === "left-to-people") return { ...base, status, owner: "organisation" };
    if (status === "unknown") return { ...base, status, cause: causeOf(deciding) };
    return { ...base, status: status === "strongest" ? best : status };
  }
  return withoutControl(common, id);
}

function because(deciding: readonly ControlAssessment[]): string {
  return deciding.map((control) => `${control.id} (${control.reason})`).join("; ");
}

const causes: readonly Cause[] = ["checks", "no-check-yet", "other-moment", "nothing-in-scope"];

function causeOf(deciding: readonly ControlAssessment[]): Cause | "deferred" | "error" {
  for (const status of ["error", "deferred"] as const) if (deciding.some((control) => control.status === status)) return status;
  return causes.find((cause) => deciding.some((control) => control.cause === cause)) ?? "checks";
}

const reasons: Readonly<Record<Coverage, string>> = {
  technical: "no control of the catalogue verifies it",
  partial: "the platform supports it, people attest it",
  application: "depends on the workload and its data",
  provider: "inherited from AWS: see its report and the responsibility matrix",
  organisational: "people and process",
  conditional: "applies only under a condition that people have to judge",
  "not-applicable": "a cloud platform has no such element",
};

function withoutControl<Best extends Strongest>(
  common: Omit<Common, "reason" | "controls">,
  id: RequirementId,
): RequirementAssessment<Best> {
  const owner = whose(id);
  const base = { ...common, controls: [], reason: reasons[requirements[id].coverage] };
  return owner === "not-applicable" ? { ...base, status: owner } : { ...base, status: "left-to-people", owner };
}
