import type { CheckId } from "../checks";
import type { Control } from "../model";
import type { ParameterName } from "../parameters";
import type { RequirementId } from "../requirements";

export const namespaceControls = {
  "namespace-default-deny-ingress": {
    title: "Default-deny ingress in every tenant namespace",
    component: "namespace",
    statement: "A NetworkPolicy with empty podSelector and policyType Ingress and no rules exists; allows are explicit.",
    verifies: ["pci-dss:1.3.1", "hipaa:164.312(a)(1)", "hipaa:164.312(e)(1)", "gdpr:25(2)", "popia:19(1)(b)"],
    supports: [
      "pci-dss:1.2.1",
      "pci-dss:1.4.2",
      "pci-dss:2.2.3",
      "pci-dss:7.3.3",
      "pci-dss:A1.1.3",
      "hipaa:164.308(a)(4)(ii)(A)",
      "gdpr:32(1)(b)",
    ],
    evidences: ["pci-dss:11.4.5"],
    checks: ["networkpolicy-not-allow-all", "namespace-denies-ingress"],
    parameters: [],
    evidence: ["GET /apis/networking.k8s.io/v1/networkpolicies", "connectivity probe result"],
    sources: {
      kubescape: ["C-0206", "C-0260", "C-0030", "C-0054", "C-0049"],
      "cis-eks-1.8.0": ["4.3.2"],
      "nist-800-53r5-ours": ["AC-4", "SC-7"],
    },
  },
  "namespace-default-deny-egress": {
    title: "Default-deny egress in every tenant namespace",
    component: "namespace",
    statement: "As above for Egress; DNS and listed destinations allowed; instance metadata (169.254.169.254) not allowed.",
    verifies: ["pci-dss:1.3.2", "popia:19(1)(b)"],
    supports: [
      "pci-dss:11.5.1.1",
      "pci-dss:A1.1.3",
      "hipaa:164.312(e)(1)",
      "gdpr:5(1)(f)",
      "gdpr:25(2)",
      "gdpr:32(1)(b)",
      "gdpr:44",
      "popia:72(1)",
    ],
    evidences: [],
    checks: ["networkpolicy-not-allow-all", "namespace-denies-egress", "outbound-connection-alerted"],
    parameters: ["egress.allowlist"],
    evidence: ["GET networkpolicies", "connectivity probe result"],
    sources: {
      kubescape: ["C-0030", "C-0260", "C-0301"],
      "cis-eks-1.8.0": ["4.3.2"],
      "nist-800-53r5-ours": ["AC-4", "SC-7"],
    },
  },
  "namespace-environment-separation": {
    title: "Environments and tenants kept apart",
    component: "namespace",
    statement:
      "Production and pre-production are in separate stacks/accounts (or at least clusters); workloads never in the default namespace; regulated workloads on their own node group by taint/affinity where required.",
    verifies: ["pci-dss:2.2.3", "pci-dss:6.5.3", "hipaa:164.308(a)(4)(ii)(A)"],
    supports: [
      "pci-dss:6.5.4",
      "pci-dss:6.5.5",
      "pci-dss:A1.1.1",
      "pci-dss:A1.1.2",
      "gdpr:25(1)",
      "gdpr:32(1)(b)",
      "popia:19(1)(b)",
      "popia:19(2)(b)",
    ],
    evidences: [],
    checks: ["production-has-own-account", "objects-carry-required-labels", "pod-namespace-named", "default-namespace-empty"],
    parameters: [],
    evidence: ["sts:GetCallerIdentity", "GET pods -n default"],
    sources: {
      "cdk-nag": ["account-part-of-organizations"],
      "aws-config": ["ACCOUNT_PART_OF_ORGANIZATIONS"],
      "prowler-aws": ["organizations_account_part_of_organizations"],
      kubescape: ["C-0061", "C-0209", "C-0212"],
      "cis-eks-1.8.0": ["4.5.1", "4.5.2"],
      "nist-800-53r5-ours": ["AC-4", "CM-4", "SC-2", "SC-7"],
    },
  },
} as const satisfies Record<string, Control<RequirementId, CheckId, ParameterName>>;
