import type { Check } from "../model";

export const runtimeChecks = {
  "topic-encrypted-with-cmk": {
    title: "Every topic is encrypted with a customer-managed key",
    moments: ["preview"],
    severity: "high",
    remedy: "Set kmsMasterKeyId to the ARN of the key for alerts.",
    origin: ["runtime-alerts-delivered/2", "security-event-alerting/4"],
  },
  "topic-subscription-encrypted": {
    title: "No alert travels in clear",
    moments: ["preview"],
    severity: "high",
    remedy: "Subscribe with https instead of http.",
    origin: ["runtime-alerts-delivered/3"],
  },
  "guardduty-present": {
    title: "GuardDuty detects threats, or another team answers for it",
    moments: ["preview"],
    severity: "high",
    remedy: "Add a guardduty.Detector, or say under accountServices.guardduty who runs it.",
    origin: ["guardduty-enabled/1"],
    presence: true,
  },
  "guardduty-detector-enabled": {
    title: "The detector of GuardDuty is not suspended",
    moments: ["preview"],
    severity: "high",
    remedy: "Leave enable out; true is the default.",
    origin: ["guardduty-enabled/1"],
  },
  "guardduty-publishes-often": {
    title: "GuardDuty tells of repeated findings every fifteen minutes",
    moments: ["preview"],
    severity: "medium",
    remedy: "Set findingPublishingFrequency to FIFTEEN_MINUTES.",
    origin: ["guardduty-enabled/2"],
  },
  "guardduty-watches-buckets": {
    title: "GuardDuty watches access to buckets",
    moments: ["preview"],
    severity: "high",
    remedy: "Add a guardduty.DetectorFeature S3_DATA_EVENTS with status ENABLED.",
    origin: ["guardduty-enabled/3"],
  },
  "guardduty-watches-audit-logs": {
    title: "GuardDuty watches the cluster's audit logs",
    moments: ["preview"],
    severity: "high",
    remedy: "Add a guardduty.DetectorFeature EKS_AUDIT_LOGS with status ENABLED.",
    origin: ["guardduty-enabled/3", "k8s-audit-threat-detection/2"],
  },
  "guardduty-watches-runtime": {
    title: "GuardDuty watches what runs on nodes, with an agent that EKS installs",
    moments: ["preview"],
    severity: "high",
    remedy: "Add a guardduty.DetectorFeature RUNTIME_MONITORING with EKS_ADDON_MANAGEMENT.",
    origin: ["guardduty-enabled/3", "runtime-malware-detection/1"],
  },
  "guardduty-scans-disks": {
    title: "GuardDuty scans disks for malware",
    moments: ["preview"],
    severity: "high",
    remedy: "Add a guardduty.DetectorFeature EBS_MALWARE_PROTECTION with status ENABLED.",
    origin: ["runtime-malware-detection/1"],
  },
} as const satisfies Record<string, Check>;
