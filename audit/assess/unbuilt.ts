import type { Moment, PlannedCheck } from "../../policies/controls/model";
import { canonicalType } from "../../policies/preview/twins";

/** Whether a check can be answered from a plan; the other moments need a cluster or an account. */
export function looksAtPlans(moment: Moment): boolean {
  return moment === "preview" || moment === "stack-file";
}

/**
 * Whether a researched row without a check is about something that the plan holds. Such a row counts as a check that was not evaluated:
 * else a control would be declared on half of its evidence, because only the checks that are written could pass. A row about what the
 * plan does not hold would be not applicable if it were written, and does not count. A row about a companion that must be there names, after
 * "beside", what needs it: its absence is what the row is about.
 */
export function inScope(row: PlannedCheck, types: ReadonlySet<string>): boolean {
  return looksAtPlans(row.moment) && occurs(row.target, types);
}

/** A target is a type token, a token with `*` for any characters, or words for the program as a whole, which is always there. */
function occurs(target: string, types: ReadonlySet<string>): boolean {
  const tokens = target.split(/\s+/).filter((word) => word.includes(":"));
  const present = [...types].map(canonicalType);
  return tokens.length === 0 || tokens.some((token) => present.some((type) => matches(canonicalType(token), type)));
}

function matches(token: string, type: string): boolean {
  const [start = "", ...others] = token.split("*");
  const end = others.at(-1);
  return end === undefined ? token === type : type.startsWith(start) && type.endsWith(end) && type.length >= start.length + end.length;
}
