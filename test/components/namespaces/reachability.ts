import { BlockList, isIPv6 } from "node:net";
import { type Value, isObject, unwrap } from "../../../policies/preview/tree";
import type { PlannedResource } from "../../../policies/preview/plan";

/** A pod, or an address outside the cluster. */
export interface End {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly account?: string;
  readonly address?: string;
  /** Whether it has a sidecar. */
  readonly meshed?: boolean;
}

type Labels = Readonly<Record<string, string>>;

interface Selector {
  readonly matchLabels?: Labels;
}

interface Peer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: number; readonly protocol?: string }[];
}

interface NetworkPolicy {
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes: readonly string[];
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
}

interface AuthorizationPolicy {
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    readonly selector?: Selector;
    readonly action?: string;
    readonly rules?: readonly {
      readonly from?: readonly { readonly source: { readonly principals?: readonly string[]; readonly namespaces?: readonly string[] } }[];
      readonly to?: readonly { readonly operation: { readonly ports?: readonly string[] } }[];
    }[];
  };
}

const selects = (selector: Selector | undefined, labels: Labels): boolean =>
  Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);

const rootNamespace = "istio-system";
const healthPort = 15021;

/** What network policies and authorisation policies of a plan let through, by the rules of Kubernetes and Istio. */
export class Reachability {
  readonly #policies: readonly NetworkPolicy[];
  readonly #authorizations: readonly AuthorizationPolicy[];
  readonly #namespaces: ReadonlyMap<string, Labels>;

  constructor(resources: readonly PlannedResource[]) {
    const of = (type: string): unknown => resources.filter((one) => one.type === type).map(({ inputs }) => plain(inputs));
    this.#policies = of("kubernetes:networking.k8s.io/v1:NetworkPolicy") as readonly NetworkPolicy[];
    this.#authorizations = of("kubernetes:security.istio.io/v1:AuthorizationPolicy") as readonly AuthorizationPolicy[];
    const namespaces = of("kubernetes:core/v1:Namespace") as readonly {
      readonly metadata: { readonly name: string; readonly labels: Labels };
    }[];
    this.#namespaces = new Map(namespaces.map(({ metadata: { name, labels } }) => [name, labels]));
  }

  reaches(from: End, to: End, port: number): boolean {
    return this.#lets("Egress", from, to, port) && this.#lets("Ingress", to, from, port) && this.#authorises(from, to, port);
  }

  /** A pod that no policy of a direction selects is open in it; else one of them has to let the other end through. */
  #lets(direction: "Ingress" | "Egress", end: End, other: End, port: number): boolean {
    if (end.namespace === undefined) return true;
    const own = this.#policies.filter(
      ({ metadata, spec }) =>
        metadata.namespace === end.namespace && spec.policyTypes.includes(direction) && selects(spec.podSelector, end.labels ?? {}),
    );
    if (own.length === 0) return true;
    return own.some(({ spec }) =>
      (direction === "Ingress" ? spec.ingress : spec.egress)?.some((rule) => {
        const peers = direction === "Ingress" ? rule.from : rule.to;
        return (peers?.some((peer) => this.#isPeer(peer, other)) ?? true) && (rule.ports?.some((one) => one.port === port) ?? true);
      }),
    );
  }

  #isPeer({ ipBlock, namespaceSelector, podSelector }: Peer, end: End): boolean {
    if (ipBlock !== undefined) {
      const { address } = end;
      return address !== undefined && inRange(ipBlock.cidr, address) && ipBlock.except?.some((except) => inRange(except, address)) !== true;
    }
    if (end.namespace === undefined) return false;
    const labels = { ...this.#namespaces.get(end.namespace), "kubernetes.io/metadata.name": end.namespace };
    return selects(namespaceSelector, labels) && selects(podSelector, end.labels ?? {});
  }

  /** The mesh refuses what no policy allows, since one without rules is in its root namespace. */
  #authorises(from: End, to: End, port: number): boolean {
    // The agent beside a proxy answers questions about its health itself, and asks nobody (Istio documentation, "Ports used by Istio").
    if (to.meshed !== true || port === healthPort) return true;
    const own = this.#authorizations.filter(
      ({ metadata, spec }) =>
        (metadata.namespace === to.namespace || metadata.namespace === rootNamespace) && selects(spec.selector, to.labels ?? {}),
    );
    // One that asks somebody first opens nothing by itself.
    const allowing = own.filter(({ spec }) => (spec.action ?? "ALLOW") === "ALLOW");
    return allowing.some(({ spec }) =>
      spec.rules?.some(
        (rule) =>
          (rule.from?.some(({ source }) => isSource(source, from)) ?? true) &&
          (rule.to?.some(({ operation }) => operation.ports?.includes(String(port)) ?? true) ?? true),
      ),
    );
  }
}

/** Secrets of a plan are values too. */
function plain(value: Value): unknown {
  const known = unwrap(value);
  if (Array.isArray(known)) return (known as readonly Value[]).map(plain);
  return isObject(known) ? Object.fromEntries(Object.entries(known).map(([key, item]) => [key, plain(item)])) : known;
}

function isSource(source: { readonly principals?: readonly string[]; readonly namespaces?: readonly string[] }, from: End): boolean {
  if (from.meshed !== true) return false;
  const principal = `cluster.local/ns/${from.namespace ?? ""}/sa/${from.account ?? ""}`;
  return (source.principals?.includes(principal) ?? true) && (source.namespaces?.includes(from.namespace ?? "") ?? true);
}

function inRange(cidr: string, address: string): boolean {
  const [net = "", bits] = cidr.split("/");
  const family = isIPv6(net) ? "ipv6" : "ipv4";
  if (family !== (isIPv6(address) ? "ipv6" : "ipv4")) return false;
  const list = new BlockList();
  list.addSubnet(net, Number(bits), family);
  return list.check(address, family);
}
