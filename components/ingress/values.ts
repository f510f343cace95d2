import type { Input } from "@pulumi/pulumi";
import type { Site } from "../args";
import { spreadOverZones } from "../chart";
import { gatewayPorts } from "./names";

/** Where the gateway's sidecar agent writes the certificate that the mesh gives it, and the gateway reads it. */
export const certificatePath = "/etc/mesh-certificate";

/**
 * The gateway: pods that the load balancer reaches by their addresses, so that its Service needs none of its own. Ports above 1024 need no
 * sysctl, which is all that the chart's own security context is about.
 */
export const gatewayValues = (replicas: number) => ({
  replicaCount: replicas,
  autoscaling: { enabled: false },
  podDisruptionBudget: { minAvailable: replicas - 1 },
  topologySpreadConstraints: [spreadOverZones({ istio: "ingress" })],
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "2000m", memory: "1024Mi" } },
  service: {
    type: "ClusterIP",
    ports: [
      { name: "status-port", port: gatewayPorts.status, protocol: "TCP", targetPort: gatewayPorts.status },
      { name: "https", port: 443, protocol: "TCP", targetPort: gatewayPorts.https },
    ],
  },
  env: { OUTPUT_CERTS: certificatePath },
  volumes: [{ name: "mesh-certificate", emptyDir: { medium: "Memory", sizeLimit: "1Mi" } }],
  volumeMounts: [{ name: "mesh-certificate", mountPath: certificatePath }],
});

export interface ControllerValuesArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly vpcId: Input<string>;
  readonly registryMirror?: string;
}

/**
 * Region and VPC are said, because the instance metadata that would tell them is closed to pods. Everything by which it would make load
 * balancers of its own is off.
 */
export const controllerValues = ({ site, clusterName, vpcId, registryMirror }: ControllerValuesArgs, serviceAccount: string) => ({
  clusterName,
  region: site.region,
  vpcId,
  replicaCount: 2,
  podDisruptionBudget: { maxUnavailable: 1 },
  serviceAccount: { create: true, name: serviceAccount },
  ...(registryMirror === undefined ? {} : { image: { repository: `${registryMirror}/eks/aws-load-balancer-controller` } }),
  resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } },
  enableServiceMutatorWebhook: false,
  createIngressClassResource: false,
  ingressClassParams: { create: false },
  enableShield: false,
  enableWaf: false,
  enableWafv2: false,
});
