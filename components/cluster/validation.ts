import * as pulumi from "@pulumi/pulumi";
import type { ClusterSettings } from "../args";
import { type KubernetesPins, kubernetesVersions, pinsFor } from "../versions";
import { type Entry, mistakeIn } from "./principals";

/** What the constructor needs after its arguments have been found good. Throws ResourceError for the first mistake. */
export function checked(
  settings: ClusterSettings,
  principals: readonly Entry[],
  resource: pulumi.Resource,
): { pins: KubernetesPins; principals: readonly Entry[] } {
  const mistake = mistakeInEndpoint(settings) ?? mistakeInNodeGroups(settings) ?? mistakeIn(principals);
  if (mistake !== undefined) throw new pulumi.ResourceError(mistake, resource);
  const pins = pinsFor(settings.version);
  if (!pins) throw new pulumi.ResourceError(`cluster.version has no pinned add-ons; write ${kubernetesVersions.join(" or ")}`, resource);
  return { pins, principals };
}

function mistakeInEndpoint({ endpoint }: ClusterSettings): string | undefined {
  if (endpoint.access === "private") return undefined;
  if (endpoint.cidrs.length === 0) return "cluster.endpoint is restricted to no range; name the ranges, or make it private";
  // EKS reads an absent list as the whole world, and both halves of it are the whole world too.
  if (endpoint.cidrs.some((cidr) => Number(cidr.split("/")[1]) < 8))
    return "cluster.endpoint is open to the world; name your own ranges, /8 or smaller";
  return undefined;
}

function mistakeInNodeGroups({ nodeGroups }: ClusterSettings): string | undefined {
  if (nodeGroups.length === 0) return "cluster.nodeGroups is empty; add-ons need nodes, so name at least one group";
  const names = nodeGroups.map((group) => group.name);
  if (new Set(names).size < names.length) return "cluster.nodeGroups names a group twice; give each a name of its own";
  return undefined;
}
