import type { Check } from "../model";

export const namespaceChecks = {
  "production-has-own-account": {
    title: "Production shares its account with no other environment",
    moments: ["stack-file"],
    severity: "high",
    remedy: "Set aws:allowedAccountIds of each environment to an account of its own.",
    origin: ["namespace-environment-separation/1"],
  },
  "networkpolicy-not-allow-all": {
    title: "No NetworkPolicy lets everything through",
    moments: ["admission"],
    severity: "high",
    remedy: "Name pods, namespaces or ranges in every rule.",
    origin: [],
  },
} as const satisfies Record<string, Check>;
