import { type CheckId, checks } from "../../policies/controls";
import type { PlanCheck, PreviewCheck, ResourceCheck } from "../../policies/preview/check";
import type { Plan } from "../../policies/preview/plan";
import { type Verdict, notEvaluated, worst } from "../../policies/preview/verdict";
import type { Settings } from "../../policies/settings";
import { groupBy } from "./group";
import type { CheckResult } from "./result";
import { subjectOf } from "./subject";

/** Some or all of the checks that look at plans. */
export type Registry = Readonly<Partial<Record<CheckId, PreviewCheck>>>;

/**
 * Runs every check of the registry over a plan. Each check leaves at least one result, so that none is skipped in silence; waivers are
 * not applied yet (waive.ts). A check that throws leaves one `error` and does not keep the others from running.
 */
export function judgePlan(plan: Plan, settings: Settings, registry: Registry): CheckResult[] {
  const { urn: stackUrn } = subjectOf(plan);
  return (Object.entries(registry) as [CheckId, PreviewCheck][]).flatMap(([id, check]): CheckResult[] => {
    if (checks[id].presence && !plan.hasPlatform) return [{ check: id, urn: stackUrn, ...elsewhere }];
    const judged = check.kind === "resource" ? runOnEach(id, check, plan, settings) : runOnPlan(id, check, plan, settings, stackUrn);
    return judged.length === 0 ? [{ check: id, urn: stackUrn, status: "not-applicable" }] : perResource(id, judged);
  });
}

const elsewhere = notEvaluated("may be owned by another program: only one that contains Platform promises all of it");

/** A verdict, or the sign that the check itself broke. */
type Outcome = Verdict | { readonly status: "error"; readonly message: string };

interface Evaluated {
  readonly urn: string;
  readonly verdict: Outcome;
}

function runOnEach(id: CheckId, check: ResourceCheck, plan: Plan, settings: Settings): readonly Evaluated[] {
  return plan.ofType(...new Set(check.types)).map((resource) => ({
    urn: resource.urn,
    verdict: guarded<Outcome>(
      () => check.evaluate(resource, settings),
      (thrown) => broken(id, thrown),
    ),
  }));
}

function runOnPlan(id: CheckId, check: PlanCheck, plan: Plan, settings: Settings, stackUrn: string): readonly Evaluated[] {
  return guarded<readonly Evaluated[]>(
    () => check.evaluate(plan, settings),
    (thrown) => [{ urn: stackUrn, verdict: broken(id, thrown) }],
  );
}

function guarded<T>(action: () => T, otherwise: (thrown: unknown) => T): T {
  try {
    return action();
  } catch (thrown) {
    return otherwise(thrown);
  }
}

/** The thrown message is left out: it may quote the value that the check stumbled over, and that value may be secret. */
function broken(id: CheckId, thrown: unknown): Outcome {
  const kind = thrown instanceof Error ? thrown.name : typeof thrown;
  return { status: "error", message: `the check ${id} broke on this resource (${kind}); this is a defect of the check, please report it` };
}

/** One result per resource: a check may judge several parts of the same resource. */
function perResource(check: CheckId, judged: readonly Evaluated[]): CheckResult[] {
  const byUrn = groupBy<Evaluated>(judged, (item) => item.urn);
  return [...byUrn].map(([urn, items]) => ({ check, urn, ...combined(items.map((item) => item.verdict)) }));
}

function combined(outcomes: readonly Outcome[]): Outcome {
  const verdicts = outcomes.filter((outcome) => outcome.status !== "error");
  const error = outcomes.find((outcome) => outcome.status === "error");
  const verdict = worst(verdicts);
  return error === undefined || verdict.status === "fail" ? verdict : error;
}
