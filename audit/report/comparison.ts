import { type Known, knownOf } from "./baseline";
import { type Comparison, forbidden } from "./compare";
import { count, nameOf, typeOf, wrap } from "./text/layout";

const parts = [
  ["added", "New"],
  ["fixed", "Fixed"],
  ["waived", "Newly waived"],
  ["lost", "Lost coverage"],
] as const satisfies readonly (readonly [keyof Comparison, string])[];

const verdictOf = (comparison: Comparison): string => {
  const mandatory = forbidden(comparison).length;
  return mandatory > 0 ? count(mandatory, "new mandatory finding") : "no new mandatory finding";
};

/** For people, in lines of at most `width` characters. */
export function comparisonText(comparison: Comparison, width: number): string {
  const lines = parts.flatMap(([key, title]) => {
    const own = comparison[key];
    return own.length === 0
      ? []
      : ["", `${title} (${String(own.length)})`, ...own.flatMap((finding) => wrap(said(finding), width, "  ", "    "))];
  });
  return [verdictOf(comparison), ...(lines.length === 0 ? ["", "nothing changed"] : lines), ""].join("\n");
}

const said = ({ check, urn, level, status }: Known): string => `${check} (${level}, ${status}): ${nameOf(urn)} [${typeOf(urn)}]`;

/** How many rows of a part a comment shows; the rest is counted. */
const most = 100;

/** For a comment on a pull request. */
export function comparisonMarkdown(comparison: Comparison): string {
  const counts = parts.map(([key, title]) => `${String(comparison[key].length)} ${title.toLowerCase()}`).join(", ");
  const tables = parts.flatMap(([key, title]) => {
    const own = comparison[key];
    if (own.length === 0) return [];
    const rest = own.length > most ? [`${String(own.length - most)} more are in the JSON form.`, ""] : [];
    return [`### ${title}`, "", "| check | level | resource |", "| --- | --- | --- |", ...own.slice(0, most).map(row), "", ...rest];
  });
  return [`## compliant-eks: ${verdictOf(comparison)}`, "", `${counts}.`, "", ...tables].join("\n");
}

const row = ({ check, level, urn }: Known): string => `| \`${check}\` | ${level} | \`${cell(nameOf(urn))}\` [${cell(typeOf(urn))}] |`;

/** Names are other people's words: none of them may end a cell or begin markup. */
const cell = (text: string): string => text.replace(/[|`\\<>[\]\r\n]/g, "?");

/** For programs. */
export const comparisonJson = (comparison: Comparison): string => {
  const brief = (findings: readonly Known[]) => findings.map(knownOf);
  const { added, fixed, waived, lost } = comparison;
  return `${JSON.stringify({ new: brief(added), fixed: brief(fixed), newlyWaived: brief(waived), lostCoverage: brief(lost) }, undefined, 2)}\n`;
};
