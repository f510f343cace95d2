import type { PlanReport } from "../document";
import { findingLines } from "./findings";
import { count, joined, wrap } from "./layout";
import { parameterLines } from "./parameters";
import { subjectOf } from "../subject";
import { statusLines } from "./status";
import { type Style, styleOf } from "./style";
import { resourceTree } from "./tree";
import { waiverLines } from "./waivers";

export interface TextOptions {
  /** Columns; no line is longer. */
  readonly width: number;
  readonly colour: boolean;
}

/** The report for people. It never says more than a plan can: the strongest word is "declared". */
export function toText(report: PlanReport, { width, colour }: TextOptions): string {
  const style = styleOf(colour);
  return joined([
    headLines(report, width, style),
    resourceTree(report, width, style),
    parameterLines(report, width, style),
    statusLines(report, width, style),
    // Last, where a terminal stands still.
    findingLines(report, width, style),
    waiverLines(report, width, style),
    closingLines(report, width),
  ]);
}

function headLines(report: PlanReport, width: number, style: Style): string[] {
  const frameworks = report.frameworks.map(({ name, version }) => `${name} ${version}`).join("; ");
  return [
    ...wrap(`${report.tool.name} ${report.tool.version}: ${subjectOf(report)}`, width),
    ...wrap(frameworks, width, "frameworks: "),
    ...verdictLines(report, width, style),
  ];
}

/** What decides the exit code, before everything else. */
function verdictLines(report: PlanReport, width: number, style: Style): string[] {
  const { findings, requirements } = report.summary;
  const { mandatory } = findings;
  const words = mandatory === 0 ? "no mandatory finding" : count(mandatory, "mandatory finding");
  const statuses = (["failing", "unknown", "waived", "declared", "left-to-people"] as const)
    .filter((status) => status !== "waived" || requirements.waived > 0)
    .map((status) => `${String(requirements[status])} ${status.replaceAll("-", " ")}`);
  return [
    ...wrap(words, width, "verdict:    ").map(mandatory === 0 ? style.good : style.bad),
    ...wrap(`requirements ${statuses.join(", ")}`, width, "            "),
  ];
}

function closingLines(report: PlanReport, width: number): string[] {
  const { findings, results } = report.summary;
  const verdict = [
    `${count(findings.mandatory, "mandatory finding")}, ${String(findings.advisory)} advisory`,
    `${String(results.deferred)} deferred, ${String(results["not-evaluated"])} not evaluated`,
  ];
  return [
    ...wrap(`${verdict.join("; ")}.`, width),
    ...wrap(
      "A plan declares, it does not observe: what runs has to be shown by the live system, and what is left to people by people.",
      width,
    ),
    ...(report.remoteComponents.length === 0
      ? []
      : wrap(
          `${count(report.remoteComponents.length, "component")} made by a plugin: children are judged by the real engine only.`,
          width,
        )),
    ...report.notes.flatMap((note) => wrap(note, width, "note: ")),
  ];
}
