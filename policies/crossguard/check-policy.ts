import type { ReportViolation, ResourceValidation, ResourceValidationPolicy, StackValidation, StackValidationPolicy } from "@pulumi/policy";
import { type PreviewCheckId, checks, levelOf, requirements, requirementsOf } from "../controls";
import type { PlanCheck, PreviewCheck, ResourceCheck } from "../preview/check";
import type { Plan } from "../preview/plan";
import { canonicalType } from "../preview/twins";
import { type Verdict, notEvaluated, worst } from "../preview/verdict";
import type { Settings } from "../settings";
import { matchWaiver } from "../waivers";
import type { Ledger } from "./ledger";
import { ownSchema, withOwnParameters } from "./own-parameters";
import type { PlanRecord } from "./record";
import { onlyToken } from "./tokens";

/** What all policies of one run share. */
export interface Run {
  readonly settings: Settings;
  readonly record: PlanRecord;
  readonly ledger: Ledger;
}

/** One check as one CrossGuard policy, so that `--policy-pack-config` can address it by its id. */
export function checkPolicy(id: PreviewCheckId, check: PreviewCheck, run: Run): ResourceValidationPolicy | StackValidationPolicy {
  const { title, severity, remedy } = checks[id];
  const configSchema = ownSchema(id);
  const about = {
    name: id,
    displayName: id.replaceAll("-", " "),
    description: title,
    severity,
    remediationSteps: remedy,
    enforcementLevel: levelOf(id, run.settings.frameworks),
    tags: [...requirementsOf(id)],
    ...(configSchema === undefined ? {} : { configSchema }),
  };
  return check.kind === "resource"
    ? { ...about, validateResource: tied(onResource(id, check, run), onlyToken(check.types)) }
    : { ...about, validateStack: tied(onStack(id, check, run), checks[id].presence ? undefined : onlyToken(check.types)) };
}

function onResource(id: PreviewCheckId, check: ResourceCheck, run: Run): ResourceValidation {
  const types = new Set(check.types);
  return (args, report) => {
    if (!types.has(canonicalType(args.type))) return;
    const settings = withOwnParameters(id, run.settings, args.getConfig());
    guarded(report, args.urn, () => {
      settle(id, args.urn, check.evaluate(run.record.reader(args), settings), run, report);
    });
  };
}

function onStack(id: PreviewCheckId, check: PlanCheck, run: Run): StackValidation {
  return (args, report) => {
    const { plan } = run.record;
    if (plan === undefined) {
      report("This check reads what the policy planned-resources-recorded keeps, which is disabled; enable that one too.");
      return;
    }
    const settings = withOwnParameters(id, run.settings, args.getConfig());
    guarded(report, undefined, () => {
      for (const [urn, verdict] of judged(id, check, plan, settings)) settle(id, urn, verdict, run, report);
    });
  };
}

/** One verdict per resource: a check may look at several parts of the same one. */
function judged(id: PreviewCheckId, check: PlanCheck, plan: Plan, settings: Settings): ReadonlyMap<string, Verdict> {
  if (checks[id].presence && !plan.hasPlatform) {
    return new Map([[plan.resources[0]?.urn ?? "", notEvaluated("may be owned by another program")]]);
  }
  const byUrn = new Map<string, Verdict[]>();
  for (const { urn, verdict } of check.evaluate(plan, settings)) byUrn.set(urn, [...(byUrn.get(urn) ?? []), verdict]);
  return new Map([...byUrn].map(([urn, verdicts]) => [urn, worst(verdicts)]));
}

/** A waived failure is told by the policy `waived`, which no level of this check can turn into a stop. */
function settle(check: PreviewCheckId, urn: string, verdict: Verdict, { settings, ledger }: Run, report: ReportViolation): void {
  ledger.enter({ check, urn, verdict });
  if (verdict.status !== "fail" || matchWaiver(settings.waivers, check, urn, settings.today)) return;
  report(`${verdict.message} [${clauses(check, settings)}]`, urn);
}

/** The clauses of the chosen frameworks that a finding touches, those that its controls verify first. */
function clauses(check: PreviewCheckId, { frameworks }: Settings): string {
  const touched = requirementsOf(check).filter((id) => frameworks.includes(requirements[id].framework));
  const shown = touched.slice(0, 6).join(", ");
  return touched.length > 6 ? `${shown} and ${String(touched.length - 6)} more` : shown;
}

/** What was thrown is not repeated: it may quote a value, and that value may be secret. */
function guarded(report: ReportViolation, urn: string | undefined, look: () => void): void {
  try {
    look();
  } catch (thrown) {
    report(
      `The check itself broke (${thrown instanceof Error ? thrown.name : typeof thrown}), so nothing is known; please report it.`,
      urn,
    );
  }
}

/** The mark by which CrossGuard recognises a function for one type of resource, as its own helper sets it for a resource class. */
function tied<F extends object>(validate: F, token: string | undefined): F {
  return token === undefined ? validate : Object.assign(validate, { __pulumiType: token });
}
