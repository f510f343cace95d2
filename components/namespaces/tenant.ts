import * as apiextensions from "@pulumi/kubernetes/apiextensions/customResource";
import * as core from "@pulumi/kubernetes/core/v1";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";
import type { DataAccessSettings, Environment, Flow, NamespaceSettings, Persona } from "../args";
import { createNamespace } from "../namespace";
import { strictMutualTls } from "../mutual-tls";
import { accountsOf, authorizationPolicies } from "./authorization";
import { createBindings } from "./bindings";
import { limits, quota } from "./bounds";
import { networkPolicies } from "./flows";
import { guardObjects } from "./guards";

export interface TenantArgs {
  readonly environment: Environment;
  readonly namespace: NamespaceSettings;
  /** Every flow that begins or ends in the namespace, whichever namespace declares it. */
  readonly flows: readonly Flow[];
  readonly personas: readonly Persona[];
  /** Whose tokens are taken; there for namespaces whose data ask for it. */
  readonly dataAccess?: Pick<DataAccessSettings, "issuer" | "audience" | "jwks">;
  /** The cluster's own provider. */
  readonly kubernetes: pulumi.ProviderResource;
}

/** One namespace of tenants: closed, in the mesh, bounded, and open for exactly what its stack file declares. */
export class Tenant extends pulumi.ComponentResource {
  constructor(name: string, args: TenantArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Tenant", name, {}, opts);
    const { namespace: settings, flows } = args;
    const { name: namespace } = settings;
    const child = { parent: this, provider: args.kubernetes };
    const made = createNamespace(name, { name: namespace, podSecurity: "restricted", labels: labelsOf(args) }, child);
    const inside = { ...child, dependsOn: made };

    for (const [own, spec] of Object.entries(networkPolicies(settings, flows)))
      new networking.NetworkPolicy(`${name}-${own}`, { metadata: { name: own, namespace }, spec }, inside);
    // What the mesh says as a whole, once more where the data is: it stays when somebody changes the root namespace.
    new apiextensions.CustomResource(`${name}-mutual-tls`, strictMutualTls(namespace), inside);
    for (const policy of authorizationPolicies(namespace, flows))
      new apiextensions.CustomResource(`${name}-allow-${policy.metadata.name}`, policy, inside);
    for (const [suffix, object] of Object.entries(guardObjects(settings, args.dataAccess)))
      new apiextensions.CustomResource(`${name}-${suffix}`, object, inside);
    new core.ResourceQuota(`${name}-quota`, { metadata: { name: "quota", namespace }, spec: quota(settings.quotas) }, inside);
    new core.LimitRange(`${name}-limits`, { metadata: { name: "limits", namespace }, spec: limits }, inside);
    createAccounts(name, namespace, accountsOf(namespace, flows), inside);
    createBindings(name, settings, args.personas, inside);
    this.registerOutputs({});
  }
}

const labelsOf = ({ environment, namespace: { owner, dataClass } }: TenantArgs): Record<string, string> => ({
  owner,
  "data-class": dataClass,
  environment,
  "istio-injection": "enabled",
});

/** One for each workload that a flow names, so that its certificate says who it is; the one that Kubernetes makes gives out no token. */
function createAccounts(name: string, namespace: string, accounts: readonly string[], opts: pulumi.CustomResourceOptions): void {
  new core.ServiceAccountPatch(
    `${name}-default-account`,
    { metadata: { name: "default", namespace }, automountServiceAccountToken: false },
    opts,
  );
  for (const account of accounts)
    new core.ServiceAccount(
      `${name}-${account}-account`,
      { metadata: { name: account, namespace }, automountServiceAccountToken: false },
      opts,
    );
}
