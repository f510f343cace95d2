import type { Neutral } from "./neutral";

/** Workloads of the platform and of the example, and what belongs to them. */
export const ofWorkloads: readonly Neutral[] = [
  {
    of: ["Deployment", "StatefulSet", "CronJob", "Job"],
    paths: [
      "*.args.*",
      "*.command.*",
      "*.env.*",
      "*.image",
      "*.name",
      "*.ports.*",
      "*Probe.*",
      "*.resources.*",
      "*.volumeMounts.*",
      "*.volumes.*",
      "metadata.labels.app*",
      "metadata.name",
      "metadata.namespace",
      "spec.selector.*",
      "*template.metadata.*",
      "*.restartPolicy",
      "*.terminationGracePeriodSeconds",
      "*.topologySpreadConstraints.*",
      "*.priorityClassName",
      "*.securityContext.fsGroup",
      "*.securityContext.runAsGroup",
      "*.spec.securityContext.runAsNonRoot",
    ],
    reason:
      "what runs and how it is found; the API server or the workload itself fails on another, and rules for pods are weakened one by one",
  },
  {
    of: ["Deployment", "StatefulSet", "CronJob", "Job"],
    paths: [
      "spec.replicas",
      "spec.serviceName",
      "spec.volumeClaimTemplates.*",
      "spec.backoffLimit",
      "*.backoffLimit",
      "spec.concurrencyPolicy",
      "spec.failedJobsHistoryLimit",
      "spec.successfulJobsHistoryLimit",
    ],
    reason: "how many, how often again, and on which class of storage: admission refuses a class that does not encrypt",
  },
  {
    of: ["Service", "PodDisruptionBudget", "SecretProviderClass"],
    paths: ["*"],
    reason:
      "how pods are found, which may go at a time and which files they get; kinds of Services that open a cluster are refused by their own checks",
  },
  {
    of: ["ServiceEntry"],
    paths: ["metadata.*", "spec.location", "spec.ports.*", "spec.resolution", "spec.exportTo.*"],
    reason: "how the one host that it names is reached",
  },
  {
    of: ["RequestAuthentication"],
    paths: ["metadata.name", "spec.jwtRules.*"],
    reason: "whose tokens are taken is the stack's to say; that false ones are refused is judged",
  },
  {
    of: ["ClusterRole", "ClusterRoleBinding"],
    paths: ["metadata.name", "rules.*", "roleRef.*", "subjects.*"],
    reason: "the rights of the restore test: verbs that are dangerous and subjects that are anybody are weakened in tests of their own",
  },
  {
    of: ["BackupStorageLocation"],
    paths: ["metadata.*", "spec.accessMode", "spec.config.region", "spec.default", "spec.objectStorage.bucket", "spec.provider"],
    reason: "where the bucket is; its role can neither write to the copies nor delete a version, whatever stands here",
  },
  {
    of: ["Schedule"],
    paths: [
      "metadata.*",
      "spec.template.defaultVolumesToFsBackup",
      "spec.template.metadata.*",
      "spec.template.snapshotMoveData",
      "spec.template.storageLocation",
      "spec.useOwnerReferencesInBackup",
    ],
    reason: "names, and what moves volumes: with a repository its password is judged, where the release says so too",
  },
  {
    of: ["BucketReplicationConfig"],
    paths: [
      "rules.*.deleteMarkerReplication.*",
      "rules.*.destination.bucket",
      "rules.*.destination.metrics.*",
      "rules.*.id",
      "rules.*.priority",
    ],
    reason: "which bucket is seen by what goes into the rules; a marker that is copied hides an object and deletes none",
  },
  {
    of: ["aws:secretsmanager/secret:Secret"],
    paths: ["name", "recoveryWindowInDays", "description"],
    reason: "a name, and time to think again",
  },
];
