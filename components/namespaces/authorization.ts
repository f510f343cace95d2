import type { Flow, FlowPeer } from "../args";
import { flowName } from "./flows";

/** Domain of trust of the mesh: the default of Istio. */
const trustDomain = "cluster.local";

/**
 * The service account of a flow's pods: the one that is named, else that of their `app`. Pods of no `app`, such as all of a namespace, have
 * several.
 */
export const accountOf = ({ serviceAccount, pods }: FlowPeer): string | undefined => serviceAccount ?? pods["app"];

/** Accounts of a namespace's own pods, sorted, each once. */
export function accountsOf(namespace: string, flows: readonly Flow[]): readonly string[] {
  const own = flows.flatMap(({ from, to }) => [from, to]).filter((peer) => peer.namespace === namespace);
  return [...new Set(own.flatMap((peer) => accountOf(peer) ?? []))].sort();
}

/** Who opens the connection, as its certificate says. */
const sourceOf = (from: FlowPeer) => {
  const account = accountOf(from);
  return account === undefined ? { namespaces: [from.namespace] } : { principals: [`${trustDomain}/ns/${from.namespace}/sa/${account}`] };
};

/** The same openings as in the network policies, by identity instead of address. The mesh carries TCP only. */
export const authorizationPolicies = (namespace: string, flows: readonly Flow[]) =>
  flows
    .filter(({ to, protocol }) => to.namespace === namespace && protocol === "TCP")
    .map((flow) => ({
      apiVersion: "security.istio.io/v1",
      kind: "AuthorizationPolicy",
      metadata: { name: flowName(flow), namespace },
      spec: {
        ...(Object.keys(flow.to.pods).length === 0 ? {} : { selector: { matchLabels: { ...flow.to.pods } } }),
        action: "ALLOW",
        rules: [{ from: [{ source: sourceOf(flow.from) }], to: [{ operation: { ports: [String(flow.port)] } }] }],
      },
    }));
