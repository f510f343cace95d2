import { frameworks } from "../../policies/controls";
import type { FrameworkId } from "../../policies/controls/model";
import type { PlanSource } from "../../policies/preview/plan";
import type { WaiverAnalysis } from "../../policies/waivers";
import type { Assessment } from "../assess/assess";
import { planRequirementStatuses } from "../assess/status";
import type { CheckResult, CheckStatus } from "../judge/result";
import { waiverFindings } from "../judge/waiver-findings";
import type { ResourceJson } from "../plan/serialize";
import {
  type Finding,
  type PlanReport,
  type ReportedParameter,
  type ReportedWaiver,
  SCHEMA_VERSION,
  type Summary,
  isFailure,
} from "./document";
import { byUrgency, findingsOf, findingsOfWaivers } from "./findings";

/** What a report is made of. */
export interface ReportInput {
  readonly version: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly source: PlanSource;
  readonly project: string;
  readonly stack: string;
  readonly stackUrn: string;
  readonly programPath?: string | undefined;
  readonly frameworks: readonly FrameworkId[];
  readonly results: readonly CheckResult[];
  readonly assessment: Assessment;
  readonly waivers: readonly WaiverAnalysis[];
  readonly parameters: readonly ReportedParameter[];
  /** What the checks knew besides the resources, in the words of the stack file. */
  readonly record: object | undefined;
  readonly remoteComponents: readonly string[];
  /** Sentences on what the source of the plan does not show. */
  readonly notes: readonly string[];
  /** As JSON may show them: secrets and unknowns already replaced by their markers. */
  readonly resources: readonly ResourceJson[];
  readonly durationMs: number;
}

/** Puts a report together; the same input gives the same report, whatever order the resources came in. */
export function buildReport(input: ReportInput): PlanReport {
  const findings = [
    ...findingsOf(input.results, input.frameworks),
    ...findingsOfWaivers(waiverFindings(input.waivers), input.stackUrn),
  ].sort(byUrgency);
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: "compliant-eks", version: input.version },
    source: input.source,
    project: input.project,
    stack: input.stack,
    ...(input.programPath === undefined || input.programPath === "" ? {} : { programPath: input.programPath }),
    frameworks: input.frameworks.map((id) => ({ id, ...frameworks[id] })),
    ...(input.record === undefined ? {} : { settings: input.record }),
    summary: summarise(input, findings),
    findings,
    ...input.assessment,
    parameters: input.parameters,
    waivers: reportedWaivers(input.waivers, input.today),
    remoteComponents: [...input.remoteComponents].sort(),
    notes: input.notes,
    resources: [...input.resources].sort((a, b) => (a.urn < b.urn ? -1 : 1)),
    durationMs: input.durationMs,
  };
}

/** Waivers as reports show them, on a day `YYYY-MM-DD`. */
export const reportedWaivers = (waivers: readonly WaiverAnalysis[], today: string): readonly ReportedWaiver[] =>
  waivers.map(({ waiver, matched }) => ({
    check: waiver.check,
    resource: waiver.resource,
    owner: waiver.owner,
    ticket: waiver.ticket,
    expires: waiver.expires,
    daysLeft: (Date.parse(waiver.expires) - Date.parse(today)) / 86_400_000,
    matched,
  }));

export const checkStatuses: readonly CheckStatus[] = [
  "pass",
  "fail",
  "deferred",
  "error",
  "not-evaluated",
  "not-applicable",
  "waived",
  "left-to-people",
];

function summarise(input: ReportInput, findings: readonly Finding[]): Summary {
  const failures = findings.filter(isFailure);
  const mandatory = failures.filter((finding) => finding.level === "mandatory").length;
  return {
    resources: input.resources.length,
    results: tally(
      checkStatuses,
      input.results.map((result) => result.status),
    ),
    findings: { mandatory, advisory: failures.length - mandatory },
    requirements: tally(
      planRequirementStatuses,
      input.assessment.requirements.map((requirement) => requirement.status),
    ),
  };
}

export function tally<Word extends string>(words: readonly Word[], found: readonly Word[]): Record<Word, number> {
  const counts = new Map<Word, number>(words.map((word) => [word, 0]));
  for (const word of found) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries(counts) as Record<Word, number>;
}
