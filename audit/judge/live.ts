import type { CheckId, LiveCheckId } from "../../policies/controls";
import type { Judged } from "../../policies/preview/check";
import { worst } from "../../policies/preview/verdict";
import type { Answer, Failure } from "../evidence/model";
import type { LiveCheck, LiveContext } from "../live/check";
import type { ClusterPlan } from "../live/cluster-plan";
import { groupBy } from "./group";
import type { CheckResult } from "./result";

/**
 * Runs every live check. A check that asked for something that could not be read has no other result than that: not evaluated where the
 * system does not know the kind, an error else.
 */
export function judgeLive(
  plan: ClusterPlan,
  answers: readonly Answer[],
  context: LiveContext,
  registry: Readonly<Partial<Record<LiveCheckId, LiveCheck>>>,
): readonly CheckResult[] {
  const failures = new Map<string, { readonly request: string; readonly failure: Failure }>();
  for (const answer of answers)
    if ("failure" in answer) failures.set(answer.call.type, { request: answer.call.request, failure: answer.failure });
  return (Object.entries(registry) as [CheckId, LiveCheck][]).flatMap(([check, evaluate]): readonly CheckResult[] => {
    plan.takeAsked();
    const judged = guarded(check, () => evaluate(plan, context), context);
    const unread = [...plan.takeAsked()].flatMap((type) => failures.get(type) ?? []);
    if (unread.length > 0) return [{ check, urn: context.clusterUrn, ...withoutEvidence(unread) }];
    if ("status" in judged) return [judged];
    if (judged.length === 0) return [{ check, urn: context.clusterUrn, status: "not-applicable" }];
    return [...groupBy(judged, ({ urn }) => urn)].map(([urn, same]) => ({ check, urn, ...worst(same.map(({ verdict }) => verdict)) }));
  });
}

/** What was thrown is not repeated: it may quote a value. */
function guarded(check: CheckId, evaluate: () => readonly Judged[], { clusterUrn }: LiveContext): readonly Judged[] | CheckResult {
  try {
    return evaluate();
  } catch (thrown) {
    const kind = thrown instanceof Error ? thrown.name : typeof thrown;
    return {
      check,
      urn: clusterUrn,
      status: "error",
      message: `the check ${check} broke (${kind}); this is a defect of the check, please report it`,
    };
  }
}

function withoutEvidence(
  unread: readonly { readonly request: string; readonly failure: Failure }[],
): Pick<CheckResult, "status" | "message"> {
  const status = unread.every(({ failure }) => failure.kind === "missing") ? "not-evaluated" : "error";
  return { status, message: unread.map(({ request, failure }) => `${request}: ${failure.message}`).join("; ") };
}
