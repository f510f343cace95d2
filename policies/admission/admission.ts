/** Kinds of one API group that a constraint looks at. */
export interface Kinds {
  readonly apiGroups: readonly string[];
  readonly kinds: readonly string[];
}

/** What a check at admission consists of beside its Rego, which lies in the folder of its name. */
export interface Admission {
  readonly kinds: readonly Kinds[];
  /** Names of the files in `lib/` that its Rego imports. */
  readonly libraries?: readonly string[];
  /** Not asked of the namespace `default`, which nobody makes and no tenant uses. */
  readonly exceptDefault?: true;
  /** Also asked about namespaces that the cluster and the platform keep for themselves. */
  readonly everywhere?: true;
  /** Also asked when an object is deleted. */
  readonly onDeletion?: true;
  /** What a stack decides for it: an OpenAPI schema for each name under which the Rego reads it. */
  readonly parameters?: Readonly<Record<string, object>>;
}

/** Pods, and every kind of Kubernetes that makes pods from a template. */
export const podKinds: readonly Kinds[] = [
  { apiGroups: [""], kinds: ["Pod", "PodTemplate", "ReplicationController"] },
  { apiGroups: ["apps"], kinds: ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"] },
  { apiGroups: ["batch"], kinds: ["Job", "CronJob"] },
];

/** What Gatekeeper keeps a copy of, since rules look at it when they judge another object. */
export const synced = [
  { group: "", version: "v1", kind: "Namespace" },
  { group: "security.istio.io", version: "v1", kind: "PeerAuthentication" },
  { group: "security.istio.io", version: "v1", kind: "RequestAuthentication" },
  { group: "security.istio.io", version: "v1", kind: "AuthorizationPolicy" },
  { group: "telemetry.istio.io", version: "v1", kind: "Telemetry" },
] as const;

/** Kinds whose deletion is asked about. Few: whatever is asked fails closed, and much is deleted all day. */
export const deletionKinds = [{ apiGroups: ["apps"], resources: ["daemonsets", "deployments"] }] as const;
