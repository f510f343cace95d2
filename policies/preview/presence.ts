import { type PlanCheck, onPlan } from "./check";
import { PLATFORM_TYPE, type Plan } from "./plan";
import { type Verdict, demand } from "./verdict";
import type { Settings } from "../settings";

/**
 * A check that something is there at all; its finding is about the platform as a whole. Whoever runs it asks `presence` of the
 * catalogue first: it says nothing about a program without a Platform.
 */
export function onPlatform(types: string | readonly string[], decide: (plan: Plan, settings: Settings) => Verdict): PlanCheck {
  return onPlan(types, (plan, settings) => plan.ofType(PLATFORM_TYPE).map(({ urn }) => ({ urn, verdict: decide(plan, settings) })));
}

/** Fails when the program has no resource of the type. */
export function present(type: string, missing: string): PlanCheck {
  return onPlatform(type, (plan) => demand(plan.ofType(type).length > 0, missing));
}
