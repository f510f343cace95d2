import { durationOf } from "./durations";
import { reasonFor } from "./reasons";
import type { Link, Resource, Schedule } from "./schedule";

/** A chain as text: when each resource starts, how long it takes, and why it waited for the one before. */
export function describeChain(resources: readonly Resource[], { makespan, chain }: Schedule): string {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return [`  ${makespan.toFixed(2)} min`, ...chain.map((link) => describeLink(link, byUrn))].join("\n");
}

function describeLink({ urn, start, wait }: Link, byUrn: ReadonlyMap<string, Resource>): string {
  const resource = byUrn.get(urn);
  const on = wait && byUrn.get(wait.urn);
  const reason =
    resource && on && wait.kind !== "property" ? (reasonFor(resource, on)?.because ?? `${wait.kind}, no reason given`) : wait?.kind;
  const minutes = durationOf(resource?.type ?? "").minutes.toFixed(2);
  return `  at ${start.toFixed(2).padStart(5)} for ${minutes}  ${urn.split("::").slice(-1).join("")} [${resource?.type ?? ""}]${reason ? `  <- ${reason}` : ""}`;
}
