import { join } from "node:path";
import { auditVerdict } from "../../../audit/cli/audit-verdict";
import type { Evidence } from "../../../audit/evidence/model";
import { readStack } from "../../../audit/plan/stack-file";
import type { AuditReport } from "../../../audit/report/audit/document";

const root = join(__dirname, "../../..");

/** The verdict as the stack file dev would have it. */
export const audited = (evidence: Evidence, config = readStack(root, "dev").config): AuditReport =>
  auditVerdict({ evidence, config, waivers: undefined, cwd: root, today: "2026-11-29" });

/** Status of every check, by its id. */
export const statuses = ({ checks }: AuditReport): Readonly<Record<string, string>> =>
  Object.fromEntries(checks.map(({ id, status }) => [id, status]));
