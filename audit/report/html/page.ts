import { createHash } from "node:crypto";
import { planRequirementStatuses } from "../../assess/status";
import type { PlanReport } from "../document";
import { days } from "../text/layout";
import { findingSection } from "./findings";
import { Markup, html, nothing } from "./markup";
import { requirementSection } from "./requirements";
import { script } from "./script";
import { style } from "./style";
import { subjectOf } from "../subject";

/**
 * The form for people who read in a browser: one file that asks for nothing else, and of which a browser runs and shows nothing that we
 * did not write (its Content Security Policy names style and script by their hashes). It never says more than a plan can.
 */
export function toHtml(report: PlanReport): string {
  const title = `${report.tool.name}: ${subjectOf(report)}`;
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${element("style", style)}
      </head>
      <body>
        ${headOf(report)}
        <main>
          ${summaryOf(report)} ${filterOf(report)} ${findingSection(report)} ${requirementSection(report)} ${waiverSection(report)}
          ${parameterSection(report)}
        </main>
        ${footOf(report)} ${element("script", script)}
      </body>
    </html> `.text;
}

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** Our own style or script, which hold no text of anybody else; to the letter, or their hash would not fit. */
const element = (name: "style" | "script", text: string): Markup => new Markup(`<${name}>${text}</${name}>`);

function headOf(report: PlanReport): Markup {
  const { tool, summary, frameworks } = report;
  const { mandatory, advisory } = summary.findings;
  const words = mandatory === 0 ? "No mandatory finding" : `${String(mandatory)} mandatory ${mandatory === 1 ? "finding" : "findings"}`;
  return html`<header>
    <h1>${tool.name}: ${subjectOf(report)}</h1>
    <p class="soft">${frameworks.map(({ name, version }) => `${name} ${version}`).join("; ")}</p>
    <p class="verdict ${mandatory === 0 ? "good" : "bad"}">${words}, ${advisory} advisory</p>
    <p>A plan declares, it does not observe: what runs has to be shown by the live system, and what is left to people by people.</p>
  </header>`;
}

function summaryOf({ frameworks, requirements }: PlanReport): Markup {
  const cards = frameworks.map(({ id, name, version }) => {
    const own = requirements.filter(({ framework }) => framework === id);
    const counts = planRequirementStatuses.map((status) => [status, own.filter((one) => one.status === status).length] as const);
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
function filterOf({ frameworks, findings }: PlanReport): Markup {
  const statuses = [...new Set([...planRequirementStatuses, ...findings.map(({ status }) => status)])];
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

function waiverSection({ waivers }: PlanReport): Markup {
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

function parameterSection({ parameters }: PlanReport): Markup {
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

function footOf({ tool, resources, remoteComponents, notes, source }: PlanReport): Markup {
  const plugin =
    remoteComponents.length === 0
      ? nothing
      : html`<p>Components made by a plugin (${remoteComponents.length}): children are judged by the real engine only.</p>`;
  return html`<footer>
    ${plugin}${notes.map((note) => html`<p>${note}</p>`)}
    <p>${resources.length} resources, from the source ${source}. Made by ${tool.name} ${tool.version}. Not a certification.</p>
  </footer>`;
}
