import type { Check } from "../model";

export const auditChecks = {
  "eks-audit-log-types-complete": {
    title: "The cluster sends all five kinds of control-plane logs",
    moments: ["preview"],
    severity: "high",
    remedy: "Set enabledClusterLogTypes to api, audit, authenticator, controllerManager and scheduler.",
    origin: ["k8s-audit-logs-enabled/1"],
  },
  "eks-log-group-made-first": {
    title: "The cluster's log group is made by the program before the cluster",
    moments: ["preview"],
    severity: "high",
    remedy: "Create the log group /aws/eks/<cluster>/cluster with key and retention, and let the cluster depend on it.",
    origin: ["k8s-audit-logs-enabled/2"],
  },
  "log-group-encrypted-with-cmk": {
    title: "Every log group is encrypted with a customer-managed key",
    moments: ["preview"],
    severity: "high",
    remedy: "Set kmsKeyId to the ARN of the key for logs.",
    origin: ["log-groups-encrypted-with-cmk/1"],
  },
  "log-group-retention-sufficient": {
    title: "Every log group keeps its logs as long as required, and no longer than allowed",
    moments: ["preview"],
    severity: "high",
    remedy: "Set retentionInDays to the resolved log.retention.days.",
    origin: ["log-retention/1"],
  },
  "log-group-deletion-protected": {
    title: "Log groups are protected against deletion where the environment asks for it",
    moments: ["preview"],
    severity: "high",
    remedy: "Set deletionProtectionEnabled to true.",
    origin: ["log-immutability/4"],
  },
  "node-user-data-keeps-time-servers": {
    title: "User data of nodes leaves the Amazon Time Sync Service in place",
    moments: ["preview"],
    severity: "medium",
    remedy: "Remove the time servers from userData.",
    origin: ["time-synchronisation/2"],
  },
} as const satisfies Record<string, Check>;
