import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { toBaseline } from "../report/baseline";
import type { PlanReport } from "../report/document";
import { toJson } from "../report/json";
import { toJunit } from "../report/junit";
import { toHtml } from "../report/html/page";
import { toMarkdown } from "../report/markdown";
import { toSarif } from "../report/sarif";
import { toText } from "../report/text/text";
import { UserError } from "../user-error";
import type { Host } from "./host";

export const formats = ["text", "json", "markdown", "junit", "sarif", "html", "baseline"] as const;

export type Format = (typeof formats)[number];

export interface OutputOptions {
  readonly format: Format;
  /** File to write instead of standard output. */
  readonly out?: string;
  /** File with the findings that do not count for the exit code. */
  readonly baseline?: string;
  /** File with waivers beside those of the stack file. */
  readonly waivers?: string;
  /** Files to write besides; the name's ending says in which form. */
  readonly report?: readonly string[];
}

/** Columns of a file or a pipe, and the least of a terminal; on a wider terminal lines stay short enough to read. */
export const narrow = 80;
const wide = 100;

/** Writes the report to standard output or to a file; a file is complete or not there at all. */
export async function write(report: PlanReport, options: OutputOptions, host: Host): Promise<void> {
  for (const file of options.report ?? []) writeFile(resolve(host.cwd, file), render(report, formOf(file), narrow, false));
  if (options.out !== undefined) {
    writeFile(resolve(host.cwd, options.out), render(report, options.format, narrow, false));
    return;
  }
  await print(render(report, options.format, columnsOf(host), hasColour(host)), host);
}

/** A reader that has seen enough, such as `head`, is no error; a full disk is. */
export function print(text: string, { stdout }: Host): Promise<void> {
  return new Promise((done, fail) => {
    stdout.write(text, (error) => {
      if (!error || codeOf(error) === "EPIPE") done();
      else fail(new UserError(`cannot write to standard output (${codeOf(error)}); write to a place with room for the report`));
    });
  });
}

const endings: Readonly<Record<string, Format>> = {
  ".txt": "text",
  ".json": "json",
  ".md": "markdown",
  ".xml": "junit",
  ".sarif": "sarif",
  ".html": "html",
  ".baseline": "baseline",
};

/** The form of a file by the ending of its name. */
export function formOf(file: string): Format {
  const format = endings[extname(file).toLowerCase()];
  if (format === undefined) throw new UserError(`${file} ends in no known form; end it in one of ${Object.keys(endings).join(", ")}`);
  return format;
}

function render(report: PlanReport, format: Format, width: number, colour: boolean): string {
  return forms[format](report, { width, colour });
}

/** A new form is a file in audit/report and a line here. */
const forms: Readonly<Record<Format, typeof toText>> = {
  text: toText,
  json: toJson,
  markdown: toMarkdown,
  junit: toJunit,
  sarif: toSarif,
  html: toHtml,
  baseline: toBaseline,
};

export function columnsOf({ stdout }: Host): number {
  return stdout.isTTY === true ? Math.min(wide, Math.max(narrow, stdout.columns ?? narrow)) : narrow;
}

/** See no-color.org: any value but the empty one turns colour off. */
export function hasColour({ stdout, env }: Host): boolean {
  return stdout.isTTY === true && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}

function writeFile(file: string, text: string): void {
  assertWritable(file);
  const draft = join(dirname(file), `.compliant-eks-${String(process.pid)}.tmp`);
  try {
    writeFileSync(draft, text, { flag: "wx" });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new UserError(`cannot write ${file} (${codeOf(error)}); name a file in a folder that you may write to`);
  }
}

/** Checked before a plan is made too, so that a wrong path costs no time. */
export function assertWritable(file: string): void {
  const folder = dirname(file);
  if (!isFolder(folder)) throw new UserError(`the folder ${folder} does not exist; create it, or name a file in another folder`);
  if (isFolder(file)) throw new UserError(`${file} is a folder; name a file`);
}

/** What cannot even be asked about is none. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown cause";
}
