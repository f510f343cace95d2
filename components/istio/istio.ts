import * as apiextensions from "@pulumi/kubernetes/apiextensions/customResource";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../args";
import { installChart } from "../chart";
import { createNamespace } from "../namespace";
import { meshObjects, rootNamespace } from "./mesh";
import { istiodPolicies } from "./network-policies";
import { baseValues, cniValues, istiodValues, proxyImage } from "./values";

export interface IstioArgs {
  readonly environment: Environment;
  readonly vpcCidr: string;
  /** Range of the cluster's Services; EKS chose one when absent. */
  readonly serviceCidr?: string;
  /** Algorithms of FIPS 140-2 only. */
  readonly fips: boolean;
  /** Longest life of a workload's certificate, in hours. */
  readonly certificateHours: number;
  readonly registryMirror?: string;
  /** The cluster's own provider. */
  readonly kubernetes: pulumi.ProviderResource;
}

/**
 * The mesh: sidecars that speak mutual TLS and nothing else, refuse what no policy allows, reach no host that nobody named, and log every
 * request. Let every workload depend on `ready`: a pod that starts before has no sidecar.
 */
export class Istio extends pulumi.ComponentResource {
  readonly ready: readonly pulumi.Resource[];
  /** Images that injection puts into every pod of the mesh. */
  readonly injectedImages: readonly string[];

  constructor(name: string, args: IstioArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Istio", name, {}, opts);
    const child = { parent: this, provider: args.kubernetes };
    const namespace = createNamespace(name, { name: rootNamespace, podSecurity: "restricted" }, child);
    const inRoot = { namespace: rootNamespace };
    const inside = { ...child, dependsOn: namespace };
    for (const [suffix, spec] of Object.entries(istiodPolicies(args.vpcCidr, args.serviceCidr)))
      new networking.NetworkPolicy(`${name}-${suffix}`, { metadata: { ...inRoot, name: suffix }, spec }, inside);

    const base = installChart(`${name}-base`, { release: "istio-base", ...inRoot, values: baseValues, minutes: 5 }, inside);
    // Its pods change the node's network configuration, which only the namespace of the node's own agents may.
    const cni = installChart(
      `${name}-cni`,
      { release: "istio-cni", namespace: "kube-system", values: cniValues(args), minutes: 10 },
      child,
    );
    const values = istiodValues({ ...args, replicas: args.environment === "production" ? 3 : 2 });
    const istiod = installChart(`${name}-istiod`, { release: "istiod", ...inRoot, values, minutes: 10 }, { ...child, dependsOn: base });
    const objects = Object.entries(meshObjects).map(
      ([suffix, object]) => new apiextensions.CustomResource(`${name}-${suffix}`, object, { ...child, dependsOn: istiod }),
    );
    this.injectedImages = [proxyImage(args.registryMirror)];
    this.ready = [cni, istiod, ...objects];
    this.registerOutputs({});
  }
}
