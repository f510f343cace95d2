import { checkIds } from "../../policies/controls";
import { type Waiver, type WaiverAnalysis, analyseWaivers, matchWaiver } from "../../policies/waivers";
import type { CheckResult } from "./result";

export interface Waived {
  readonly results: readonly CheckResult[];
  /** What each waiver matched and what is wrong with it, in the order of the stack file. */
  readonly analysis: readonly WaiverAnalysis[];
}

const known: ReadonlySet<string> = new Set(checkIds);

/**
 * Turns failures into `waived` where a waiver that is still valid names check and resource; an expired one changes nothing. Only
 * failures can be waived: what could not be evaluated stays so. `today` is a day in UTC, `YYYY-MM-DD`.
 */
export function waive(results: readonly CheckResult[], waivers: readonly Waiver[], today: string): Waived {
  const failures = results.filter((result) => result.status === "fail");
  return {
    analysis: analyseWaivers(waivers, failures, known, today),
    results: results.map((result) => waived(result, waivers, today)),
  };
}

function waived(result: CheckResult, waivers: readonly Waiver[], today: string): CheckResult {
  if (result.status !== "fail") return result;
  const waiver = matchWaiver(waivers, result.check, result.urn, today);
  return waiver === undefined ? result : { ...result, status: "waived", until: waiver.expires, owner: waiver.owner };
}
