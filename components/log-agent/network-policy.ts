import type { types } from "@pulumi/kubernetes";
import { labels } from "./pod";

/** Where the agent of Pod Identity answers (EKS user guide, "How EKS Pod Identity works"). */
const podIdentityAgent = "169.254.170.23/32";

/**
 * Nothing comes in (the kubelet of the own node is let in by every engine), and out goes only: names, credentials of the pod's role, and
 * HTTPS to the VPC, where the endpoint of CloudWatch Logs is.
 */
export function agentPolicySpec(vpcCidr: string): types.input.networking.v1.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: { ...labels } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [],
    egress: [
      {
        to: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
            podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
          },
        ],
        ports: [
          { protocol: "UDP", port: 53 },
          { protocol: "TCP", port: 53 },
        ],
      },
      { to: [{ ipBlock: { cidr: podIdentityAgent } }], ports: [{ protocol: "TCP", port: 80 }] },
      { to: [{ ipBlock: { cidr: vpcCidr } }], ports: [{ protocol: "TCP", port: 443 }] },
    ],
  };
}
