import type { FrameworkId, Severity } from "../../policies/controls/model";
import type { PlanSource } from "../../policies/preview/plan";
import type { CheckAssessment } from "../assess/checks";
import type { ControlAssessment } from "../assess/controls";
import type { RequirementAssessment } from "../assess/requirements";
import type { PlanRequirementStatus } from "../assess/status";
import type { CheckStatus } from "../judge/result";
import type { ResourceJson } from "../plan/serialize";

/** Raised with every change that readers of the JSON form could notice. */
export const SCHEMA_VERSION = 1;

export type Level = "mandatory" | "advisory";

/** What a reader has to know about one check on one resource; passes and what is not applicable make no finding. */
export interface Finding {
  readonly check: string;
  readonly urn: string;
  readonly level: Level;
  readonly severity: Severity;
  readonly status: Exclude<CheckStatus, "pass" | "not-applicable">;
  readonly message: string;
  readonly remedy: string;
  /** Requirements of the chosen frameworks that a control of the check verifies or supports. */
  readonly requirements: readonly string[];
  readonly until?: string;
  readonly owner?: string;
}

export interface ReportedParameter {
  readonly name: string;
  readonly value: string | number | boolean | readonly (string | number)[] | null;
  /** `days`, `hours`, `seconds` and the like; empty for what is no quantity. */
  readonly unit: string;
  readonly reason: string;
}

export interface ReportedWaiver {
  readonly check: string;
  readonly resource: string;
  readonly owner: string;
  readonly ticket: string;
  readonly expires: string;
  /** Days until the end of its last day; negative once it has expired. */
  readonly daysLeft: number;
  /** Number of failures that it matches. */
  readonly matched: number;
}

export interface Summary {
  readonly resources: number;
  /** Number of check results by status. */
  readonly results: Readonly<Record<CheckStatus, number>>;
  readonly findings: { readonly mandatory: number; readonly advisory: number };
  readonly requirements: Readonly<Record<PlanRequirementStatus, number>>;
}

/** Everything that a report of a plan says; text and JSON are two forms of it. */
export interface PlanReport {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: PlanSource;
  readonly project: string;
  readonly stack: string;
  /** The program's folder below the root of its repository, with a closing slash; absent at the root, and where there is no program. */
  readonly programPath?: string;
  readonly frameworks: readonly { readonly id: FrameworkId; readonly name: string; readonly version: string }[];
  /** What the checks knew besides the resources, in the words of the stack file; absent when no stack was named. */
  readonly settings?: object;
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly requirements: readonly RequirementAssessment[];
  readonly controls: readonly ControlAssessment[];
  readonly checks: readonly CheckAssessment[];
  readonly parameters: readonly ReportedParameter[];
  readonly waivers: readonly ReportedWaiver[];
  /** URNs of components whose plugin makes children that a plan cannot see. */
  readonly remoteComponents: readonly string[];
  /** Sentences on what the source of the plan does not show. */
  readonly notes: readonly string[];
  readonly resources: readonly ResourceJson[];
  readonly durationMs: number;
}

/** A check that did not hold, or broke; what is deferred, waived or not evaluated is none. */
export const isFailure = ({ status }: Pick<Finding, "status">): boolean => status === "fail" || status === "error";

/** Whether the report holds what makes the command fail. Deferred and advisory findings do not. */
export const hasMandatoryFailure = ({ findings }: Pick<PlanReport, "findings">): boolean =>
  findings.some((finding) => finding.level === "mandatory" && isFailure(finding));
