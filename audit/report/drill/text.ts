import type { DrillReport, ProbeResult } from "../../drill/drill";
import { count, joined, wrap } from "../text/layout";
import { type Style, styleOf } from "../text/style";
import type { TextOptions } from "../text/text";

const words: Readonly<Record<ProbeResult["status"], string>> = {
  fail: "FAIL",
  error: "ERROR",
  "not-evaluated": "not tried",
  pass: "tested",
};
const order: readonly ProbeResult["status"][] = ["fail", "error", "not-evaluated", "pass"];

/** The report of a drill for people: what failed first. Its strongest word is "tested". */
export function drillToText(report: DrillReport, { width, colour }: TextOptions): string {
  const style = styleOf(colour);
  const sorted = [...report.probes].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  return joined([headLines(report, width), sorted.flatMap((probe) => probeLines(probe, width, style)), closingLines(report, width)]);
}

function headLines({ tool, stack, cluster, namespace, time }: DrillReport, width: number): string[] {
  return [
    ...wrap(`${tool.name} ${tool.version}: drill of the stack ${stack}`, width),
    ...wrap(`${cluster.server} (Kubernetes ${cluster.version})`, width, "cluster:   "),
    ...wrap(`${namespace}, by dry run: nothing is kept`, width, "namespace: "),
    ...wrap(time, width, "at:        "),
  ];
}

function probeLines({ id, title, status, message }: ProbeResult, width: number, style: Style): string[] {
  const colour = status === "pass" ? style.good : status === "fail" ? style.bad : style.warn;
  const [first = "", ...rest] = wrap(`${id}: ${title}`, width, `${words[status].padEnd(10)} `, " ".repeat(11));
  return [colour(first), ...rest, ...wrap(message, width, " ".repeat(11), " ".repeat(11))];
}

function closingLines({ summary }: DrillReport, width: number): string[] {
  const { pass, fail, error } = summary;
  return wrap(
    `${count(pass, "probe")} tested, ${String(fail)} failed, ${String(error)} in error, ${String(summary["not-evaluated"])} not tried.`,
    width,
  );
}
