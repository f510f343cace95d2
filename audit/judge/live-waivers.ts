import { type Waiver, type WaiverAnalysis, clusterReference, isAccountReference } from "../../policies/waivers";
import type { CheckResult } from "./result";
import { waive } from "./waive";

/** Kinds that make pods: what is waived for one of them is waived for its pods, whose names begin with its own. */
const makers = new Set(["CronJob", "DaemonSet", "Deployment", "Job", "ReplicaSet", "StatefulSet"]);

/** The pattern of URNs (live/live-plan.ts) that a waiver for objects of a cluster means. */
function patternOf({ resource }: Waiver): string | undefined {
  if (isAccountReference(resource)) return resource;
  const named = clusterReference(resource);
  if (named === undefined) return undefined;
  const within = named.namespace === "" ? "" : `${named.namespace}/`;
  const [kind, name] = makers.has(named.kind) ? ["Pod", `${named.name}-*`] : [named.kind, named.name];
  return `urn:pulumi:*::cluster::kubernetes:*:${kind}::${within}${name}`;
}

/** As `waive`, for results of an audit: only waivers that name objects of a cluster or things of an account count, and are told as the stack file has them. */
export function waiveLive(
  results: readonly CheckResult[],
  waivers: readonly Waiver[],
  today: string,
): { readonly results: readonly CheckResult[]; readonly analysis: readonly WaiverAnalysis[] } {
  const meant = waivers.flatMap((waiver) => {
    const resource = patternOf(waiver);
    return resource === undefined ? [] : [{ waiver, pattern: { ...waiver, resource } }];
  });
  const waived = waive(
    results,
    meant.map(({ pattern }) => pattern),
    today,
  );
  return {
    results: waived.results,
    analysis: waived.analysis.map((one, index) => ({ ...one, waiver: meant[index]?.waiver ?? one.waiver })),
  };
}
