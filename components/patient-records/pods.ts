import type { types } from "@pulumi/kubernetes";

type Container = types.input.core.v1.Container;
type PodSpec = types.input.core.v1.PodSpec;

/** What every container of the example says; the rules of admission ask for each of it. */
export const container = (
  name: string,
  image: string,
  more: Omit<Container, "name" | "image">,
  limits: { readonly cpu: string; readonly memory: string } = { cpu: "250m", memory: "128Mi" },
): Container => ({
  name,
  image,
  resources: { requests: { cpu: "50m", memory: "64Mi" }, limits },
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: ["ALL"] } },
  ...more,
});

/** What every pod of the example says. `user` is the one that its image is made for. */
export const pod = (serviceAccountName: string, user: number, more: PodSpec): PodSpec => ({
  serviceAccountName,
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, runAsUser: user, runAsGroup: user, fsGroup: user, seccompProfile: { type: "RuntimeDefault" } },
  ...more,
});

/** The secret as files, read with the pod's own role. */
export const credentials = (secretProviderClass: string) => ({
  volume: {
    name: "credentials",
    csi: { driver: "secrets-store.csi.k8s.io", readOnly: true, volumeAttributes: { secretProviderClass } },
  },
  mount: { name: "credentials", mountPath: "/credentials", readOnly: true },
});

/** A folder in memory, gone with the pod. */
export const inMemory = (name: string, mountPath: string) => ({
  volume: { name, emptyDir: { medium: "Memory", sizeLimit: "16Mi" } },
  mount: { name, mountPath },
});

export const files = (configMap: string) => ({
  volume: { name: "configuration", configMap: { name: configMap } },
  mount: { name: "configuration", mountPath: "/configuration", readOnly: true },
});
