import type { SampleObject } from "../rego/samples";

/** A pod that keeps every rule of admission. */
export const compliantPod: SampleObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "keeps-every-rule" },
  spec: {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
      {
        name: "web",
        image: `registry.example.com/web@sha256:${"0".repeat(64)}`,
        resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { cpu: "100m", memory: "32Mi" } },
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
      },
    ],
  },
};
