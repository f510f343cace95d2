import { createHash } from "node:crypto";
import type { types } from "@pulumi/kubernetes";
import type { Flow, FlowPeer, NamespaceSettings } from "../args";
import { denyAll, podsOf, toDataAccess, toDns, toIstiod, toPodIdentity } from "../peers";

type Spec = types.input.networking.v1.NetworkPolicySpec;

/** Names of a namespace's network policies, and what each says. */
export type Policies = Readonly<Record<string, Spec>>;

/**
 * Everything that a namespace's pods may do on the network. Nothing but the declared flows, and what every pod needs: names, and its
 * sidecar's control plane. Instance metadata is closed by not being named, over IPv4 and IPv6.
 */
export function networkPolicies(
  { name: namespace, podIdentity, guards }: Pick<NamespaceSettings, "name" | "podIdentity" | "guards">,
  flows: readonly Flow[],
): Policies {
  const policies: Record<string, Spec> = {
    "deny-all": denyAll,
    mesh: { podSelector: {}, policyTypes: ["Egress"], egress: [toDns, toIstiod] },
    ...(podIdentity ? { "pod-identity": { podSelector: {}, policyTypes: ["Egress"], egress: [toPodIdentity] } } : {}),
  };
  // A guarded pod's sidecar asks before it lets a request in.
  for (const { app } of guards)
    policies[`guard-${app}`] = { podSelector: { matchLabels: { app } }, policyTypes: ["Egress"], egress: [toDataAccess] };
  for (const flow of flows) {
    const { from, to } = flow;
    if (to.namespace === namespace) policies[`in-${flowName(flow)}`] = ingress(flow);
    if (from.namespace === namespace) policies[`out-${flowName(flow)}`] = egress(flow);
  }
  return policies;
}

const peer = ({ namespace, pods }: FlowPeer) => podsOf(namespace, pods);
const ports = ({ port, protocol }: Flow) => [{ protocol, port }];
const selector = ({ pods }: FlowPeer) => (Object.keys(pods).length === 0 ? {} : { matchLabels: { ...pods } });

const ingress = (flow: Flow): Spec => ({
  podSelector: selector(flow.to),
  policyTypes: ["Ingress"],
  ingress: [{ from: [peer(flow.from)], ports: ports(flow) }],
});

const egress = (flow: Flow): Spec => ({
  podSelector: selector(flow.from),
  policyTypes: ["Egress"],
  egress: [{ to: [peer(flow.to)], ports: ports(flow) }],
});

/** `patient-api-to-database-5432`: the same for the same flow, whatever stands around it in the stack file, and another for any other. */
export function flowName({ from, to, port, protocol }: Flow): string {
  const foreign = from.namespace === to.namespace ? "" : `${from.namespace}-`;
  const plain = `${foreign}${words(from)}-to-${words(to)}-${String(port)}${protocol === "TCP" ? "" : `-${protocol.toLowerCase()}`}`;
  const exact = /^[a-z0-9-]{1,200}$/.test(plain) && [from, to].every(({ pods }) => Object.keys(pods).every((key) => key === "app"));
  return exact
    ? plain
    : `${plain
        .toLowerCase()
        .replace(/[^a-z0-9-]/g, "-")
        .slice(0, 180)}-${digest({ from, to })}`;
}

const words = ({ pods }: FlowPeer): string => Object.values(pods).join("-") || "all";

const digest = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 8);
