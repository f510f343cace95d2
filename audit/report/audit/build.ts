import { frameworks, planned } from "../../../policies/controls";
import type { FrameworkId } from "../../../policies/controls/model";
import type { Attestation } from "../../../policies/settings";
import type { WaiverAnalysis } from "../../../policies/waivers";
import type { LiveAssessment } from "../../assess/live";
import type { Evidence } from "../../evidence/model";
import type { CheckResult } from "../../judge/result";
import { waiverFindings } from "../../judge/waiver-findings";
import type { LeftOut } from "../../live/live-plan";
import { checkStatuses, reportedWaivers, tally } from "../build";
import { type ReportedParameter, isFailure } from "../document";
import { byUrgency, findingsOf, findingsOfWaivers } from "../findings";
import { reportedAttestations } from "./attestations";
import { AUDIT_SCHEMA_VERSION, type AuditReport, type Coverage, type LiveRequirementStatus } from "./document";

export interface AuditReportInput {
  readonly evidence: Evidence;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly clusterUrn: string;
  readonly frameworks: readonly FrameworkId[];
  readonly results: readonly CheckResult[];
  /** Ids of the calls on whose answers each check looked. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
  readonly assessment: LiveAssessment;
  readonly waivers: readonly WaiverAnalysis[];
  readonly parameters: readonly ReportedParameter[];
  readonly attestations: readonly Attestation[];
  readonly objects: number;
  readonly leftOut: readonly LeftOut[];
}

export const liveRequirementStatuses: readonly LiveRequirementStatus[] = [
  "failing",
  "unknown",
  "waived",
  "left-to-people",
  "observed",
  "not-applicable",
];

/** The same evidence and settings give the same report. */
export function buildAuditReport(input: AuditReportInput): AuditReport {
  const { evidence, assessment, results } = input;
  const looked = results.filter(({ unread }) => unread === undefined);
  const findings = [...findingsOf(looked, input.frameworks), ...findingsOfWaivers(waiverFindings(input.waivers), input.clusterUrn)].sort(
    byUrgency,
  );
  const failures = findings.filter(isFailure);
  const mandatory = failures.filter(({ level }) => level === "mandatory").length;
  return {
    schemaVersion: AUDIT_SCHEMA_VERSION,
    kind: "audit",
    ...evidence.about,
    frameworks: input.frameworks.map((id) => ({ id, ...frameworks[id] })),
    coverage: coverageOf(assessment),
    summary: {
      objects: input.objects,
      results: tally(
        checkStatuses,
        results.map(({ status }) => status),
      ),
      findings: { mandatory, advisory: failures.length - mandatory },
      requirements: tally(
        liveRequirementStatuses,
        assessment.requirements.map(({ status }) => status),
      ),
    },
    errors: evidence.answers.flatMap((answer) => ("failure" in answer ? [{ request: answer.call.request, ...answer.failure }] : [])),
    findings,
    ...assessment,
    checks: assessment.checks.map((check) => ({ ...check, evidence: input.answers.get(check.id) ?? [] })),
    parameters: input.parameters,
    waivers: reportedWaivers(input.waivers, input.today),
    attestations: reportedAttestations(input.attestations, input.frameworks, input.today),
    leftOut: input.leftOut,
  };
}

/** What has a verdict, of all that the catalogue asks of a live system. */
function coverageOf({ checks }: LiveAssessment): Coverage {
  const evaluated = checks.filter(({ status }) => status !== "error" && status !== "not-evaluated").length;
  const all = checks.length + planned.filter(({ moment }) => moment === "live").length;
  return { evaluated, all, percent: Math.floor((100 * evaluated) / all) };
}
