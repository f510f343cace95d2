import type { PreviewCheck } from "../../policies/preview/check";
import type { Plan } from "../../policies/preview/plan";

/**
 * Why a check cannot be answered at all from where the plan comes from; undefined when it can. What is only missing in single values
 * is marked there (Hidden) and needs no rule here.
 */
export function blindSpot(plan: Plan, check: PreviewCheck, presence: boolean): string | undefined {
  if (presence && !plan.hasPlatform) return "may be owned by another program: only a program that contains Platform promises all of it";
  if (isFile(plan) && isAboutProviders(check) && plan.ofType(...check.types).length === 0) {
    return "this file holds no provider, so region and account cannot be seen";
  }
  return undefined;
}

/** A running program always registers its providers; a file may leave them out. */
function isFile(plan: Plan): boolean {
  return plan.source !== "program" && plan.source !== "engine";
}

function isAboutProviders(check: PreviewCheck): boolean {
  return check.types.length > 0 && check.types.every((type) => type.startsWith("pulumi:providers:"));
}
