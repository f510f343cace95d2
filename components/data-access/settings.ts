import type { DataAccessSettings, Flow, NamespaceSettings } from "../args";
import { logAgentNamespace, recordPort } from "../peers";

/** Domain of trust of the mesh: the default of Istio. */
const identityOf = (namespace: string, serviceAccount: string): string => `spiffe://cluster.local/ns/${namespace}/sa/${serviceAccount}`;

/** How long the log agent of the node may take to say that it has a record; the sidecar waits for a second in all. */
const sinkTimeout = "500ms";

/** What the Rego in policy/ reads as `data.settings`. */
export interface PolicySettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: string;
  /** By the identity of the guarded workload. */
  readonly workloads: Readonly<
    Record<string, { readonly callers: readonly string[]; readonly routes: NamespaceSettings["guards"][number]["routes"] }>
  >;
  readonly roles: Readonly<Record<string, { readonly purposes: readonly string[]; readonly actions: readonly string[] }>>;
  readonly breakGlass: DataAccessSettings["breakGlass"];
  readonly sink: string;
  readonly timeout: string;
}

/** Who may call a guarded workload is what the declared flows say; what it may be asked, its routes. */
export function policySettings({ roles, ...settings }: DataAccessSettings, namespaces: readonly NamespaceSettings[]): PolicySettings {
  const flows = namespaces.flatMap((namespace) => namespace.flows);
  const workloads = namespaces.flatMap(({ name, guards }) =>
    guards.map(({ app, port, routes }) => [identityOf(name, app), { callers: callersOf(flows, name, app, port), routes }] as const),
  );
  return {
    ...settings,
    workloads: Object.fromEntries(workloads),
    roles: Object.fromEntries(roles.map(({ name, purposes, actions }) => [name, { purposes, actions }])),
    sink: `http://${logAgentNamespace}.${logAgentNamespace}.svc.cluster.local:${String(recordPort)}/data-access`,
    timeout: sinkTimeout,
  };
}

const callersOf = (flows: readonly Flow[], namespace: string, app: string, port: number): readonly string[] =>
  flows
    .filter(({ to, port: at }) => to.namespace === namespace && to.pods["app"] === app && at === port)
    .flatMap(({ from }) => {
      const account = from.serviceAccount ?? from.pods["app"] ?? gatewayAccount(from.namespace);
      return account === undefined ? [] : [identityOf(from.namespace, account)];
    });

/** The gateway's pods run as the account of their release. */
const gatewayAccount = (namespace: string): string | undefined => (namespace === "istio-ingress" ? "istio-ingress" : undefined);

/** Identities of the workloads whose sidecars may ask. */
export const guardedIdentities = (namespaces: readonly NamespaceSettings[]): readonly string[] =>
  namespaces.flatMap(({ name, guards }) => guards.map(({ app }) => `cluster.local/ns/${name}/sa/${app}`));
