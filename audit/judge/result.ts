import type { CheckId } from "../../policies/controls";
import type { Part } from "../evidence/model";

/** The words of a check's outcome; the same in code, reports and docs. */
export type CheckStatus = "pass" | "fail" | "deferred" | "error" | "not-evaluated" | "not-applicable" | "waived" | "left-to-people";

/** What one check says of one resource, or of the stack when the check is about the program as a whole. */
export interface CheckResult {
  readonly check: CheckId;
  readonly urn: string;
  readonly status: CheckStatus;
  /** What is wrong and what to write, or why nothing can be said. Never a property's value. */
  readonly message?: string;
  /** Last day of the waiver, `YYYY-MM-DD`, UTC. Only with `waived`. */
  readonly until?: string;
  /** Who answers for it. Only with `left-to-people` and `waived`. */
  readonly owner?: string;
  /** What an audit was not asked to read, so that nothing can be said: no finding, and no pass either. */
  readonly unread?: Part;
}
