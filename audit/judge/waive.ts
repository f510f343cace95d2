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
    expired: waiver.expires < today,
    matched: failures.filter((result) => covers(waiver, result)).map((result) => result.urn),
  }));
  const valid = uses.filter((use) => !use.expired).map((use) => use.waiver);
  return { uses, results: results.map((result) => waivedBy(valid, result)) };
}

function waivedBy(waivers: readonly Waiver[], result: CheckResult): CheckResult {
  if (result.status !== "fail") return result;
  const waiver = waivers.filter((candidate) => covers(candidate, result)).sort((a, b) => (a.expires > b.expires ? -1 : 1))[0];
  return waiver === undefined ? result : { ...result, status: "waived", until: waiver.expires, owner: waiver.owner };
}

function covers(waiver: Waiver, result: CheckResult): boolean {
  return waiver.check === result.check && pattern(waiver.resource).test(result.urn);
}

function pattern(resource: string): RegExp {
  const parts = resource.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}
