import type { RequirementAssessment, Strongest } from "../../assess/requirements";
import type { RequirementStatus } from "../../assess/status";
import { groupBy } from "../../judge/group";
import type { ControlAssessment } from "../../assess/controls";
import type { PlanReport } from "../document";
import { wrap } from "./layout";
import type { Style } from "./style";

type Assessed = RequirementAssessment<Strongest>;

/** What the section is made of; `strongest` is the best word that a report of this kind has. */
export interface StatusReport {
  readonly frameworks: PlanReport["frameworks"];
  readonly requirements: readonly Assessed[];
  readonly controls: readonly ControlAssessment[];
}

/** A table of counts, then the requirements that fail, are unknown or left to people; the reason of each single one is in the JSON form. */
export function statusLines(report: StatusReport, width: number, style: Style, strongest: Strongest = "declared"): string[] {
  return [
    style.bold("Status per requirement"),
    ...tableLines(report, strongest),
    ...report.frameworks.flatMap(({ id, name, version }) => {
      const own = report.requirements.filter((requirement) => requirement.framework === id);
      const open = [...failingLines(own, report, width, style), ...unknownLines(own, width), ...peopleLines(own, width)];
      return open.length === 0 ? [] : ["", ...wrap(`${name} ${version}`, width, "  ").map(style.bold), ...open];
    }),
  ];
}

const nameWidth = 22;

/** The status words over two lines where one would not fit; the widths add up to 80 columns at most. */
const columnsOf = (
  strongest: Strongest,
): readonly { readonly status: RequirementStatus; readonly head: readonly [string, string]; readonly width: number }[] => [
  { status: "failing", head: ["", "failing"], width: 9 },
  { status: "unknown", head: ["", "unknown"], width: 9 },
  { status: "waived", head: ["", "waived"], width: 8 },
  { status: "left-to-people", head: ["left to", "people"], width: 9 },
  { status: strongest, head: ["", strongest], width: 10 },
  { status: "not-applicable", head: ["not", "applicable"], width: 12 },
];

function tableLines(report: StatusReport, strongest: Strongest): string[] {
  const columns = columnsOf(strongest);
  const head = (row: 0 | 1): string => " ".repeat(nameWidth) + columns.map((column) => column.head[row].padStart(column.width)).join("");
  const rows = report.frameworks.map(({ id, name }) => {
    const own = report.requirements.filter((requirement) => requirement.framework === id);
    const counts = columns.map(({ status, width }) =>
      String(own.filter((requirement) => requirement.status === status).length).padStart(width),
    );
    return `  ${name}`.padEnd(nameWidth) + counts.join("");
  });
  return [head(0).trimEnd(), head(1).trimEnd(), ...rows];
}

/** By the controls and checks that decided: their findings, above, have the messages. */
function failingLines(requirements: readonly Assessed[], report: StatusReport, width: number, style: Style): string[] {
  const checksOf = new Map(report.controls.map((control) => [control.id, control.checks]));
  const named = (control: string): string => `${control} (${checksOf.get(control)?.join(", ") ?? ""})`;
  return requirements
    .filter((requirement) => requirement.status === "failing")
    .flatMap((requirement) => {
      const text = `failing ${numberOf(requirement)}: ${requirement.controls.map(named).join("; ")}`;
      return wrap(text, width, "  ", "    ").map(style.bad);
    });
}

type Unknown = Extract<Assessed, { readonly status: "unknown" }>;

const causes: readonly (readonly [Unknown["cause"], string])[] = [
  ["error", "a check broke"],
  ["deferred", "values not known before the update"],
  ["checks", "a check was not evaluated"],
  ["no-check-yet", "no check yet for a verifying control"],
  ["other-moment", "checked at admission or on the live system"],
  ["nothing-in-scope", "nothing in the plan that its checks look at"],
];

function unknownLines(requirements: readonly Assessed[], width: number): string[] {
  const byCause = groupBy(
    requirements.filter((requirement) => requirement.status === "unknown"),
    (requirement) => requirement.cause,
  );
  return causes.flatMap(([cause, words]) => {
    const group = byCause.get(cause);
    return group === undefined
      ? []
      : wrap(`unknown, ${words} (${String(group.length)}): ${group.map(numberOf).join(", ")}`, width, "  ", "    ");
  });
}

/** How many requirements people have to show, by who they are. */
function peopleLines(requirements: readonly Assessed[], width: number): string[] {
  const left = requirements.filter((requirement) => requirement.status === "left-to-people");
  if (left.length === 0) return [];
  const owners = [...groupBy(left, (requirement) => requirement.owner)].map(([owner, own]) => `${owner} ${String(own.length)}`);
  return wrap(
    `left to people (${String(left.length)}), each with what remains in the JSON form: ${owners.join(", ")}`,
    width,
    "  ",
    "    ",
  );
}

function numberOf(requirement: Assessed): string {
  return requirement.id.slice(requirement.framework.length + 1);
}
