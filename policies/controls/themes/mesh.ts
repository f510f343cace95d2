import type { CheckId } from "../checks";
import type { Control } from "../model";
import type { ParameterName } from "../parameters";
import type { RequirementId } from "../requirements";

export const meshControls = {
  "mesh-mtls-strict": {
    title: "Mutual TLS between all workloads",
    component: "mesh",
    statement:
      "A mesh-wide PeerAuthentication is STRICT; no namespace, workload or port falls back to PERMISSIVE or DISABLE outside the register; minimum protocol TLS 1.2.",
    verifies: [
      "pci-dss:1.2.6",
      "hipaa:164.312(d)",
      "hipaa:164.312(e)(1)",
      "hipaa:164.312(e)(2)(i)",
      "hipaa:164.312(e)(2)(ii)",
      "gdpr:5(1)(f)",
      "gdpr:32(1)(a)",
      "popia:19(1)(b)",
    ],
    supports: ["pci-dss:4.2.1", "pci-dss:2.2.7", "pci-dss:8.3.2", "popia:19(3)"],
    evidences: ["pci-dss:12.3.3"],
    checks: ["peerauthentication-strict", "mesh-present", "mesh-strict-by-default", "destinationrule-keeps-tls", "istiod-tls-floor"],
    parameters: ["tls.min"],
    evidence: [
      "GET /apis/security.istio.io/v1/peerauthentications",
      "GET configmap istio-system/istio",
      "istio_requests_total{connection_security_policy}",
    ],
    sources: {
      "nist-800-53r5-ours": ["SC-8", "SC-8(1)", "SC-13", "IA-3"],
    },
  },
  "mesh-default-deny-authorization": {
    title: "Mesh denies by default, allows by identity",
    component: "mesh",
    statement:
      "An empty-spec AuthorizationPolicy in the root namespace (or each namespace) denies all; ALLOW policies name principals (service accounts), not only IP ranges.",
    verifies: [
      "pci-dss:1.3.1",
      "pci-dss:7.2.5",
      "pci-dss:7.3.1",
      "pci-dss:7.3.2",
      "pci-dss:7.3.3",
      "hipaa:164.312(a)(1)",
      "hipaa:164.312(d)",
      "gdpr:25(2)",
      "popia:19(1)(b)",
    ],
    supports: ["hipaa:164.308(a)(4)(ii)(A)", "gdpr:32(1)(b)"],
    evidences: [],
    checks: ["authorizationpolicy-names-sources", "mesh-denies-by-default", "data-workloads-guarded", "istiod-authorisation-fails-closed"],
    parameters: [],
    evidence: ["GET /apis/security.istio.io/v1/authorizationpolicies"],
    sources: {
      "nist-800-53r5-ours": ["AC-3", "AC-4", "AC-6"],
    },
  },
  "mesh-sidecar-injection-enforced": {
    title: "Every regulated workload is in the mesh",
    component: "mesh",
    statement: "Namespaces with regulated data have injection (or ambient) labels; pods may not opt out.",
    verifies: [],
    supports: ["pci-dss:4.2.1", "pci-dss:1.3.1", "hipaa:164.312(e)(1)", "hipaa:164.312(e)(2)(ii)", "gdpr:32(1)(a)", "popia:19(1)(b)"],
    evidences: [],
    checks: ["pod-not-around-mesh", "namespace-in-mesh", "istiod-injects-safely", "running-pod-has-sidecar"],
    parameters: [],
    evidence: ["GET namespaces", "GET pods", "istioctl analyze / proxy-status output"],
    sources: {
      "nist-800-53r5-ours": ["SC-7", "SC-8"],
    },
  },
  "mesh-egress-registry-only": {
    title: "Mesh egress to registered hosts only",
    component: "mesh",
    statement:
      "outboundTrafficPolicy is REGISTRY_ONLY; external hosts are ServiceEntries, preferably through an egress gateway, together with NetworkPolicy (the mesh setting alone can be bypassed).",
    verifies: [],
    supports: ["pci-dss:1.3.2", "pci-dss:1.2.5", "hipaa:164.312(e)(1)", "gdpr:5(1)(f)", "gdpr:44", "popia:19(1)(b)", "popia:72(1)"],
    evidences: [],
    checks: ["istiod-egress-registry-only", "serviceentry-hosts-named", "serviceentry-hosts-listed"],
    parameters: ["egress.allowlist"],
    evidence: ["GET configmap istio-system/istio", "GET serviceentries"],
    sources: {
      "nist-800-53r5-ours": ["AC-4", "SC-7"],
    },
  },
  "mesh-ca-protected": {
    title: "Mesh CA key protected, workload certificates short-lived",
    component: "mesh",
    statement:
      "The mesh root is held outside the cluster (ACM PCA via istio-csr, or an offline root with an intermediate in secret cacerts); workload certificate lifetime is bounded; the CA secret is readable only by istiod.",
    verifies: ["pci-dss:4.2.1"],
    supports: [
      "pci-dss:3.6.1",
      "pci-dss:3.6.1.4",
      "pci-dss:3.7.4",
      "pci-dss:4.2.1.1",
      "hipaa:164.312(d)",
      "hipaa:164.312(e)(2)(ii)",
      "gdpr:32(1)(a)",
      "popia:19(1)(b)",
    ],
    evidences: [],
    checks: ["mesh-root-of-your-own", "istiod-certificates-short-lived"],
    parameters: ["mesh.cert.ttl.hours", "certificate.renewal.days"],
    evidence: ["GET secrets metadata", "istiod metrics", "acm-pca:DescribeCertificateAuthority when used"],
    sources: {
      "nist-800-53r5-ours": ["SC-12", "SC-17"],
    },
  },
} as const satisfies Record<string, Control<RequirementId, CheckId, ParameterName>>;
