import { groupBy } from "../judge/group";
import type { CheckResult, CheckStatus } from "../judge/result";
import { worstStatus } from "./status";

/** One check over everything it was applied to. */
export interface CheckAssessment {
  readonly id: string;
  readonly status: CheckStatus;
  /** To how many resources it applied. */
  readonly applicable: number;
  /** Why it is not a plain pass; of the results that decided. */
  readonly reason?: string;
}

/** Groups results by check: the worst result decides; sorted by id. */
export function assessChecks(results: readonly CheckResult[]): CheckAssessment[] {
  const byCheck = groupBy(results, (result) => result.check);
  return [...byCheck].map(([id, own]) => assessCheck(id, own)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function assessCheck(id: string, results: readonly CheckResult[]): CheckAssessment {
  const status = worstStatus(results.map((result) => result.status)) ?? "not-applicable";
  const reason = results.find((result) => result.status === status)?.message;
  const applicable = results.filter((result) => result.status !== "not-applicable").length;
  return { id, status, applicable, ...(reason === undefined ? {} : { reason }) };
}
