import type { PreviewCheckId } from "../../policies/controls";
import { type Weakenings, byName, gone, to } from "./weakening";

const istiod = (check: PreviewCheckId) => byName(["istio-istiod", check]);
const gateway = byName(["ingress-gateway", "gateway-survives-drain"]);
const gatekeeper = (check: PreviewCheckId) => byName(["gatekeeper", check]);
const present = byName(["istio-istiod", "mesh-present"], ["platform-gatekeeper", "gatekeeper-present"]);
const replicas = byName(["istio-istiod", "istiod-survives-drain"], ["ingress-gateway", "gateway-survives-drain"]);

/** What charts are told. */
export const releaseWeakenings: Weakenings = {
  "kubernetes:helm.sh/v3:Release": {
    MISSING: [gone(present)],
    chart: [to("another", present)],
    "values.autoscaling.enabled": [gone(gateway)],
    "values.auditInterval": [to(0, gatekeeper("gatekeeper-runs-and-audits"))],
    "values.cni.enabled": [gone(istiod("istiod-injects-safely")), to(false, istiod("istiod-injects-safely"))],
    "values.constraintViolationsLimit": [gone(gatekeeper("gatekeeper-runs-and-audits")), to(20, gatekeeper("gatekeeper-runs-and-audits"))],
    "values.env.MAX_WORKLOAD_CERT_TTL": [
      gone(istiod("istiod-certificates-short-lived")),
      to("2160h", istiod("istiod-certificates-short-lived")),
    ],
    "values.global.defaultPodDisruptionBudget.enabled": [to(false, istiod("istiod-survives-drain"))],
    "values.meshConfig.meshMTLS.minProtocolVersion": [to("TLSV1_1", istiod("istiod-tls-floor"))],
    "values.meshConfig.outboundTrafficPolicy.mode": [
      gone(istiod("istiod-egress-registry-only")),
      to("ALLOW_ANY", istiod("istiod-egress-registry-only")),
    ],
    "values.meshConfig.tlsDefaults.minProtocolVersion": [to("TLSV1_0", istiod("istiod-tls-floor"))],
    "values.pdb.minAvailable": [to(3, istiod("istiod-survives-drain"))],
    "values.podDisruptionBudget": [gone(gateway)],
    "values.replicaCount": [gone(replicas), to(1, replicas)],
    "values.replicas": [to(1, gatekeeper("gatekeeper-runs-and-audits"))],
    "values.sidecarInjectorWebhook.rewriteAppHTTPProbe": [to(false, istiod("istiod-injects-safely"))],
    "values.validatingWebhookCheckIgnoreFailurePolicy": [to("Ignore", gatekeeper("gatekeeper-fails-closed"))],
    "values.validatingWebhookExemptNamespacesLabels": [to({ team: ["platform"] }, gatekeeper("gatekeeper-exemptions-listed"))],
    "values.validatingWebhookFailurePolicy": [
      gone(gatekeeper("gatekeeper-fails-closed")),
      to("Ignore", gatekeeper("gatekeeper-fails-closed")),
    ],
  },
};
