import type { types } from "@pulumi/kubernetes";
import type { NamespaceSettings } from "../args";
import {
  dataAccessLabels,
  dataAccessPort,
  denyAll,
  logAgentLabels,
  logAgentNamespace,
  podsOf,
  recordPort,
  tcp,
  toDns,
  toIstiod,
} from "../peers";

type Spec = types.input.networking.v1.NetworkPolicySpec;

/** Guarded pods ask, and the log agent is told; there is no other way in or out. */
export const dataAccessPolicies = (namespaces: readonly NamespaceSettings[]): Readonly<Record<string, Spec>> => ({
  "deny-all": denyAll,
  "data-access": {
    podSelector: { matchLabels: { ...dataAccessLabels } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [
      { from: namespaces.flatMap(({ name, guards }) => guards.map(({ app }) => podsOf(name, { app }))), ports: tcp(dataAccessPort) },
    ].filter(({ from }) => from.length > 0),
    egress: [toDns, toIstiod, { to: [podsOf(logAgentNamespace, logAgentLabels)], ports: tcp(recordPort) }],
  },
});
