import type { ExplainedParameter } from "../../policies/settings";
import type { ReportedParameter } from "../report/document";

/** JSON has no word for what nobody decided: it is null. */
export function reported({ name, value, unit, reason }: ExplainedParameter): ReportedParameter {
  return { name, value: value ?? null, unit, reason };
}
