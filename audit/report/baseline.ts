import type { Finding, PlanReport } from "./document";

/** A failure as a baseline keeps it: enough to know it again, and nothing that changes with words or time. */
export type Known = Pick<Finding, "check" | "urn" | "level" | "status">;

/** The findings of an earlier report, as `--baseline` and `diff` read them. */
export interface Baseline {
  readonly stack: string;
  readonly project: string;
  readonly findings: readonly Known[];
}

/** The form to be kept in the repository: sorted, one finding in a line, so that a change shows as one. */
export function toBaseline({ schemaVersion, tool, project, stack, findings }: PlanReport): string {
  const kept = findings
    .map(({ check, urn, level, status }) => ({ check, urn, level, status }))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const lines = kept.map((finding) => `    ${JSON.stringify(finding)}`);
  const head = { schemaVersion, tool: tool.name, project, stack };
  const properties = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  return ["{", ...properties, `  "findings": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]`, "}", ""].join("\n");
}

/** One check on one resource. */
export const keyOf = ({ check, urn }: Pick<Finding, "check" | "urn">): string => `${check} ${urn}`;

const failing: ReadonlySet<Finding["status"]> = new Set(["fail", "error"]);
export const isFailure = ({ status }: Pick<Finding, "status">): boolean => failing.has(status);

/** Mandatory failures that the baseline does not know. */
export function newFailures(findings: readonly Finding[], baseline: Pick<Baseline, "findings">): readonly Finding[] {
  const known = new Set(baseline.findings.filter(isFailure).map(keyOf));
  return findings.filter((finding) => finding.level === "mandatory" && isFailure(finding) && !known.has(keyOf(finding)));
}
