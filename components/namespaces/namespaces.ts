import * as pulumi from "@pulumi/pulumi";
import type { DataAccessSettings, Environment, NamespaceSettings, Persona } from "../args";
import { createBreakGlassRole } from "./bindings";
import { Tenant } from "./tenant";

export interface NamespacesArgs {
  readonly environment: Environment;
  readonly namespaces: readonly NamespaceSettings[];
  readonly personas: readonly Persona[];
  readonly dataAccess?: Pick<DataAccessSettings, "issuer" | "audience" | "jwks">;
  /** The cluster's own provider. */
  readonly kubernetes: pulumi.ProviderResource;
}

/** The namespaces of tenants. Let them depend on what judges and encrypts: nothing may run in one before that is there. */
export class Namespaces extends pulumi.ComponentResource {
  constructor(name: string, args: NamespacesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Namespaces", name, {}, opts);
    const { namespaces, personas, environment, dataAccess, kubernetes } = args;
    const flows = namespaces.flatMap((namespace) => namespace.flows);
    if (personas.some(({ role }) => role === "break-glass"))
      createBreakGlassRole(`${name}-break-glass`, { parent: this, provider: kubernetes });
    for (const namespace of namespaces) {
      const own = flows.filter(({ from, to }) => from.namespace === namespace.name || to.namespace === namespace.name);
      new Tenant(
        `${name}-${namespace.name}`,
        { environment, namespace, flows: own, personas, ...(dataAccess === undefined ? {} : { dataAccess }), kubernetes },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
