import type { PlanReport, ReportedParameter } from "../document";
import { wrap } from "./layout";
import type { Style } from "./style";

/** `name = value <- reason`, one after the other. */
export function parameterLines(report: Pick<PlanReport, "parameters">, width: number, style: Style): string[] {
  if (report.parameters.length === 0) return [];
  const names = Math.max(...report.parameters.map((parameter) => parameter.name.length));
  return [
    style.bold("Parameters"),
    ...report.parameters.flatMap((parameter) =>
      wrap(`${valueOf(parameter)} <- ${parameter.reason}`, width, `  ${parameter.name.padEnd(names)}  `, " ".repeat(6)),
    ),
  ];
}

function valueOf({ value, unit }: ReportedParameter): string {
  if (value === null) return "none";
  if (typeof value === "object") return value.length === 0 ? "none" : value.join(", ");
  return unit === "" ? String(value) : `${String(value)} ${value === 1 ? unit.replace(/s$/, "") : unit}`;
}
