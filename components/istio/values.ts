import { spreadOverZones } from "../chart";
import { dataAccessNamespace, dataAccessPort } from "../peers";
import { chartPin } from "../versions";

export interface IstioValuesArgs {
  readonly replicas: number;
  /** Algorithms of FIPS 140-2 only, in sidecars, gateways and istiod. */
  readonly fips: boolean;
  /** Longest life of a workload's certificate. */
  readonly certificateHours: number;
  readonly registryMirror?: string;
}

const images = { registry: "registry.istio.io", path: "release" } as const;

/** Where all images of Istio are: the mirror keeps their own path below its prefix. */
const hubOf = (mirror: string | undefined): string => `${mirror ?? images.registry}/${images.path}`;

/** The image of every sidecar and of its init container, as injection writes it. */
export const proxyImage = (mirror: string | undefined): string => `${hubOf(mirror)}/proxyv2:${chartPin("istiod").version}-distroless`;

const global = (mirror: string | undefined) => ({ hub: hubOf(mirror), variant: "distroless", logAsJson: true });

/** Who is asked by policies of action CUSTOM. Without an answer within the second the request is refused. */
const dataAccessProvider = {
  name: dataAccessNamespace,
  envoyExtAuthzGrpc: {
    service: `${dataAccessNamespace}.${dataAccessNamespace}.svc.cluster.local`,
    port: dataAccessPort,
    timeout: "1s",
    failOpen: false,
    statusOnError: "503",
  },
} as const;

/**
 * The definitions of Istio's kinds, and the webhook that refuses objects which are none. It fails closed from its first moment: the chart's
 * default lets everything through until istiod has started, and after every upgrade.
 */
export const baseValues = { defaultRevision: "default", base: { validationFailurePolicy: "Fail" } } as const;

/** The plugin that leads a pod's traffic through its sidecar, so that no pod needs the rights to do that itself. */
export function cniValues({ registryMirror }: Pick<IstioValuesArgs, "registryMirror">) {
  return {
    global: global(registryMirror),
    // A pod that started before the plugin was on its node is taken away, and made again with it.
    repair: { enabled: true, deletePods: true, repairPods: false },
    resources: { requests: { cpu: "50m", memory: "100Mi" }, limits: { memory: "256Mi" } },
  };
}

const runtimeDefault = { type: "RuntimeDefault" } as const;

/**
 * The control plane, and what it gives every sidecar.
 *
 * - Nothing leaves the mesh to a host that no ServiceEntry names.
 * - Sidecars are native ones, that start before and stop after all other containers, so that jobs end and init containers have the mesh;
 *   the kubelet's probes go through them, since it has no certificate.
 * - Sidecars ask for nothing that the restricted profile of Pod Security refuses, and are bounded as other containers are.
 */
export function istiodValues({ replicas, fips, certificateHours, registryMirror }: IstioValuesArgs) {
  const ttl = `${String(certificateHours)}h`;
  return {
    autoscaleEnabled: false,
    replicaCount: replicas,
    // One may go at a time: a drain goes on, and injection is always there.
    pdb: { minAvailable: replicas - 1 },
    topologySpreadConstraints: [spreadOverZones({ app: "istiod" })],
    seccompProfile: runtimeDefault,
    resources: { requests: { cpu: "250m", memory: "1Gi" }, limits: { memory: "2Gi" } },
    cni: { enabled: true },
    // As of the other webhook (baseValues).
    base: { validationFailurePolicy: "Fail" },
    env: {
      ENABLE_NATIVE_SIDECARS: "true",
      DEFAULT_WORKLOAD_CERT_TTL: ttl,
      MAX_WORKLOAD_CERT_TTL: ttl,
      ...(fips ? { COMPLIANCE_POLICY: "fips-140-2" } : {}),
    },
    sidecarInjectorWebhook: { rewriteAppHTTPProbe: true },
    meshConfig: {
      accessLogEncoding: "JSON",
      outboundTrafficPolicy: { mode: "REGISTRY_ONLY" },
      meshMTLS: { minProtocolVersion: "TLSV1_2" },
      tlsDefaults: { minProtocolVersion: "TLSV1_2" },
      extensionProviders: [dataAccessProvider],
    },
    global: {
      ...global(registryMirror),
      priorityClassName: "system-cluster-critical",
      defaultPodDisruptionBudget: { enabled: true },
      proxy: {
        seccompProfile: runtimeDefault,
        resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { cpu: "1000m", memory: "512Mi" } },
      },
    },
  };
}
