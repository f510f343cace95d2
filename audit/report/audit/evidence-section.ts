import { type CheckId, checks as catalogue } from "../../../policies/controls";
import { type Markup, html, nothing } from "../html/markup";
import type { LiveCheckAssessment } from "./document";

const link = (file: string): Markup => html`<li><a href="evidence/${file}.json">${file}</a></li>`;

/** Each check with the answers on which it looked; the links lead into the folder in which the page is kept. */
export function evidenceSection(checks: readonly LiveCheckAssessment[]): Markup {
  const looked = checks.filter(({ evidence }) => evidence.length > 0);
  if (looked.length === 0) return nothing;
  const rows = looked.map(
    ({ id, status, applicable, evidence }) =>
      html`<details data-text="${id}" data-status="${status}">
        <summary>
          <span class="status status-${status}">${status.replaceAll("-", " ")}</span
          ><span class="what"><code>${id}</code> ${catalogue[id as CheckId].title}</span>
        </summary>
        <div>
          <p>Applied to ${applicable} of what was read. Answers on which it looked:</p>
          <ul>
            ${evidence.map(link)}
          </ul>
        </div>
      </details>`,
  );
  return html`<h2 id="evidence">Evidence of each check</h2>
    ${rows}`;
}
