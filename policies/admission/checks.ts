import type { AdmissionCheckId } from "../controls";
import { type Admission, type Kinds, podKinds } from "./admission";

const ofPods: Admission = { kinds: podKinds, libraries: ["pods"] };

const of = (apiGroup: string, ...kinds: readonly string[]): readonly Kinds[] => [{ apiGroups: [apiGroup], kinds }];

const names = { type: "array", items: { type: "string" } } as const;

const services: Admission = { kinds: of("", "Service") };
const ingresses: Admission = { kinds: of("networking.k8s.io", "Ingress") };
const rights = (...kinds: readonly string[]): Admission => ({
  kinds: of("rbac.authorization.k8s.io", ...kinds),
  libraries: ["cluster_objects"],
  parameters: { exempt: names },
});
const roles = rights("Role", "ClusterRole");
const bindings = rights("RoleBinding", "ClusterRoleBinding");
const storageClasses: Admission = { kinds: of("storage.k8s.io", "StorageClass"), libraries: ["classes"] };
const namespaces: Admission = { kinds: of("", "Namespace"), exceptDefault: true };

/** Every check that looks at admission, by its id, which is also the name of its folder and of its constraint. */
export const admissionChecks: Readonly<Record<AdmissionCheckId, Admission>> = {
  "pod-runs-as-nonroot": ofPods,
  "pod-no-privilege-escalation": ofPods,
  "pod-drops-all-capabilities": ofPods,
  "pod-proc-mount-masked": ofPods,
  "pod-sysctls-are-its-own": ofPods,
  "pod-seccomp-profile-set": ofPods,
  "pod-selinux-not-loosened": ofPods,
  "pod-apparmor-not-loosened": ofPods,
  "pod-not-privileged": ofPods,
  "pod-no-host-namespaces": ofPods,
  "pod-no-host-ports": ofPods,
  "pod-volumes-are-of-safe-kinds": ofPods,
  "pod-no-host-process": ofPods,
  "pod-no-host-in-probes": ofPods,
  "pod-root-filesystem-readonly": ofPods,
  "pod-resources-bounded": ofPods,
  "pod-images-from-allowed-registries": { ...ofPods, parameters: { registries: names, injected: names } },
  "pod-images-pinned-by-digest": { ...ofPods, parameters: { injected: names } },
  "pod-no-automounted-token": ofPods,
  "pod-no-credentials-in-env": ofPods,
  "pod-not-around-mesh": ofPods,
  "data-workloads-guarded": { kinds: podKinds },
  "runtime-namespace-protected": {
    kinds: [
      { apiGroups: [""], kinds: ["ConfigMap", "Secret", "Service", "ServiceAccount"] },
      { apiGroups: ["apps"], kinds: ["DaemonSet", "Deployment"] },
      { apiGroups: ["networking.k8s.io"], kinds: ["NetworkPolicy"] },
    ],
    everywhere: true,
    onDeletion: true,
    parameters: { platformUsers: names },
  },
  "service-no-node-port": services,
  "service-no-load-balancer": services,
  "service-no-external-ips": services,
  "service-no-external-name": services,
  "ingress-host-named": ingresses,
  "ingress-tls-only": ingresses,
  "rbac-role-no-wildcard": roles,
  "rbac-no-sensitive-verbs": roles,
  "rbac-no-cluster-admin-binding": bindings,
  "rbac-no-anonymous-subject": bindings,
  "storageclass-encrypted": storageClasses,
  "storageclass-customer-key": storageClasses,
  "storageclass-csi-provisioner": { kinds: storageClasses.kinds, libraries: ["cluster_objects"], parameters: { exempt: names } },
  "claims-use-encrypted-classes": {
    kinds: [...podKinds, ...of("", "PersistentVolumeClaim")],
    libraries: ["pods"],
    parameters: { classes: names },
  },
  "persistentvolume-not-static": { kinds: of("", "PersistentVolume") },
  "namespace-pod-security-restricted": namespaces,
  "namespace-in-mesh": namespaces,
  "objects-carry-required-labels": {
    kinds: [...of("", "Namespace"), ...of("apps", "Deployment", "StatefulSet", "DaemonSet"), ...of("batch", "Job", "CronJob")],
    exceptDefault: true,
    parameters: {
      labels: {
        type: "array",
        items: {
          type: "object",
          properties: {
            key: { type: "string" },
            pattern: { type: "string", description: "Regular expression that the whole value has to match." },
            says: { type: "string", description: "The pattern in words, for messages." },
          },
        },
      },
    },
  },
  "peerauthentication-strict": { kinds: of("security.istio.io", "PeerAuthentication") },
  "authorizationpolicy-names-sources": { kinds: of("security.istio.io", "AuthorizationPolicy") },
  "networkpolicy-not-allow-all": { kinds: of("networking.k8s.io", "NetworkPolicy") },
};

export const admissionCheckIds = Object.keys(admissionChecks) as readonly AdmissionCheckId[];
