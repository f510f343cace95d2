import { type ControlId, type RequirementId, controls, requirements } from "../../../policies/controls";
import type { ControlAssessment } from "../../assess/controls";
import type { RequirementAssessment, Strongest } from "../../assess/requirements";
import type { Finding } from "../document";
import { anchorOf } from "./findings";
import { type Markup, html, nothing } from "./markup";
import type { SectionReport } from "./sections";

/**
 * Every requirement of every chosen framework, with the controls that verify it, what they found and what remains to people; `beside` says
 * what else is known of one.
 */
export function requirementSection(report: SectionReport, beside: (requirement: string) => Markup = () => nothing): Markup {
  const assessed = new Map(report.controls.map((control) => [control.id, control]));
  const byRequirement = verifyingControls();
  const sections = report.frameworks.map(({ id, name, version }) => {
    const own = report.requirements.filter(({ framework }) => framework === id);
    const rows = own.map((requirement) =>
      row(requirement, report, byRequirement.get(requirement.id) ?? [], assessed, beside(requirement.id)),
    );
    return html`<section data-group>
      <h3 id="${id}">${name} ${version}</h3>
      ${rows}
    </section>`;
  });
  return html`<h2 id="requirements">Requirements</h2>
    ${sections}`;
}

function verifyingControls(): ReadonlyMap<RequirementId, readonly ControlId[]> {
  const found = new Map<RequirementId, ControlId[]>();
  for (const [id, { verifies }] of Object.entries(controls) as [ControlId, { readonly verifies: readonly RequirementId[] }][])
    for (const requirement of verifies) found.set(requirement, [...(found.get(requirement) ?? []), id]);
  return found;
}

function row(
  assessment: RequirementAssessment<Strongest>,
  report: SectionReport,
  verifying: readonly ControlId[],
  assessed: ReadonlyMap<string, ControlAssessment>,
  more: Markup,
): Markup {
  const { id, framework, status, reason, remains } = assessment;
  const { ref, text } = requirements[id];
  const owner = status === "left-to-people" ? assessment.owner : undefined;
  const findings = report.findings.filter((finding) => finding.requirements.includes(id));
  const words = [ref, text, status, reason, remains ?? "", owner ?? "", ...verifying, ...findings.map(({ check }) => check)]
    .join(" ")
    .toLowerCase();
  return html`<details id="${id}" data-text="${words}" data-status="${status}" data-framework="${framework}">
    <summary>
      <span class="status status-${status}">${status.replaceAll("-", " ")}</span
      ><span class="what"><span class="ref">${ref}</span> ${text}</span>
    </summary>
    <div>
      <p>${owner === undefined ? "" : `Left to: ${owner}. `}Why: ${reason}.</p>
      ${remains === undefined ? nothing : html`<p><b>Remains to people:</b> ${remains}</p>`} ${more}
      ${
        verifying.length === 0
          ? nothing
          : html`<p><b>Controls that verify it</b></p>
              <ul>
                ${verifying.map((control) => controlItem(control, assessed.get(control)))}
              </ul>`
      }
      ${findingLinks(findings)}
    </div>
  </details> `;
}

function controlItem(id: ControlId, assessment: ControlAssessment | undefined): Markup {
  const status = assessment?.status ?? "not-evaluated";
  return html`<li>
    <span class="status status-${status}">${status}</span> ${controls[id].title}
    <span class="soft">(${id}${assessment === undefined ? "" : `: ${assessment.reason}`})</span>
  </li>`;
}

const findingLinks = (findings: readonly Finding[]): Markup =>
  findings.length === 0
    ? nothing
    : html`<p><b>Findings</b></p>
        <ul>
          ${links(findings)}
        </ul>`;

function links(findings: readonly Finding[]): readonly Markup[] {
  const anchors = new Map(findings.map((finding) => [anchorOf(finding.check, finding.status), finding]));
  return [...anchors].map(
    ([anchor, { check, status, remedy }]) =>
      html`<li>
        <a href="#${anchor}"><code>${check}</code></a> (${status}): ${remedy}
      </li>`,
  );
}
