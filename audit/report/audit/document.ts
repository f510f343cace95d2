import type { FrameworkId } from "../../../policies/controls/model";
import type { CheckAssessment } from "../../assess/checks";
import type { ControlAssessment } from "../../assess/controls";
import type { RequirementAssessment } from "../../assess/requirements";
import type { RequirementStatus } from "../../assess/status";
import type { About, FailureKind } from "../../evidence/model";
import type { CheckStatus } from "../../judge/result";
import type { LeftOut } from "../../live/live-plan";
import type { Finding, ReportedParameter, ReportedWaiver } from "../document";

export const AUDIT_SCHEMA_VERSION = 1;

/** A live system can be observed, it declares nothing. */
export type LiveRequirementStatus = Exclude<RequirementStatus, "declared">;

/** A question that has no answer. */
export interface CollectionError {
  readonly request: string;
  readonly kind: FailureKind;
  readonly message: string;
}

export interface Coverage {
  /** Checks of the audit that have a verdict: neither in error nor not evaluated. */
  readonly evaluated: number;
  /** Checks of the audit, and rows of the catalogue that it has no check for yet. */
  readonly all: number;
  /** 0 to 100, rounded down. */
  readonly percent: number;
}

/** What people recorded about a requirement; it never changes a status. */
export interface ReportedAttestation {
  readonly requirement: string;
  readonly document: string;
  readonly owner: string;
  readonly date: string;
  readonly validUntil: string;
  /** Days until the end of its last day; negative once it has expired, and then it counts as missing. */
  readonly daysLeft: number;
}

export interface LiveCheckAssessment extends CheckAssessment {
  /** Files on whose content it looked: below `evidence/`, without their ending. */
  readonly evidence: readonly string[];
}

/** Everything that a report of an audit says. Live results only. */
export interface AuditReport extends About {
  readonly schemaVersion: typeof AUDIT_SCHEMA_VERSION;
  readonly kind: "audit";
  readonly frameworks: readonly { readonly id: FrameworkId; readonly name: string; readonly version: string }[];
  readonly coverage: Coverage;
  readonly summary: {
    readonly objects: number;
    readonly results: Readonly<Record<CheckStatus, number>>;
    readonly findings: { readonly mandatory: number; readonly advisory: number };
    readonly requirements: Readonly<Record<LiveRequirementStatus, number>>;
  };
  readonly errors: readonly CollectionError[];
  readonly findings: readonly Finding[];
  readonly requirements: readonly RequirementAssessment<"observed">[];
  readonly controls: readonly ControlAssessment[];
  /** Every check of the audit, with its status. */
  readonly checks: readonly LiveCheckAssessment[];
  readonly parameters: readonly ReportedParameter[];
  readonly waivers: readonly ReportedWaiver[];
  /** Of requirements of the chosen frameworks, sorted by requirement; what ended longest ago comes last. */
  readonly attestations: readonly ReportedAttestation[];
  /** Objects that were read and are not judged. */
  readonly leftOut: readonly LeftOut[];
}
