import type { types } from "@pulumi/kubernetes";
import { bufferPath, healthPort } from "./configuration";

export interface PodInput {
  readonly image: string;
  readonly serviceAccount: string;
  readonly configMap: string;
  /** Changes with the configuration, so that a change starts new pods. */
  readonly configurationHash: string;
}

export const labels = { "app.kubernetes.io/name": "log-agent", "app.kubernetes.io/part-of": "compliant-eks" } as const;

const probe = { httpGet: { path: "/api/v1/health", port: healthPort }, periodSeconds: 30, failureThreshold: 5 };

const container = (image: string): types.input.core.v1.Container => ({
  name: "log-agent",
  image,
  args: ["-c", "/configuration/fluent-bit.conf"],
  env: [{ name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } }],
  resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
  securityContext: {
    runAsUser: 0,
    privileged: false,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  },
  livenessProbe: { ...probe, initialDelaySeconds: 60 },
  readinessProbe: probe,
  volumeMounts: [
    { name: "configuration", mountPath: "/configuration", readOnly: true },
    { name: "logs", mountPath: "/var/log", readOnly: true },
    { name: "buffer", mountPath: bufferPath },
    { name: "temporary", mountPath: "/tmp" },
  ],
});

/**
 * The agent's pod. It runs as root because the kubelet's log files are root's alone; it has no capability, cannot gain any, writes only to
 * its buffer and reads only logs. It asks the Kubernetes API nothing: the name of a log file tells pod, namespace and container.
 */
export function podTemplate(input: PodInput): types.input.core.v1.PodTemplateSpec {
  return {
    metadata: { labels: { ...labels }, annotations: { "compliant-eks/configuration": input.configurationHash } },
    spec: {
      serviceAccountName: input.serviceAccount,
      automountServiceAccountToken: false,
      priorityClassName: "system-node-critical",
      // Nodes with any taint have logs too.
      tolerations: [{ operator: "Exists" }],
      terminationGracePeriodSeconds: 60,
      securityContext: { seccompProfile: { type: "RuntimeDefault" } },
      containers: [container(input.image)],
      volumes: [
        { name: "configuration", configMap: { name: input.configMap } },
        { name: "logs", hostPath: { path: "/var/log", type: "Directory" } },
        { name: "buffer", hostPath: { path: bufferPath, type: "DirectoryOrCreate" } },
        { name: "temporary", emptyDir: { sizeLimit: "64Mi" } },
      ],
    },
  };
}
