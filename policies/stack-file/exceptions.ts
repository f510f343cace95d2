import { demand, notEvaluated } from "../preview/verdict";
import { platformKey } from "../settings";
import type { StackFileCheck } from "./check";
import { environmentOf } from "./environment";

/** An exception that nobody looks at again for longer than this has become a rule (PCI DSS 12.3.1: risk analyses are reviewed every year). */
const longestDays = 366;

/** The only way around a mandatory check is a waiver in this file: one that never ends would make the check advisory. */
export const exceptionsEndWithinAYear: StackFileCheck = ({ current, today }) => {
  if (environmentOf(current) === undefined) return notEvaluated("the stack file does not say which environment this is");
  const last = new Date(Date.parse(today) + longestDays * 86_400_000).toISOString().slice(0, 10);
  return demand(
    endsOf(current.config[platformKey]).every((end) => typeof end === "string" && end <= last),
    "a waiver lasts for longer than a year; set expires to a day within the next year, and have it approved again then",
  );
};

function endsOf(text: string | undefined): readonly unknown[] {
  const { waivers } = JSON.parse(text ?? "{}") as { readonly waivers?: unknown };
  const list: readonly unknown[] = Array.isArray(waivers) ? waivers : [];
  return list.map((waiver) => (waiver as { readonly expires?: unknown } | null)?.expires);
}
