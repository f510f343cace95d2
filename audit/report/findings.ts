import { checks, levelOf, requirements, requirementsOf } from "../../policies/controls";
import { type FrameworkId, severities } from "../../policies/controls/model";
import type { CheckResult } from "../judge/result";
import type { WaiverFinding } from "../judge/waiver-findings";
import type { Finding, Level } from "./document";

/** One finding per check and resource for everything but passes and what is not applicable. */
export function findingsOf(results: readonly CheckResult[], frameworks: readonly FrameworkId[]): Finding[] {
  return results.flatMap((result) => {
    if (result.status === "pass" || result.status === "not-applicable") return [];
    return {
      check: result.check,
      urn: result.urn,
      level: levelOf(result.check, frameworks),
      severity: checks[result.check].severity,
      status: result.status,
      message: result.message ?? "",
      remedy: checks[result.check].remedy,
      requirements: requirementsOf(result.check).filter((id) => frameworks.includes(requirements[id].framework)),
      ...(result.until === undefined ? {} : { until: result.until }),
      ...(result.owner === undefined ? {} : { owner: result.owner }),
    };
  });
}

/** Findings about the waivers themselves, under the stack's URN: no resource is at fault. */
export function findingsOfWaivers(findings: readonly WaiverFinding[], stackUrn: string): Finding[] {
  return findings.map((finding) => ({
    ...finding,
    urn: stackUrn,
    severity: finding.level === "mandatory" ? "high" : "low",
    status: "fail",
    requirements: [],
  }));
}

const statuses: readonly Finding["status"][] = ["fail", "error", "deferred", "not-evaluated", "waived", "left-to-people"];
const levels: readonly Level[] = ["mandatory", "advisory"];

/** What must be dealt with first comes first; ties are broken by check and URN, so that the order never depends on the run. */
export function byUrgency(a: Finding, b: Finding): number {
  return (
    statuses.indexOf(a.status) - statuses.indexOf(b.status) ||
    levels.indexOf(a.level) - levels.indexOf(b.level) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compare(a.check, b.check) ||
    compare(a.urn, b.urn) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
