import { imageOf } from "../versions";

export interface VeleroValuesArgs {
  readonly serviceAccount: string;
  /** The place of backups that is meant when nothing else is said. */
  readonly location: string;
  readonly retentionDays: number;
  readonly registryMirror?: string;
}

/** What guards a workload comes back before it: admission judges the workload with what is there. Then the order of Velero's own default. */
const restoreOrder = [
  "customresourcedefinitions",
  "namespaces",
  "networkpolicies.networking.k8s.io",
  "peerauthentications.security.istio.io",
  "requestauthentications.security.istio.io",
  "authorizationpolicies.security.istio.io",
  "telemetries.telemetry.istio.io",
  "storageclasses",
  "volumesnapshotclass.snapshot.storage.k8s.io",
  "volumesnapshotcontents.snapshot.storage.k8s.io",
  "volumesnapshots.snapshot.storage.k8s.io",
  "persistentvolumes",
  "persistentvolumeclaims",
  "serviceaccounts",
  "secrets",
  "configmaps",
  "limitranges",
  "pods",
  "replicasets.apps",
] as const;

/** Nothing that the least of the Pod Security Standards would not admit. */
const restricted = {
  podSecurityContext: { runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532, seccompProfile: { type: "RuntimeDefault" } },
  containerSecurityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
} as const;

/**
 * What the chart of Velero is told.
 *
 * - Volumes are kept as snapshots by the driver of EBS, with the key of the volume. Nothing moves their data to a bucket, so that there is no
 *   repository: its maintenance cannot work under a lock (velero#8726, kopia#5509), and its password would be a well-known one.
 * - Credentials come by Pod Identity; there is no Secret with keys.
 * - Locations and schedules are objects of the program, where checks see them. No hook changes the definitions of Velero's kinds; an upgrade
 *   of the chart says how (docs/runbooks/upgrade.md).
 */
export function veleroValues({ serviceAccount, location, retentionDays, registryMirror }: VeleroValuesArgs) {
  const registry = registryMirror ?? "docker.io";
  const pluginName = "velero-plugin-for-aws";
  return {
    image: { repository: `${registry}/velero/velero` },
    initContainers: [
      {
        name: pluginName,
        image: imageOf("veleroPlugin", registryMirror),
        volumeMounts: [{ mountPath: "/target", name: "plugins" }],
        securityContext: restricted.containerSecurityContext,
        resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } },
      },
    ],
    ...restricted,
    resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { memory: "1Gi" } },
    serviceAccount: { server: { create: true, name: serviceAccount } },
    credentials: { useSecret: false },
    backupsEnabled: true,
    snapshotsEnabled: true,
    deployNodeAgent: false,
    upgradeCRDs: false,
    cleanUpCRDs: false,
    configuration: {
      backupStorageLocation: [],
      volumeSnapshotLocation: [],
      features: "EnableCSI",
      defaultBackupStorageLocation: location,
      defaultSnapshotMoveData: false,
      defaultVolumesToFsBackup: false,
      defaultBackupTTL: hours(retentionDays),
      restoreResourcePriorities: restoreOrder.join(","),
      logFormat: "json",
    },
    schedules: {},
    kubectl: { image: { repository: `${registryMirror ?? "registry.k8s.io"}/kubectl` } },
    metrics: { enabled: true },
  };
}

/** A time in the words of Velero. */
export const hours = (days: number): string => `${String(days * 24)}h0m0s`;
