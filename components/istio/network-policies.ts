import type { types } from "@pulumi/kubernetes";
import { denyAll, istiodProxyPort, ranges, tcp, toApiServer, toDns } from "../peers";

type Spec = types.input.networking.v1.NetworkPolicySpec;

/** Where istiod answers webhooks (Istio documentation, "Application Requirements"). */
const webhookPort = 15017;

/** Namespaces whose pods have a sidecar. */
const meshed = { namespaceSelector: { matchLabels: { "istio-injection": "enabled" } } };

/** What istiod is asked, and by whom; it asks names and the API server only. The API server calls webhooks from its interfaces in the VPC. */
export const istiodPolicies = (vpcCidr: string, serviceCidr: string | undefined): Readonly<Record<string, Spec>> => ({
  "deny-all": denyAll,
  istiod: {
    podSelector: { matchLabels: { app: "istiod" } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [
      { from: [meshed], ports: tcp(istiodProxyPort) },
      { from: ranges(vpcCidr), ports: tcp(webhookPort) },
    ],
    egress: [toDns, toApiServer(vpcCidr, serviceCidr)],
  },
});
