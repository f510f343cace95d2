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
    moments: ["preview", "admission", "live"],
    severity: "high",
    remedy: "Name pods, namespaces or ranges in every rule.",
    origin: ["namespace-default-deny-egress/2"],
  },
  "namespace-denies-ingress": {
    title: "Nothing connects to a namespace of tenants but what is declared",
    moments: ["preview", "live"],
    severity: "high",
    remedy: "Add a NetworkPolicy with podSelector {}, policyTypes [Ingress] and no rule.",
    origin: ["namespace-default-deny-ingress/1", "namespace-default-deny-ingress/3"],
  },
  "namespace-denies-egress": {
    title: "A namespace of tenants connects to nothing but what is declared",
    moments: ["preview", "live"],
    severity: "high",
    remedy: "Add a NetworkPolicy with podSelector {}, policyTypes [Egress] and no rule.",
    origin: ["namespace-default-deny-egress/1", "namespace-default-deny-egress/4"],
  },
  "pod-namespace-named": {
    title: "Workloads are in namespaces of their own",
    moments: ["preview"],
    severity: "medium",
    remedy: "Set metadata.namespace to another one than default.",
    origin: ["namespace-environment-separation/2"],
  },
  "default-namespace-empty": {
    title: "No pod runs in the namespace default",
    moments: ["live"],
    severity: "medium",
    remedy: "Move it to a namespace of its own.",
    origin: ["namespace-environment-separation/4"],
  },
} as const satisfies Record<string, Check>;
