import type { types } from "@pulumi/kubernetes";
import { dataAccessLabels, dataAccessNamespace, podsOf, ranges, recordPort, tcp, toDns, toPodIdentity } from "../peers";
import { labels } from "./pod";

/**
 * In come only the records of who asked for what (the kubelet of the own node is let in by every engine), and out goes only: names, credentials
 * of the pod's role, and HTTPS to the VPC, where the endpoint of CloudWatch Logs is.
 */
export function agentPolicySpec(vpcCidr: string): types.input.networking.v1.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: { ...labels } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [{ from: [podsOf(dataAccessNamespace, dataAccessLabels)], ports: tcp(recordPort) }],
    egress: [toDns, toPodIdentity, { to: ranges(vpcCidr), ports: tcp(443) }],
  };
}
