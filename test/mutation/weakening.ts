import type { PreviewCheckId } from "../../policies/controls";
import type { PlannedResource } from "../../policies/preview/plan";
import type { Value } from "../../policies/preview/tree";

/** The check that is named for what a resource protects, perhaps with others beside it; undefined for one that protects nothing. */
export type Named = PreviewCheckId | ((resource: PlannedResource, beside: readonly PlannedResource[]) => PreviewCheckId | undefined);

/** One way to take a protection away, and the check that must fail. */
export interface Weakening {
  /** What is written instead; absent: the property is removed. */
  readonly to?: Value;
  readonly check: Named;
  /** Checks of other controls that lose their ground with it. */
  readonly also?: readonly PreviewCheckId[];
}

export const gone = (check: Named): Weakening => ({ check });
export const to = (value: Value, check: Named): Weakening => ({ to: value, check });

export const alsoFails = (weakening: Weakening, ...also: readonly PreviewCheckId[]): Weakening => ({ ...weakening, also });

/** A switch that is off unless somebody turns it on. */
export const on = (check: Named): readonly Weakening[] => [gone(check), to(false, check)];

/** Of the resources for which the condition holds. */
export const where =
  (holds: (resource: PlannedResource) => boolean, check: PreviewCheckId) =>
  (resource: PlannedResource): PreviewCheckId | undefined =>
    holds(resource) ? check : undefined;

/** By a part of the resource's name: the first that it holds. */
export const byName =
  (...rows: readonly (readonly [part: string, check: PreviewCheckId])[]) =>
  (resource: PlannedResource): PreviewCheckId | undefined =>
    rows.find(([part]) => resource.name.includes(part))?.[1];

/** Type -> path (`*` for any element of a list) -> ways to weaken it. `MISSING` stands for the whole resource, `PROTECT` for the option. */
export type Weakenings = Readonly<Record<string, Readonly<Record<string, readonly Weakening[]>>>>;
