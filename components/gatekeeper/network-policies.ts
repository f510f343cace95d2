import type { types } from "@pulumi/kubernetes";
import { denyAll, ranges, tcp, toApiServer, toDns } from "../peers";

type Spec = types.input.networking.v1.NetworkPolicySpec;

/** Where its webhooks answer (values of its chart, `controllerManager.port`). */
const webhookPort = 8443;

/** The API server asks its webhooks, from its interfaces in the VPC; it asks the API server. Nothing else goes in or out. */
export const gatekeeperPolicies = (vpcCidr: string, serviceCidr: string | undefined): Readonly<Record<string, Spec>> => ({
  "deny-all": denyAll,
  gatekeeper: {
    podSelector: { matchLabels: { "gatekeeper.sh/system": "yes" } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [{ from: ranges(vpcCidr), ports: tcp(webhookPort) }],
    egress: [toDns, toApiServer(vpcCidr, serviceCidr)],
  },
});
