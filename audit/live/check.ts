import type { Judged } from "../../policies/preview/check";
import type { Plan } from "../../policies/preview/plan";
import type { Settings } from "../../policies/settings";

/** What a check on a live system knows besides its objects. */
export interface LiveContext {
  readonly settings: Settings;
  /** Milliseconds since 1970 at which the evidence was read. */
  readonly readAt: number;
  /** Under which is reported what concerns the cluster as a whole. */
  readonly clusterUrn: string;
}

/** Looks at the objects of a live system. Each leaves at least one result; none when nothing of its kind is there. */
export type LiveCheck = (plan: Plan, context: LiveContext) => readonly Judged[];
