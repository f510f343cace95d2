import { type ControlId, controls } from "../../../policies/controls";
import type { FrameworkId } from "../../../policies/controls/model";
import type { AuditReport } from "./document";

/** A file of JSON Lines, and where it belongs. */
export interface Lines {
  /** Below the archive's prefix, with the partitions of docs/fleet.md. */
  readonly path: string;
  readonly text: string;
}

/** One line of the fleet's table. Every line has every column, so that one table holds all kinds. */
interface Row {
  readonly kind: "coverage" | "control" | "requirement" | "waiver";
  /** Of the control or requirement, or the check that is waived. */
  readonly id: string;
  readonly status: string;
  readonly reason: string;
  readonly stack: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Last day of a waiver, `YYYY-MM-DD`. */
  readonly until: string | null;
  readonly owner: string | null;
  /** Percent of the checks that have a verdict. */
  readonly coverage: number | null;
  readonly tool: string;
}

/** Characters that a partition may have; everything else would be read as something else. */
const plain = (text: string): string => text.replace(/[^A-Za-z0-9._-]+/g, "_");

/** The cluster of a server's address, `https://ID.gr7.REGION.eks.amazonaws.com`: EKS names it nowhere in there, the id is its own. */
const clusterOf = ({ cluster }: AuditReport): string => plain(cluster?.server.replace(/^https?:\/\//, "") ?? "none");

/**
 * The results of one audit for the archive: a file for each framework, under framework, account, cluster and day. Only statuses and reasons: no evidence and
 * no names of resources.
 */
export function auditToLines(report: AuditReport): readonly Lines[] {
  const day = report.time.slice(0, 10);
  return report.frameworks.map(({ id }) => {
    const place = [`framework=${id}`, `account=${report.account ?? "none"}`, `cluster=${clusterOf(report)}`, `date=${day}`];
    const file = `${plain(report.stack)}-${report.time.replace(/\D/g, "").slice(0, 14)}.jsonl`;
    return {
      path: [...place, file].join("/"),
      text: rowsOf(report, id)
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(""),
    };
  });
}

function rowsOf(report: AuditReport, framework: FrameworkId): readonly Row[] {
  const { stack, time, tool, coverage } = report;
  const common = { stack, time, until: null, owner: null, coverage: null, tool: tool.version };
  const serves = (id: string): boolean => {
    const { verifies, supports } = controls[id as ControlId];
    return [...verifies, ...supports].some((requirement) => requirement.startsWith(`${framework}:`));
  };
  return [
    {
      ...common,
      kind: "coverage",
      id: "all",
      status: report.errors.length === 0 ? "read" : "partly-read",
      reason: `${String(coverage.evaluated)} of ${String(coverage.all)}`,
      coverage: coverage.percent,
    },
    ...report.controls
      .filter(({ id }) => serves(id))
      .map(({ id, status, reason }) => ({ ...common, kind: "control" as const, id, status, reason })),
    ...report.requirements
      .filter((one) => one.framework === framework)
      .map(({ id, status, reason }) => ({ ...common, kind: "requirement" as const, id, status, reason })),
    ...report.waivers.map(({ check, expires, owner, ticket, daysLeft }) => ({
      ...common,
      kind: "waiver" as const,
      id: check,
      status: daysLeft < 0 ? "expired" : "valid",
      reason: ticket,
      until: expires,
      owner,
    })),
  ];
}
