import type { Check } from "../model";

export const meshChecks = {
  "peerauthentication-strict": {
    title: "Mutual TLS is not weakened for a namespace, workload or port",
    moments: ["admission"],
    severity: "high",
    remedy: "Set spec.mtls.mode to STRICT, and leave weaker modes out of spec.portLevelMtls.",
    origin: ["mesh-mtls-strict/4"],
  },
  "authorizationpolicy-names-sources": {
    title: "A policy that allows names whom it allows",
    moments: ["admission"],
    severity: "high",
    remedy: "Name service accounts or namespaces in rules[].from.",
    origin: ["mesh-default-deny-authorization/3"],
  },
  "pod-not-around-mesh": {
    title: "No pod leads traffic past its sidecar",
    moments: ["admission"],
    severity: "high",
    remedy: "Leave the labels and annotations out by which a pod opts out of the mesh.",
    origin: ["mesh-sidecar-injection-enforced/2"],
  },
  "namespace-in-mesh": {
    title: "A namespace of tenants is part of the mesh",
    moments: ["admission"],
    severity: "high",
    remedy: "Set the label istio-injection to enabled.",
    origin: ["mesh-sidecar-injection-enforced/2"],
  },
} as const satisfies Record<string, Check>;
