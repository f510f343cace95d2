import type { types } from "@pulumi/kubernetes";

/** Ends of connections that several network policies name. Everything that is not named stays closed. */

type NetworkPolicyPeer = types.input.networking.v1.NetworkPolicyPeer;
type EgressRule = types.input.networking.v1.NetworkPolicyEgressRule;
type Spec = types.input.networking.v1.NetworkPolicySpec;

/** The API server gives every namespace this label, and nobody can give it another value. */
export const nameLabel = "kubernetes.io/metadata.name";

/** Pods of a namespace; all of them when no labels are given. */
export const podsOf = (namespace: string, labels?: Readonly<Record<string, string>>): NetworkPolicyPeer => ({
  namespaceSelector: { matchLabels: { [nameLabel]: namespace } },
  ...(labels === undefined ? {} : { podSelector: { matchLabels: { ...labels } } }),
});

export const ranges = (...cidrs: readonly string[]): NetworkPolicyPeer[] => cidrs.map((cidr) => ({ ipBlock: { cidr } }));

export const tcp = (...ports: readonly number[]) => ports.map((port) => ({ protocol: "TCP", port }));

/** Names are asked of CoreDNS only. */
export const toDns: EgressRule = {
  to: [podsOf("kube-system", { "k8s-app": "kube-dns" })],
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
};

/** Where the agent of Pod Identity answers (EKS user guide, "How EKS Pod Identity works"). */
export const toPodIdentity: EgressRule = { to: ranges("169.254.170.23/32"), ports: tcp(80) };

/** Anywhere but the service that gives out a node's own credentials. */
export const toInternet: EgressRule = { to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }], ports: tcp(443) };

/** Where proxies get configuration and certificates (Istio documentation, "Application Requirements"). */
export const istiodProxyPort = 15012;
export const toIstiod: EgressRule = { to: [podsOf("istio-system", { app: "istiod" })], ports: tcp(istiodProxyPort) };

/** Where requests for records are decided: OPA, by Envoy's protocol of external authorisation. */
export const dataAccessNamespace = "data-access";
export const dataAccessLabels = { "app.kubernetes.io/name": "data-access" } as const;
export const dataAccessPort = 9191;
export const toDataAccess: EgressRule = { to: [podsOf(dataAccessNamespace, dataAccessLabels)], ports: tcp(dataAccessPort) };

/** Where the log agent of the own node takes records and says when it has them. */
export const logAgentNamespace = "log-agent";
export const logAgentLabels = { "app.kubernetes.io/name": "log-agent" } as const;
export const recordPort = 9880;

/** First addresses of the ranges of which EKS takes one for Services when a cluster asks for none (EKS user guide, "Create a cluster"). */
const stockServices = ["10.100.0.1/32", "172.20.0.1/32"];

/**
 * The API server: by its Service, whose address is the first of the range of Services, and by its interfaces in the VPC, which a Service's
 * address is translated to. Which of the two an engine of network policies sees depends on the engine.
 */
export const toApiServer = (vpcCidr: string, serviceCidr: string | undefined): EgressRule => ({
  to: ranges(vpcCidr, ...(serviceCidr === undefined ? stockServices : [firstOf(serviceCidr)])),
  ports: tcp(443),
});

/** Ranges of Services are /12 to /24, so that the first address differs from the range in its last part only. */
const firstOf = (cidr: string): string => `${(cidr.split("/")[0] ?? "").replace(/\d+$/, (last) => String(Number(last) + 1))}/32`;

/**
 * Every pod of the namespace is closed in both directions; further policies open. The lists are empty and not left out, so that the next
 * update takes away what somebody adds by hand: server-side apply leaves alone what nobody named.
 */
export const denyAll: Spec = { podSelector: {}, policyTypes: ["Ingress", "Egress"], ingress: [], egress: [] };
