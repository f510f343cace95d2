import type { Check } from "../model";

export const admissionChecks = {
  "pod-runs-as-nonroot": {
    title: "No container may run as root",
    moments: ["admission"],
    severity: "high",
    remedy: "Set securityContext.runAsNonRoot to true, and runAsUser to another number than 0 or not at all.",
    // A part of pod-least-privilege/4, which stays researched until all its parts are here.
    origin: [],
  },
  "repository-tags-immutable": {
    title: "An image cannot change under its tag",
    moments: ["preview"],
    severity: "high",
    remedy: "Set imageTagMutability to IMMUTABLE.",
    origin: ["image-allowed-registries/2"],
  },
  "repository-encrypted-with-cmk": {
    title: "Every repository is encrypted with a customer-managed key",
    moments: ["preview"],
    severity: "medium",
    remedy: "Set encryptionType KMS and kmsKey in encryptionConfigurations.",
    origin: ["image-allowed-registries/3"],
  },
  "repository-policy-not-public": {
    title: "No repository's policy lets everybody in",
    moments: ["preview"],
    severity: "critical",
    remedy: "Name principals, or add a condition on account or organisation.",
    origin: ["image-allowed-registries/4"],
  },
  "resource-tagged-for-inventory": {
    title: "What holds data or decides on access says whose it is",
    moments: ["preview"],
    severity: "low",
    remedy: "Tag it owner, environment, data-classification and framework-scope, or set defaultTags of the provider.",
    origin: ["required-labels/1"],
  },
} as const satisfies Record<string, Check>;
