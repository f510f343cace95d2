import { planRequirementStatuses } from "../../assess/status";
import type { PlanReport } from "../document";
import { subjectOf } from "../subject";
import { findingSection } from "./findings";
import { type Markup, html, nothing } from "./markup";
import { requirementSection } from "./requirements";
import { filterOf, parameterSection, summaryOf, waiverSection } from "./sections";
import { pageOf } from "./shell";

/** The form for people who read in a browser. It never says more than a plan can. */
export function toHtml(report: PlanReport): string {
  return pageOf({
    title: `${report.tool.name}: ${subjectOf(report)}`,
    head: headOf(report),
    sections: [
      summaryOf(report, planRequirementStatuses),
      filterOf(report, planRequirementStatuses),
      findingSection(report),
      requirementSection(report),
      waiverSection(report),
      parameterSection(report),
    ],
    foot: footOf(report),
  });
}

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
