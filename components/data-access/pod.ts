import type { types } from "@pulumi/kubernetes";
import { spreadOverZones } from "../chart";
import { dataAccessLabels, dataAccessPort } from "../peers";
import { healthPort, serverArguments } from "./configuration";

export interface PodInput {
  readonly image: string;
  readonly serviceAccount: string;
  readonly configMap: string;
  /** Changes with the configuration, so that a change starts new pods. */
  readonly configurationHash: string;
}

const folder = "/configuration";
const probe = (path: string) => ({ httpGet: { path, port: healthPort }, periodSeconds: 10, failureThreshold: 3 });

const container = (image: string): types.input.core.v1.Container => ({
  name: "opa",
  image,
  args: [...serverArguments(folder)],
  ports: [{ name: "grpc-decisions", containerPort: dataAccessPort }],
  resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "1000m", memory: "256Mi" } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    capabilities: { drop: ["ALL"] },
  },
  livenessProbe: probe("/health"),
  // Until its policy is loaded it would refuse everything.
  readinessProbe: probe("/health?plugins"),
  volumeMounts: [{ name: "configuration", mountPath: folder, readOnly: true }],
});

/** The pod that decides. It asks the Kubernetes API nothing, and keeps nothing. */
export const podTemplate = (input: PodInput): types.input.core.v1.PodTemplateSpec => ({
  metadata: { labels: { ...dataAccessLabels }, annotations: { "compliant-eks/configuration": input.configurationHash } },
  spec: {
    serviceAccountName: input.serviceAccount,
    automountServiceAccountToken: false,
    priorityClassName: "system-cluster-critical",
    topologySpreadConstraints: [spreadOverZones(dataAccessLabels)],
    securityContext: { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, seccompProfile: { type: "RuntimeDefault" } },
    containers: [container(input.image)],
    volumes: [{ name: "configuration", configMap: { name: input.configMap } }],
  },
});
