import type { types } from "@pulumi/kubernetes";
import { ranges, tcp, toDns, toPodIdentity } from "../peers";
import { labels } from "./pod";

/**
 * Nothing comes in (the kubelet of the own node is let in by every engine), and out goes only: names, credentials of the pod's role, and
 * HTTPS to the VPC, where the endpoint of CloudWatch Logs is.
 */
export function agentPolicySpec(vpcCidr: string): types.input.networking.v1.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: { ...labels } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [],
    egress: [toDns, toPodIdentity, { to: ranges(vpcCidr), ports: tcp(443) }],
  };
}
