import { code, escaped, markdownOf, verdictLines } from "../markdown";
import { liveRequirementStatuses } from "./build";
import type { AuditReport } from "./document";
import { accountOf, clusterOf } from "./subjects";

/** The form for a ticket or a pull-request comment, as that of a plan; what could not be read comes before the table. */
export function auditToMarkdown(report: AuditReport): string {
  const { tool, stack, summary, coverage, time, errors } = report;
  return markdownOf({
    ...report,
    heading: [
      ...verdictLines(tool.name, summary.findings, `Audit of the stack ${code(stack)}, read at ${time}`),
      "",
      `- cluster: ${escaped(clusterOf(report))}`,
      `- account: ${escaped(accountOf(report))}`,
      `- coverage: ${String(coverage.percent)} %, ${String(coverage.evaluated)} of ${String(coverage.all)} checks have a verdict`,
      ...errors.map(({ request, kind, message }) => `- **not read** ${code(request)}: ${kind}, ${escaped(message)}`),
    ],
    statuses: liveRequirementStatuses,
    end: "An audit observes the technical part at one time. What it did not read, and what is left to people, it does not answer for.",
  });
}
