import type { types } from "@pulumi/kubernetes";
import { denyAll, podsOf, ranges, tcp, toDns, toInternet, toPodIdentity } from "../peers";
import { falcoNamespace, pods, sidekickPort } from "./names";

type Spec = types.input.networking.v1.NetworkPolicySpec;

/**
 * What may be reached from where in Falco's namespace. Only the sender of alerts takes connections, from Falco only; it tells CloudWatch Logs
 * and SNS by their endpoints in the VPC, so that no alert needs a way to the Internet. Whoever reads the audit log fetches its plugins from a
 * registry, whose addresses nobody can list.
 */
export function falcoPolicies(vpcCidr: string): Readonly<Record<string, Spec>> {
  const toSidekick = { to: [podsOf(falcoNamespace, pods.sidekick)], ports: tcp(sidekickPort) };
  const toEndpoints = { to: ranges(vpcCidr), ports: tcp(443) };
  return {
    "deny-all": denyAll,
    nodes: { podSelector: { matchLabels: { ...pods.nodes } }, policyTypes: ["Egress"], egress: [toDns, toSidekick] },
    audit: {
      podSelector: { matchLabels: { ...pods.audit } },
      policyTypes: ["Egress"],
      egress: [toDns, toPodIdentity, toSidekick, toInternet],
    },
    sidekick: {
      podSelector: { matchLabels: { ...pods.sidekick } },
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: [podsOf(falcoNamespace, pods.nodes), podsOf(falcoNamespace, pods.audit)], ports: tcp(sidekickPort) }],
      egress: [toDns, toPodIdentity, toEndpoints],
    },
  };
}
