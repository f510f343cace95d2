import { validByRequirement } from "./attestations";
import type { AuditReport } from "./document";

const head = ["framework", "requirement", "status", "owner", "controls", "reason", "remains", "attested", "valid until"] as const;

/** The form for spreadsheets (RFC 4180): a row for each requirement of the chosen frameworks. */
export function auditToCsv({ requirements, attestations }: AuditReport): string {
  const valid = validByRequirement(attestations);
  const rows = requirements.map((requirement) => [
    requirement.framework,
    requirement.id.slice(requirement.framework.length + 1),
    requirement.status,
    requirement.status === "left-to-people" ? requirement.owner : "",
    requirement.controls.join(" "),
    requirement.reason,
    requirement.remains ?? "",
    valid.get(requirement.id)?.document ?? "",
    valid.get(requirement.id)?.validUntil ?? "",
  ]);
  return [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** Always in quotes; what a spreadsheet would take for a formula gets an apostrophe before it. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
