import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { hasMandatoryFailure } from "../report/document";
import type { PlanReport } from "../report/document";
import { compare, forbidden } from "../report/compare";
import { count } from "../report/text/layout";
import { assertSameProgram, readBaseline } from "./read-baseline";
import { type ExitCode, exit } from "./exit";
import { UserError } from "../user-error";
import type { Host } from "./host";
import { type OutputOptions, assertWritable, formOf, formats, write } from "./output";

/** The options that every command with a report has. */
export function withOutput(command: Command): Command {
  return command
    .addOption(new Option("--format <format>", "form of the report").choices([...formats]).default("text"))
    .option("--out <file>", "write the report to a file instead of standard output")
    .option(
      "--report <file>",
      "write a report to this file too, in the form that its ending names: .txt, .json, .md, .xml (JUnit), .sarif, .html, .baseline; may be repeated",
      (file: string, files: readonly string[] | undefined) => [...(files ?? []), file],
    )
    .option("--baseline <file>", "exit with 1 only for mandatory findings that are not in this file, which --format baseline made")
    .option("--waivers <file>", "take waivers from this file too: YAML with the list waivers:, as in a stack file");
}

/** Makes a report, writes it where the options say, and tells on standard error, as its last line, how long it took. */
export async function deliver(
  options: OutputOptions,
  host: Host,
  subject: string,
  make: (elapsed: () => number) => Promise<PlanReport>,
): Promise<ExitCode> {
  const start = performance.now();
  const elapsed = (): number => Math.round(performance.now() - start);
  assertFiles(options, host);
  const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline, host.cwd);
  const report = await withProgress(host, subject, () => make(elapsed));
  await write(report, options, host);
  host.stderr.write(`took ${(elapsed() / 1000).toFixed(1)} s\n`);
  if (baseline === undefined) return hasMandatoryFailure(report) ? exit.findings : exit.clean;
  assertSameProgram(baseline, report, options.baseline ?? "");
  const added = forbidden(compare(baseline, report)).length;
  host.stderr.write(`${count(added, "mandatory finding")} not in the baseline ${options.baseline ?? ""}\n`);
  return added > 0 ? exit.findings : exit.clean;
}

/** Before a plan is made, so that a wrong name costs no time. */
function assertFiles({ out, report = [] }: OutputOptions, host: Host): void {
  const files = [...(out === undefined ? [] : [out]), ...report].map((file) => resolve(host.cwd, file));
  for (const file of report) formOf(file);
  for (const file of files) assertWritable(file);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw new UserError(`${twice} is named twice; give each report a file of its own`);
}

/** Takes the line of a terminal back. */
export const eraseLine = "\r\u001b[2K";

/** Says what is going on while it goes on, on a terminal only. */
async function withProgress<T>({ stderr }: Host, subject: string, action: () => Promise<T>): Promise<T> {
  if (stderr.isTTY !== true) return action();
  stderr.write(subject);
  try {
    return await action();
  } finally {
    stderr.write(eraseLine);
  }
}
