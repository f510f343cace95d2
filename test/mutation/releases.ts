import type { PreviewCheckId } from "../../policies/controls";
import { type Weakenings, alsoFails, byName, gone, to, where } from "./weakening";

const istiod = (check: PreviewCheckId) => byName(["istio-istiod", check]);
const gateway = byName(["ingress-gateway", "gateway-survives-drain"]);
const gatekeeper = (check: PreviewCheckId) => byName(["gatekeeper", check]);
/** The release on nodes, and the one on the audit log. */
const onNodes = (check: PreviewCheckId) => where(({ name }) => name === "platform-falco", check);
const onAuditLog = (check: PreviewCheckId) => where(({ name }) => name === "platform-falco-on-audit-log", check);
const falco = (check: PreviewCheckId) => byName(["platform-falco", check]);
const velero = (check: PreviewCheckId) => byName(["platform-velero", check]);
const delivered = "falco-alerts-delivered";
const present = byName(
  ["istio-istiod", "mesh-present"],
  ["platform-gatekeeper", "gatekeeper-present"],
  ["platform-falco-on-audit-log", "falco-watches-audit-log"],
  ["platform-falco", "falco-loads-catalogue-rules"],
);
const replicas = byName(["istio-istiod", "istiod-survives-drain"], ["ingress-gateway", "gateway-survives-drain"]);

/** What charts are told. */
export const releaseWeakenings: Weakenings = {
  "kubernetes:helm.sh/v3:Release": {
    MISSING: [gone(present)],
    chart: [to("another", present)],
    "values.autoscaling.enabled": [gone(gateway)],
    "values.controller.kind": [
      to("deployment", onNodes("falco-watches-every-node")),
      to("daemonset", onAuditLog("falco-watches-audit-log")),
    ],
    "values.controller.deployment.replicas": [to(2, onAuditLog("falco-watches-audit-log"))],
    "values.credentials.useSecret": [gone(velero("velero-without-stored-keys")), to(true, velero("velero-without-stored-keys"))],
    "values.customRules.10-critical-file-change-alerted.yaml": [
      alsoFails(gone(onNodes("falco-watches-files")), "falco-loads-catalogue-rules"),
    ],
    "values.meshConfig.extensionProviders.*.envoyExtAuthzGrpc.failOpen": [to(true, istiod("istiod-authorisation-fails-closed"))],
    "values.meshConfig.extensionProviders.*.envoyExtAuthzGrpc.statusOnError": [to("200", istiod("istiod-authorisation-fails-closed"))],
    "values.customRules": [gone(falco("falco-loads-catalogue-rules"))],
    "values.deployNodeAgent": [to(true, velero("backup-repository-password-own"))],
    "values.configuration.defaultSnapshotMoveData": [to(true, velero("backup-repository-password-own"))],
    "values.configuration.defaultVolumesToFsBackup": [to(true, velero("backup-repository-password-own"))],
    "values.driver.enabled": [to(true, onAuditLog("falco-watches-audit-log"))],
    "values.driver.kind": [gone(onNodes("falco-watches-every-node")), to("kmod", onNodes("falco-watches-every-node"))],
    "values.falco.http_output.enabled": [gone(onAuditLog(delivered)), to(false, onAuditLog(delivered))],
    "values.falco.http_output.url": [gone(onAuditLog(delivered))],
    "values.falco.json_output": [to(false, onAuditLog(delivered))],
    "values.falco.load_plugins": [to(["json"], onAuditLog("falco-watches-audit-log"))],
    "values.falco.rule_matching": [gone(falco("falco-rules-reviewed")), to("first", falco("falco-rules-reviewed"))],
    "values.falco.rules_files": [to(["/etc/falco/rules.d"], onNodes("falco-loads-stable-rules"))],
    "values.falcoctl.artifact.follow.enabled": [gone(falco("falco-rules-reviewed")), to(true, falco("falco-rules-reviewed"))],
    "values.falcosidekick.config.aws.sns.minimumpriority": [to("critical", onNodes(delivered))],
    "values.falcosidekick.config.aws.cloudwatchlogs.minimumpriority": [to("error", onNodes(delivered))],
    "values.falcosidekick.enabled": [to(false, onNodes(delivered))],
    "values.tolerations": [gone(onNodes("falco-watches-every-node"))],
    "values.tolerations.*.operator": [to("Equal", onNodes("falco-watches-every-node"))],
    "values.validatingWebhookCustomRules": [
      to([{ apiGroups: ["apps"], apiVersions: ["*"], operations: ["*"], resources: ["*"] }], gatekeeper("gatekeeper-exemptions-listed")),
    ],
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
