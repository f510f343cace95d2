import type { Plan } from "../../../policies/preview/plan";
import type { Reader } from "../../../policies/preview/reader";
import type { Verdict } from "../../../policies/preview/verdict";
import type { LiveCheck, LiveContext } from "../check";

/** A check on every object of a type. */
export const onEachLive =
  (type: string, decide: (one: Reader, context: LiveContext, plan: Plan) => Verdict): LiveCheck =>
  (plan, context) =>
    plan.ofType(type).map((one) => ({ urn: one.urn, verdict: decide(one, context, plan) }));

/** Days that passed since a time in an object until it was read; undefined when there is none. */
export function daysSince(one: Reader, path: string, readAt: number): number | undefined {
  const value = one.read(path);
  const time = typeof value === "number" ? value : typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : (readAt - time) / 86_400_000;
}
