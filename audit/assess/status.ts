import type { CheckStatus } from "../judge/result";

/** What a control comes to: the worst of its applicable checks; without any, not evaluated or not applicable (controls.ts). */
export type ControlStatus = CheckStatus;

/** A status that counts. */
type Applicable = Exclude<CheckStatus, "not-applicable">;

/** From the worst to the best. */
const order: readonly Applicable[] = ["fail", "error", "deferred", "not-evaluated", "waived", "left-to-people", "pass"];

/** The worst of the statuses; what is not applicable does not count; undefined when nothing is left. */
export function worstStatus(statuses: Iterable<CheckStatus>): Applicable | undefined {
  const present = new Set(statuses);
  return order.find((status) => present.has(status));
}

export const requirementStatuses = ["failing", "unknown", "waived", "left-to-people", "declared", "observed", "not-applicable"] as const;
export type RequirementStatus = (typeof requirementStatuses)[number];

/** A plan declares, it does not observe: the type has no such word. */
export type PlanRequirementStatus = Exclude<RequirementStatus, "observed">;

export const planRequirementStatuses: readonly PlanRequirementStatus[] = requirementStatuses.filter((status) => status !== "observed");
