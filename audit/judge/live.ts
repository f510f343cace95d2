import type { CheckId, LiveCheckId } from "../../policies/controls";
import type { Judged } from "../../policies/preview/check";
import { worst } from "../../policies/preview/verdict";
import type { LiveCheck, LiveContext } from "../live/check";
import type { LivePlan, Unread } from "../live/live-plan";
import { groupBy } from "./group";
import type { CheckResult } from "./result";

/** What the checks said, and the ids of the calls on whose answers each check looked, sorted. */
export interface JudgedLive {
  readonly results: readonly CheckResult[];
  readonly evidence: ReadonlyMap<string, readonly string[]>;
}

/**
 * Runs every live check. A check that asked for something that could not be read has no other result than that: not evaluated where the
 * system does not know the kind, an error else.
 */
export function judgeLive(plan: LivePlan, context: LiveContext, registry: Readonly<Partial<Record<LiveCheckId, LiveCheck>>>): JudgedLive {
  const evidence = new Map<string, readonly string[]>();
  const results = (Object.entries(registry) as [CheckId, LiveCheck][]).flatMap(([check, evaluate]): readonly CheckResult[] => {
    plan.takeAsked();
    const judged = guarded(check, () => evaluate(plan, context), context);
    const asked = [...plan.takeAsked()];
    evidence.set(check, [...new Set(asked.flatMap((type) => plan.evidenceOf(type)))].sort());
    const unread = asked.flatMap((type) => plan.unreadOf(type));
    if (unread.length > 0) return [{ check, urn: context.clusterUrn, ...withoutEvidence(unread) }];
    if ("status" in judged) return [judged];
    if (judged.length === 0) return [{ check, urn: context.clusterUrn, status: "not-applicable" }];
    return [...groupBy(judged, ({ urn }) => urn)].map(([urn, same]) => ({ check, urn, ...worst(same.map(({ verdict }) => verdict)) }));
  });
  return { results, evidence };
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

function withoutEvidence(unread: readonly Unread[]): Pick<CheckResult, "status" | "message" | "unread"> {
  const status = unread.every((one) => one.status === "not-evaluated") ? "not-evaluated" : "error";
  const part = unread.find((one) => one.part !== undefined)?.part;
  return {
    status,
    message: [...new Set(unread.map(({ message }) => message))].join("; "),
    ...(status === "error" || part === undefined ? {} : { unread: part }),
  };
}
