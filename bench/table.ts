import type { Bar, Growth, Result, Row } from "./result";

/** The result for people, at most 80 columns wide. Medians; CPU in milliseconds, memory in MiB. */
export function textOf(result: Result): string {
  const { growth } = result;
  return [
    `${result.date}, Node.js ${result.node}`,
    result.machine,
    ...result.packages,
    "",
    heading("cold start to verdict"),
    ...result.previews.map(line),
    ...(growth === undefined ? [] : ["", heading("growth"), ...growth.rows.map(line), fitted(growth.line)]),
    "",
    ...result.bars.map(barLine),
    "",
  ].join("\n");
}

const columns = ["resources", "runs", "user ms", "per res.", "wall ms", "MiB"];
const widths = [10, 5, 9, 9, 9, 6];

const cells = (name: string, values: readonly string[]): string =>
  name.padEnd(30) + values.map((value, index) => value.padStart(widths[index] ?? 0)).join("");

const heading = (name: string): string => cells(name, columns);

function line(row: Row): string {
  const round = (value: number): string => value.toFixed(0);
  const { resources, runs, userMs, userMsPerResource, wallMs, peakMiB } = row;
  return cells(row.name, [round(resources), round(runs), round(userMs), userMsPerResource.toFixed(2), round(wallMs), round(peakMiB)]);
}

function fitted({ intercept, slope, r2 }: Growth): string {
  return `user ms = ${intercept.toFixed(0)} + ${slope.toFixed(2)} per resource (R2 ${r2.toFixed(4)})`;
}

function barLine({ name, measured, atMost, holds }: Bar): string {
  const word = holds === undefined ? "not meant for this size" : holds ? "holds" : "MISSED";
  return `${name.padEnd(40)} ${measured.toFixed(2)}, at most ${atMost.toFixed(2)}: ${word}`;
}
