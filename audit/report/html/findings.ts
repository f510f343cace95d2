import { groupBy } from "../../judge/group";
import type { Finding, PlanReport } from "../document";
import { type Markup, html, nothing } from "./markup";

/** What is dealt with at once is open; the rest is folded away. */
const urgent: ReadonlySet<Finding["status"]> = new Set(["fail", "error"]);

/** Where the finding of a check stands in the page. */
export const anchorOf = (check: string, status: Finding["status"]): string => `finding-${check}-${status}`;

type Found = Pick<PlanReport, "findings"> & Partial<Pick<PlanReport, "resources">>;

/** One entry for each check and status, with every resource that it is about, and its place in the program where a report has it. */
export function findingSection(report: Found): Markup {
  const groups = [...groupBy(report.findings, ({ check, status }) => anchorOf(check, status))];
  if (groups.length === 0)
    return html`<h2 id="findings">Findings</h2>
      <p>None.</p>`;
  const entries = groups.map(([anchor, own]) => entry(anchor, own, report));
  return html`<section data-group>
    <h2 id="findings">Findings</h2>
    ${entries}
  </section>`;
}

function entry(anchor: string, own: readonly Finding[], report: Found): Markup {
  const [first] = own;
  if (first === undefined) return nothing;
  const { check, level, severity, status, remedy, requirements } = first;
  const words = [check, status, level, severity, remedy, ...own.flatMap(({ urn, message }) => [urn, message]), ...requirements].join(" ");
  const frameworks = [...new Set(requirements.map((id) => id.split(":")[0] ?? ""))].join(" ");
  const open = urgent.has(status) ? html` open` : nothing;
  return html`<details id="${anchor}" data-text="${words.toLowerCase()}" data-status="${status}" data-framework="${frameworks}" ${open}>
    <summary>
      <span class="status status-${status}">${status}</span><span class="what"><code>${check}</code> (${level}, ${severity})</span
      ><span class="soft">${places(own)}</span>
    </summary>
    <div>
      <p>${remedy}</p>
      <ul>
        ${own.map((finding) => place(finding, report))}
      </ul>
      ${requirements.length === 0 ? nothing : html`<p class="soft">Requirements: ${requirements.join(", ")}</p>`}
    </div>
  </details> `;
}

const places = (own: readonly Finding[]): string => `${String(own.length)} ${own.length === 1 ? "place" : "places"}`;

function place({ urn, message, until, owner }: Finding, { resources = [] }: Found): Markup {
  const position = resources.find((resource) => resource.urn === urn)?.sourcePosition;
  const more = [
    ...(until === undefined ? [] : [`waived until ${until}`]),
    ...(owner === undefined ? [] : [`owner: ${owner}`]),
    ...(position === undefined ? [] : [position]),
  ];
  return html`<li>
    <code title="${urn}">${nameOf(urn)}</code>:
    ${message}${more.length === 0 ? nothing : html` <span class="soft">(${more.join(", ")})</span>`}
  </li>`;
}

function nameOf(urn: string): string {
  if (urn === "") return "the stack";
  const [, , types = "", name = urn] = urn.split("::");
  return `${types.split("$").at(-1) ?? ""} ${name}`.trim();
}
