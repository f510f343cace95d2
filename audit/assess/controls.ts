import type { Moment } from "../../policies/controls/model";
import type { CheckAssessment } from "./checks";
import { type ControlStatus, worstStatus } from "./status";
import { looksAtPlans } from "./unbuilt";

/** Why a control has its status: its checks said so, or the kind of evidence that a plan lacks. */
export type Cause = "checks" | "no-check-yet" | "other-moment" | "nothing-in-scope";

export interface ControlAssessment {
  readonly id: string;
  readonly status: ControlStatus;
  readonly cause: Cause;
  readonly reason: string;
  /** The checks that decided. */
  readonly checks: readonly string[];
}

/** What is known about a control. */
export interface Evidence {
  /** It asks about things that a system may do without. */
  readonly whenPresent: boolean;
  /** Of all its checks. */
  readonly moments: readonly Moment[];
  /** Outcomes of those that look at plans. */
  readonly checks: readonly CheckAssessment[];
  /** Number of its researched rows that no check implements yet, at any moment. */
  readonly unbuilt: number;
  /** Of these, the ones that the plan holds something for. They count as not evaluated (see unbuilt.ts). */
  readonly unbuiltInScope: number;
}

/**
 * The same on a live system. Rows that no check implements yet count whatever is there, because only a collector could tell.
 */
export function assessLiveControl(
  id: string,
  evidence: Pick<Evidence, "whenPresent" | "checks"> & { readonly unbuilt: number },
): ControlAssessment {
  const unbuilt = evidence.unbuilt > 0 ? (["not-evaluated"] as const) : [];
  const status = worstStatus([...evidence.checks.map((check) => check.status), ...unbuilt]);
  const deciding = evidence.checks.filter((check) => check.status === status);
  const checks = deciding.map((check) => check.id);
  if (deciding.length > 0 && status !== undefined) return { id, status, cause: "checks", reason: because(deciding), checks };
  if (status !== undefined) return { id, status, cause: "no-check-yet", reason: "the audit has no check yet for a part of it", checks };
  const nothing = evidence.whenPresent ? "not-applicable" : "not-evaluated";
  if (evidence.checks.length > 0)
    return { id, status: nothing, cause: "nothing-in-scope", reason: "the system holds nothing that its checks look at", checks };
  return { id, status: nothing, cause: "other-moment", reason: "no check of the audit looks at it", checks };
}

/** The worst of the control's applicable checks; a control without one is not evaluated, or not applicable where a system may do without. */
export function assessControl(id: string, evidence: Evidence): ControlAssessment {
  const unbuilt = evidence.unbuiltInScope > 0 ? (["not-evaluated"] as const) : [];
  const status = worstStatus([...evidence.checks.map((check) => check.status), ...unbuilt]);
  if (status === undefined)
    return { id, status: evidence.whenPresent ? "not-applicable" : "not-evaluated", ...withoutApplicableCheck(evidence), checks: [] };
  const deciding = evidence.checks.filter((check) => check.status === status);
  const checks = deciding.map((check) => check.id);
  if (deciding.length > 0) return { id, status, cause: "checks", reason: because(deciding), checks };
  return { id, status, cause: "no-check-yet", reason: noCheckYet(evidence.unbuiltInScope), checks };
}

function because(deciding: readonly CheckAssessment[]): string {
  return deciding.map((check) => (check.reason === undefined ? check.id : `${check.id}: ${check.reason}`)).join("; ");
}

function noCheckYet(rows: number): string {
  return `no check yet for ${String(rows)} ${rows === 1 ? "thing" : "things"} that the plan holds`;
}

function withoutApplicableCheck(evidence: Evidence): Pick<ControlAssessment, "cause" | "reason"> {
  if (evidence.moments.some(looksAtPlans)) return { cause: "nothing-in-scope", reason: "the plan holds nothing that its checks look at" };
  // A check that looks elsewhere does not answer for one that is still missing.
  if (evidence.unbuilt > 0) return { cause: "no-check-yet", reason: "no check yet" };
  if (evidence.moments.length > 0) return { cause: "other-moment", reason: `checked ${elsewhere(evidence.moments)}` };
  return { cause: "other-moment", reason: "nothing in a plan shows it" };
}

function elsewhere(moments: readonly Moment[]): string {
  const places = [
    ...(moments.includes("admission") ? ["at admission"] : []),
    ...(moments.includes("runtime") || moments.includes("live") ? ["on the live system"] : []),
  ];
  return places.join(" and ");
}
