import type { types } from "@pulumi/kubernetes";
import { denyAll, ranges, tcp, toApiServer, toDns } from "../peers";

type Spec = types.input.networking.v1.NetworkPolicySpec;

/** Ports of istiod (Istio documentation, "Application Requirements"): configuration and certificates for proxies; its webhooks. */
export const istiodPorts = { proxies: 15012, webhooks: 15017 } as const;

/** Namespaces whose pods have a sidecar. */
const meshed = { namespaceSelector: { matchLabels: { "istio-injection": "enabled" } } };

/** What istiod is asked, and by whom; it asks names and the API server only. The API server calls webhooks from its interfaces in the VPC. */
export const istiodPolicies = (vpcCidr: string, serviceCidr: string | undefined): Readonly<Record<string, Spec>> => ({
  "deny-all": denyAll,
  istiod: {
    podSelector: { matchLabels: { app: "istiod" } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [
      { from: [meshed], ports: tcp(istiodPorts.proxies) },
      { from: ranges(vpcCidr), ports: tcp(istiodPorts.webhooks) },
    ],
    egress: [toDns, toApiServer(vpcCidr, serviceCidr)],
  },
});
