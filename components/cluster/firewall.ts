/** The two ends of the cluster inside the VPC, and what nodes call outside it. */
export type Peer = "nodes" | "control-plane" | "endpoints" | "internet";

/** One permitted connection, seen from both of its ends. */
export interface Opening {
  /** Names the rules. */
  readonly name: string;
  readonly from: Peer;
  readonly to: Peer;
  readonly protocol: "tcp" | "udp";
  readonly fromPort: number;
  readonly toPort: number;
  /** At most 255 characters of the set that EC2 accepts. */
  readonly description: string;
}

/** What the API server calls on nodes: the kubelet, and the ports of webhooks and aggregated APIs that the platform installs. */
const controlPlanePorts: readonly (readonly [port: number, what: string])[] = [
  [443, "webhooks on the standard port"],
  [8443, "Gatekeeper admission webhook"],
  [10250, "kubelet: logs, exec and metrics"],
  [10251, "metrics-server, the port of its EKS add-on"],
  [15017, "Istio injection and validation webhook"],
];

/**
 * Everything that the security groups let through. Not listed because security groups do not apply to them: the VPC's DNS resolver,
 * the time service and instance metadata, all on link-local addresses.
 */
export const openings: readonly Opening[] = [
  // Pods share their node's security group. Between pods network policies decide; here only ports that need root stay closed.
  {
    name: "pods",
    from: "nodes",
    to: "nodes",
    protocol: "tcp",
    fromPort: 1025,
    toPort: 65535,
    description: "Pods to pods, unprivileged ports",
  },
  tcp("dns-tcp", "nodes", "nodes", 53, "Pods to CoreDNS"),
  { ...tcp("dns-udp", "nodes", "nodes", 53, "Pods to CoreDNS"), protocol: "udp" },
  tcp("api-server", "nodes", "control-plane", 443, "Nodes and pods to the API server"),
  ...controlPlanePorts.map(([port, what]) =>
    tcp(`control-plane-${String(port)}`, "control-plane", "nodes", port, `API server to nodes: ${what}`),
  ),
  tcp("endpoints", "nodes", "endpoints", 443, "Nodes to AWS services by VPC endpoints"),
  // The one opening to the world: image registries and AWS services without an endpoint, S3 by its gateway too, through NAT.
  tcp("internet-https", "nodes", "internet", 443, "Named exception: HTTPS to registries and AWS services through NAT"),
];

function tcp(name: string, from: Peer, to: Peer, port: number, description: string): Opening {
  return { name, from, to, protocol: "tcp", fromPort: port, toPort: port, description };
}
