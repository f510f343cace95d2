import { createHash } from "node:crypto";
import * as apiextensions from "@pulumi/kubernetes/apiextensions/customResource";
import * as apps from "@pulumi/kubernetes/apps/v1";
import * as core from "@pulumi/kubernetes/core/v1";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as policy from "@pulumi/kubernetes/policy/v1";
import * as pulumi from "@pulumi/pulumi";
import type { DataAccessSettings, NamespaceSettings } from "../args";
import { strictMutualTls } from "../mutual-tls";
import { createNamespace } from "../namespace";
import { dataAccessLabels, dataAccessNamespace, dataAccessPort } from "../peers";
import { imageOf } from "../versions";
import { serverFiles } from "./configuration";
import { dataAccessPolicies } from "./network-policies";
import { podTemplate } from "./pod";
import { guardedIdentities, policySettings } from "./settings";

export interface DataAccessArgs {
  readonly settings: DataAccessSettings;
  readonly namespaces: readonly NamespaceSettings[];
  readonly registryMirror?: string;
  /** The cluster's own provider. */
  readonly kubernetes: pulumi.ProviderResource;
  /** What judges objects: while it starts, nothing may be made. */
  readonly kubernetesAfter: readonly pulumi.Resource[];
  /** What has to be there before a pod starts, so that it gets a sidecar. */
  readonly meshReady: readonly pulumi.Resource[];
}

const name = "data-access";
const metadata = { namespace: dataAccessNamespace, labels: { ...dataAccessLabels, "app.kubernetes.io/part-of": "compliant-eks" } };

/**
 * Decides about every request for a record of a person: who asks is verified, whether they may is decided, and that they asked is recorded, each
 * before the answer. Without it, without an answer in time and without a record the request is refused.
 */
export class DataAccess extends pulumi.ComponentResource {
  /** What has to be there before a guarded workload can be asked anything. */
  readonly ready: readonly pulumi.Resource[];

  constructor(resource: string, args: DataAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:DataAccess", resource, {}, opts);
    const child = { parent: this, provider: args.kubernetes };
    const namespace = createNamespace(
      resource,
      { name: dataAccessNamespace, podSecurity: "restricted", labels: { "istio-injection": "enabled" } },
      { ...child, dependsOn: [...args.kubernetesAfter] },
    );
    const inside = { ...child, dependsOn: namespace };
    for (const [suffix, spec] of Object.entries(dataAccessPolicies(args.namespaces)))
      new networking.NetworkPolicy(`${resource}-${suffix}`, { metadata: { ...metadata, name: suffix }, spec }, inside);
    const meshed = { ...child, dependsOn: [namespace, ...args.meshReady] };
    for (const [suffix, object] of Object.entries(meshObjects(args.namespaces)))
      new apiextensions.CustomResource(`${resource}-${suffix}`, object, meshed);
    this.ready = [createServer(resource, args, inside)];
    this.registerOutputs({});
  }
}

/** Only sidecars of guarded workloads may ask, over mutual TLS. */
const meshObjects = (namespaces: readonly NamespaceSettings[]) => ({
  "mutual-tls": strictMutualTls(dataAccessNamespace),
  guarded: {
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: { name: "guarded", namespace: dataAccessNamespace },
    spec: { action: "ALLOW", rules: rulesFor(guardedIdentities(namespaces)) },
  },
});

const rulesFor = (principals: readonly string[]) =>
  principals.length === 0
    ? []
    : [{ from: [{ source: { principals: [...principals] } }], to: [{ operation: { ports: [String(dataAccessPort)] } }] }];

function createServer(resource: string, args: DataAccessArgs, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  const files = serverFiles(policySettings(args.settings, args.namespaces));
  const around = createSurroundings(resource, files, opts);
  return new apps.Deployment(
    resource,
    {
      metadata: { ...metadata, name },
      spec: {
        replicas: 3,
        selector: { matchLabels: { ...dataAccessLabels } },
        template: podTemplate({
          image: imageOf("policyAgent", args.registryMirror),
          serviceAccount: name,
          configMap: name,
          configurationHash: createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 16),
        }),
      },
    },
    { ...opts, dependsOn: [...around, ...args.meshReady] },
  );
}

/** What its pods need, and how they are found. */
function createSurroundings(
  resource: string,
  files: Readonly<Record<string, string>>,
  opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
  // The name tells the mesh which protocol it is.
  const ports = [{ name: "grpc-decisions", port: dataAccessPort, targetPort: dataAccessPort, protocol: "TCP" }];
  const own = { metadata: { ...metadata, name } };
  return [
    new core.ServiceAccount(resource, { ...own, automountServiceAccountToken: false }, opts),
    new core.ConfigMap(resource, { ...own, data: { ...files } }, opts),
    new core.Service(resource, { ...own, spec: { type: "ClusterIP", selector: { ...dataAccessLabels }, ports } }, opts),
    // One of three may go at a time.
    new policy.PodDisruptionBudget(
      resource,
      { ...own, spec: { minAvailable: 2, selector: { matchLabels: { ...dataAccessLabels } } } },
      opts,
    ),
  ];
}
