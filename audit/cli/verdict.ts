import type { Plan, PlannedResource } from "../../policies/preview/plan";
import { chartName, releaseType } from "../../policies/preview/releases";
import type { Settings } from "../../policies/settings";
import { assess } from "../assess/assess";
import { type Registry, judgePlan } from "../judge/judge";
import type { CheckResult } from "../judge/result";
import { subjectOf } from "../judge/subject";
import { waive } from "../judge/waive";
import { type ReportInput, buildReport } from "../report/build";
import type { PlanReport } from "../report/document";

/** What is judged and how. */
export interface Case extends Pick<
  ReportInput,
  "programPath" | "version" | "parameters" | "record" | "remoteComponents" | "notes" | "resources" | "durationMs"
> {
  readonly plan: Plan;
  readonly settings: Settings;
  readonly registry: Registry;
  /** Of the checks on stack file and program, which do not look at resources. */
  readonly otherResults: readonly CheckResult[];
}

/** From planned resources to the report: judged, waived, assessed. */
export function verdict(input: Case): PlanReport {
  const { plan, settings } = input;
  const judged = [...judgePlan(plan, settings, input.registry), ...input.otherResults];
  const { results, analysis } = waive(judged, settings.waivers, settings.today);
  const { urn: stackUrn, project, stack } = subjectOf(plan);
  const types = plan.resources.flatMap(kindsOf);
  return buildReport({
    ...input,
    today: settings.today,
    source: plan.source,
    project,
    stack,
    stackUrn,
    frameworks: settings.frameworks,
    results,
    assessment: assess(results, settings.frameworks, types),
    waivers: analysis,
  });
}

/** The type of a resource, and of a release also its chart: a researched row may be about one chart only. */
function kindsOf({ type, inputs }: PlannedResource): readonly string[] {
  const chart = type === releaseType ? chartName(inputs["chart"]) : undefined;
  return chart === undefined ? [type] : [type, `${type}@${chart}`];
}
