import { requirements } from "../../../policies/controls";
import type { RequirementId } from "../../../policies/controls";
import { findingSection } from "../html/findings";
import { type Markup, html, nothing } from "../html/markup";
import { requirementSection } from "../html/requirements";
import { filterOf, parameterSection, summaryOf, waiverSection } from "../html/sections";
import { pageOf } from "../html/shell";
import { missing, validByRequirement } from "./attestations";
import { liveRequirementStatuses } from "./build";
import type { AuditReport, ReportedAttestation } from "./document";
import { evidenceSection } from "./evidence-section";
import { accountOf, clusterOf } from "./subjects";

/** The form for officers and auditors who read in a browser or on paper. Its strongest word is "observed". */
export function auditToHtml(report: AuditReport): string {
  const valid = validByRequirement(report.attestations);
  return pageOf({
    title: `${report.tool.name}: audit of the stack ${report.stack}`,
    head: headOf(report),
    sections: [
      errorSection(report),
      summaryOf(report, liveRequirementStatuses),
      filterOf(report, liveRequirementStatuses),
      findingSection(report),
      requirementSection(report, (id) => attested(valid.get(id))),
      evidenceSection(report.checks),
      expiredSection(report),
      waiverSection(report),
      parameterSection(report),
    ],
    foot: footOf(report),
  });
}

function headOf(report: AuditReport): Markup {
  const { tool, stack, time, frameworks, summary, coverage, errors } = report;
  const { mandatory, advisory } = summary.findings;
  const words = mandatory === 0 ? "No mandatory finding" : `${String(mandatory)} mandatory ${mandatory === 1 ? "finding" : "findings"}`;
  return html`<header>
    <h1>${tool.name}: audit of the stack ${stack}</h1>
    <p class="soft">Cluster: ${clusterOf(report)}</p>
    <p class="soft">Account: ${accountOf(report)}</p>
    <p class="soft">Read at ${time}</p>
    <p class="soft">${frameworks.map(({ name, version }) => `${name} ${version}`).join("; ")}</p>
    <p class="verdict ${mandatory === 0 && errors.length === 0 ? "good" : "bad"}">${words}, ${advisory} advisory</p>
    <p>Coverage: ${coverage.percent} %, ${coverage.evaluated} of ${coverage.all} checks have a verdict.</p>
    <p>An audit observes the technical part at one time. What it did not read, and what is left to people, it does not answer for.</p>
  </header>`;
}

/** Before everything that was judged: it says what the rest does not know. */
function errorSection({ errors }: AuditReport): Markup {
  if (errors.length === 0) return nothing;
  return html`<h2 id="errors">Not read</h2>
    <ul>
      ${errors.map(({ request, kind, message }) => html`<li><code>${request}</code>: ${kind}, ${message}</li>`)}
    </ul>`;
}

function attested(one: ReportedAttestation | undefined): Markup {
  return one === undefined
    ? nothing
    : html`<p><b>Attested:</b> ${one.document}, by ${one.owner} on ${one.date}, until ${one.validUntil}</p>`;
}

function expiredSection({ attestations }: AuditReport): Markup {
  const ended = missing(attestations);
  if (ended.length === 0) return nothing;
  const rows = ended.map(
    ({ requirement, document, owner, validUntil }) =>
      html`<li>
        <a href="#${requirement}">${requirement}</a> ${requirements[requirement as RequirementId].text}: ${document} (${owner}) ended
        ${validUntil}
      </li>`,
  );
  return html`<h2 id="expired">Attestations that ended, and count as missing</h2>
    <ul>
      ${rows}
    </ul>`;
}

function footOf({ tool, summary, leftOut }: AuditReport): Markup {
  return html`<footer>
    ${leftOut.map(({ kind, count, reason }) => html`<p>Not judged: ${count} ${kind}, ${reason}.</p>`)}
    <p>${summary.objects} objects judged. Made by ${tool.name} ${tool.version}. Not a certification.</p>
  </footer>`;
}
