import type { PlanReport } from "../document";
import { days, wrap } from "./layout";
import type { Style } from "./style";

/** Each waiver with its end, and how many failures it matches. */
export function waiverLines(report: Pick<PlanReport, "waivers">, width: number, style: Style): string[] {
  if (report.waivers.length === 0) return [];
  const lines = report.waivers.flatMap(({ check, resource, expires, daysLeft, matched }) =>
    wrap(`${check} on ${resource} until ${expires} (${days(daysLeft)}): matched ${String(matched)}`, width, "  ", "    "),
  );
  return [style.bold(`Waivers (${String(report.waivers.length)})`), ...lines];
}
