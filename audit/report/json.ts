import type { PlanReport } from "./document";

/** The report for machines; described by preview.schema.json. */
export function toJson(report: PlanReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
