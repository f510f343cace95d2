import type { RequirementAssessment, Strongest } from "../../assess/requirements";
import type { RequirementStatus } from "../../assess/status";
import type { PlanReport } from "../document";
import { days } from "../text/layout";
import { type Markup, html, nothing } from "./markup";

/** What the sections are made of, of a plan or of a running cluster. */
export interface SectionReport extends Pick<PlanReport, "frameworks" | "findings" | "controls" | "parameters" | "waivers"> {
  readonly requirements: readonly RequirementAssessment<Strongest>[];
}

/** A card for each framework; `statuses` are the words that a report of this kind has. */
export function summaryOf({ frameworks, requirements }: SectionReport, statuses: readonly RequirementStatus[]): Markup {
  const cards = frameworks.map(({ id, name, version }) => {
    const own = requirements.filter(({ framework }) => framework === id);
    const counts = statuses.map((status) => [status, own.filter((one) => one.status === status).length] as const);
    const lines = counts.map(
      ([status, count]) =>
        html`<dt class="status-${status}">${status.replaceAll("-", " ")}</dt>
          <dd>${count}</dd>`,
    );
    return html`<li>
      <h3><a href="#${id}">${name}</a></h3>
      <p class="soft">${version}, ${own.length} requirements</p>
      <dl class="counts">${lines}</dl>
    </li>`;
  });
  return html`<h2 id="summary">Requirements by status</h2>
    <ul class="cards">
      ${cards}
    </ul>`;
}

/** Hidden until the script shows it: without the script it would do nothing. */
export function filterOf({ frameworks, findings }: SectionReport, words: readonly RequirementStatus[]): Markup {
  const statuses = [...new Set([...words, ...findings.map(({ status }) => status)])];
  const options = statuses.map((status) => html`<option value="${status}">${status.replaceAll("-", " ")}</option>`);
  const names = frameworks.map(({ id, name }) => html`<option value="${id}">${name}</option>`);
  return html`<form id="filter" class="filter" role="search" aria-label="Findings and requirements" hidden>
    <label>Search (press /)<input type="search" name="text" autocomplete="off" /></label>
    <label
      >Status<select name="status">
        <option value="">all</option>
        ${options}
      </select></label
    >
    <label
      >Framework<select name="framework">
        <option value="">all</option>
        ${names}
      </select></label
    >
    <output id="count" aria-live="polite"></output>
  </form>`;
}

export function waiverSection({ waivers }: Pick<SectionReport, "waivers">): Markup {
  if (waivers.length === 0) return nothing;
  const rows = waivers.map(
    ({ check, resource, owner, ticket, expires, daysLeft, matched }) =>
      html`<li>
        <code>${check}</code> on <code>${resource}</code>: ${owner}, ${ticket}, until ${expires} (${days(daysLeft)}); matched ${matched}
      </li>`,
  );
  return html`<h2 id="waivers">Waivers</h2>
    <ul>
      ${rows}
    </ul>`;
}

export function parameterSection({ parameters }: Pick<SectionReport, "parameters">): Markup {
  if (parameters.length === 0) return nothing;
  const rows = parameters.map(
    ({ name, value, unit, reason }) =>
      html`<tr>
        <td><code>${name}</code></td>
        <td>${shown(value)} ${unit}</td>
        <td class="soft">${reason}</td>
      </tr>`,
  );
  return html`<h2 id="parameters">Parameters</h2>
    <details>
      <summary><span class="what">What the frameworks and the stack file decided (${parameters.length})</span></summary>
      <div>
        <table>
          <thead>
            <tr>
              <th>Parameter</th>
              <th>Value</th>
              <th>Why</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>
    </details>`;
}

const shown = (value: PlanReport["parameters"][number]["value"]): string =>
  value === null ? "none" : Array.isArray(value) ? value.join(", ") : String(value);
