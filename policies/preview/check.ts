import type { Settings } from "../settings";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import type { Verdict } from "./verdict";

/** Looks at one resource at a time; needs nothing but its inputs and options. */
export interface ResourceCheck {
  readonly kind: "resource";
  /** Canonical tokens (twins.ts). */
  readonly types: readonly string[];
  readonly evaluate: (resource: Reader, settings: Settings) => Verdict;
}

export interface Judged {
  readonly urn: string;
  readonly verdict: Verdict;
}

/** Looks at the whole plan: companions, property dependencies, presence. Runs after all resources are registered. */
export interface PlanCheck {
  readonly kind: "plan";
  /** Canonical tokens of what is in scope; used to say "nothing of that kind". */
  readonly types: readonly string[];
  readonly evaluate: (plan: Plan, settings: Settings) => readonly Judged[];
}

export type PreviewCheck = ResourceCheck | PlanCheck;

/** A check on each resource of the given types by itself. */
export function onEach(types: string | readonly string[], evaluate: ResourceCheck["evaluate"]): ResourceCheck {
  return { kind: "resource", types: [types].flat(), evaluate };
}

/** A check on each resource of the given types that needs the plan around it, e.g. whose key an unknown key is. */
export function onEachInPlan(
  types: string | readonly string[],
  evaluate: (resource: Reader, plan: Plan, settings: Settings) => Verdict,
): PlanCheck {
  const list = [types].flat();
  return {
    kind: "plan",
    types: list,
    evaluate: (plan, settings) =>
      plan.ofType(...list).map((resource) => ({ urn: resource.urn, verdict: evaluate(resource, plan, settings) })),
  };
}

/** A check on the plan as a whole. */
export function onPlan(types: string | readonly string[], evaluate: PlanCheck["evaluate"]): PlanCheck {
  return { kind: "plan", types: [types].flat(), evaluate };
}
