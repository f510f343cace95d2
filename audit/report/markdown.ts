import type { RequirementStatus } from "../assess/status";
import { type Finding, type PlanReport, isFailure } from "./document";
import { days } from "./text/layout";

/** GitHub refuses a comment of more characters. */
const longest = 65_536;

/** What a report says in this form. */
export interface MarkdownSource extends Pick<PlanReport, "findings" | "frameworks" | "waivers"> {
  readonly heading: readonly string[];
  readonly requirements: readonly { readonly framework: string; readonly status: RequirementStatus }[];
  /** Columns of the table. */
  readonly statuses: readonly RequirementStatus[];
  /** What the reader must know at the end. */
  readonly end: string;
}

/** The form for a pull-request comment, of a plan. */
export const toMarkdown = (report: PlanReport): string =>
  markdownOf({
    ...report,
    heading: heading(report),
    statuses: ["failing", "unknown", "waived", "left-to-people", "declared", "not-applicable"],
    end: "A plan declares, it does not observe: what runs has to be shown by the live system.",
  });

/**
 * The form for a pull-request comment: the verdict, counts per framework, and the findings with their remedies. At most 65,536 characters;
 * a sentence says how many findings had to be left out.
 */
export function markdownOf(source: MarkdownSource): string {
  // What is dealt with at once is shown; the rest is folded away.
  const urgent = source.findings.filter(isFailure).map(line);
  const rest = source.findings.filter((finding) => !isFailure(finding)).map(line);
  const frame = [...source.heading, "", ...statusTable(source), ""];
  const end = ["", ...waiverLines(source), source.end, ""];
  const room = longest - [...frame, ...end].join("\n").length - 600;
  const listed = fitting(urgent, room);
  const folded = fitting(rest, room - listed.length);
  return [...frame, ...urgentLines(listed, urgent.length), ...foldedLines(folded, rest.length), ...end].join("\n");
}

function heading({ tool, source, stack, project, summary }: PlanReport): string[] {
  const judged = source === "manifest" ? `Kubernetes objects of ${code(project)}` : `Stack ${code(stack)} of project ${code(project)}`;
  return verdictLines(tool.name, summary.findings, judged);
}

/** The verdict as a heading, and what was judged. */
export function verdictLines(tool: string, { mandatory, advisory }: PlanReport["summary"]["findings"], judged: string): string[] {
  const verdict = mandatory === 0 ? "no mandatory finding" : `${String(mandatory)} mandatory ${mandatory === 1 ? "finding" : "findings"}`;
  return [`## ${tool}: ${verdict}`, "", `${judged}, ${String(advisory)} advisory.`];
}

function statusTable({ frameworks, requirements, statuses }: MarkdownSource): string[] {
  const rows = frameworks.map(({ id, name, version }) => {
    const own = requirements.filter(({ framework }) => framework === id);
    const counts = statuses.map((status) => String(own.filter((requirement) => requirement.status === status).length));
    return `| ${escaped(name)} ${escaped(version)} | ${counts.join(" | ")} |`;
  });
  const head = statuses.map((status) => status.replaceAll("-", " ")).join(" | ");
  return [`| requirements | ${head} |`, `|---|${"---:|".repeat(statuses.length)}`, ...rows];
}

/** One finding: what is wrong where, and what to write instead. */
function line({ status, level, severity, check, urn, message, remedy }: Finding): string {
  const where = urn === "" ? "the stack" : code(urn.split("::").at(-1) ?? urn);
  return `- **${status}** ${code(check)} (${level}, ${severity}) on ${where}: ${escaped(message)}. *${escaped(remedy)}*`;
}

/** As many lines as there is room for. */
function fitting(lines: readonly string[], room: number): string {
  const kept: string[] = [];
  let left = room;
  for (const one of lines) {
    left -= one.length + 1;
    if (left < 0) break;
    kept.push(one);
  }
  return kept.join("\n");
}

const countOf = (text: string): number => (text === "" ? 0 : text.split("\n").length);

const leftOut = (text: string, all: number): string[] =>
  countOf(text) === all ? [] : ["", `${String(all - countOf(text))} more did not fit here; the JSON form has them all.`];

function urgentLines(text: string, all: number): string[] {
  return all === 0 ? [] : ["### Findings", "", text, ...leftOut(text, all), ""];
}

function foldedLines(text: string, all: number): string[] {
  if (all === 0) return [];
  const summary = `<summary>Not judged, waived or left to people (${String(all)})</summary>`;
  return ["<details>", summary, "", text, ...leftOut(text, all), "", "</details>"];
}

function waiverLines({ waivers }: Pick<PlanReport, "waivers">): string[] {
  if (waivers.length === 0) return [];
  const rows = waivers.map(
    ({ check, resource, owner, expires, daysLeft, matched }) =>
      `- waiver of ${code(check)} on ${code(resource)} by ${escaped(owner)}, until ${escaped(expires)} (${days(daysLeft)}): matched ${String(matched)}`,
  );
  return [...rows, ""];
}

/** Text of a user stays text: no markup, no mention of people, no line of its own. */
export const escaped = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]()#+!|<>~]/g, "\\$&")
    .replaceAll("@", "@\u200b");

/** In a code span nothing is markup but the backtick. */
export const code = (text: string): string => `\`${text.replace(/\s+/g, " ").replaceAll("`", "'")}\``;
