import { toSarif } from "../sarif";
import type { AuditReport } from "./document";

/** The form that code scanning reads: nothing that runs has a line in a file, so each finding stands in the stack's. */
export const auditToSarif = (report: AuditReport): string => toSarif({ ...report, project: "audit", resources: [] });
