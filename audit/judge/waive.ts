import { covers, isExpired, waiverOf } from "../../policies/crossguard/waivers";
import type { Waiver } from "../../policies/waivers";
import type { CheckResult } from "./result";

/** A waiver and the failures that it would cover. */
export interface WaiverUse {
  readonly waiver: Waiver;
  readonly matched: readonly string[];
  readonly expired: boolean;
}

export interface Waived {
  readonly results: readonly CheckResult[];
  /** In the order of the stack file. */
  readonly uses: readonly WaiverUse[];
}

/**
 * Turns failures into `waived` where a waiver that is still valid names check and resource; an expired one changes nothing. Only
 * failures can be waived: what could not be evaluated stays so.
 */
export function waive(results: readonly CheckResult[], waivers: readonly Waiver[], today: string): Waived {
  const failures = results.filter((result) => result.status === "fail");
  const uses = waivers.map((waiver) => ({
    waiver,
    expired: isExpired(waiver, today),
    matched: failures.filter((result) => covers(waiver, result.check, result.urn)).map((result) => result.urn),
  }));
  return { uses, results: results.map((result) => waived(result, waivers, today)) };
}

function waived(result: CheckResult, waivers: readonly Waiver[], today: string): CheckResult {
  if (result.status !== "fail") return result;
  const waiver = waiverOf(waivers, result.check, result.urn, today);
  return waiver === undefined ? result : { ...result, status: "waived", until: waiver.expires, owner: waiver.owner };
}
