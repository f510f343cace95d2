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
  const kept = findings.map(knownOf).sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const lines = kept.map((finding) => `    ${JSON.stringify(finding)}`);
  const head = { schemaVersion, tool: tool.name, project, stack };
  const properties = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  return ["{", ...properties, `  "findings": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]`, "}", ""].join("\n");
}

export const knownOf = ({ check, urn, level, status }: Known): Known => ({ check, urn, level, status });

/** One check on one resource. */
export const keyOf = ({ check, urn }: Pick<Finding, "check" | "urn">): string => `${check} ${urn}`;
