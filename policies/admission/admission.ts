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
  /** What a stack decides for it: an OpenAPI schema for each name under which the Rego reads it. */
  readonly parameters?: Readonly<Record<string, object>>;
}

/** Pods, and every kind of Kubernetes that makes pods from a template. */
export const podKinds: readonly Kinds[] = [
  { apiGroups: [""], kinds: ["Pod", "PodTemplate", "ReplicationController"] },
  { apiGroups: ["apps"], kinds: ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"] },
  { apiGroups: ["batch"], kinds: ["Job", "CronJob"] },
];
