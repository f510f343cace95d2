import { istioChartChecks as checks } from "../../../policies/preview/istio-charts";
import { Hidden, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { type Case, planned, table } from "./support";

const release = (chart: Value, values: Value = {}) => planned("kubernetes:helm.sh/v3:Release", "release", { chart, values });
const istiod = (values: Value) => release("istiod", values);

const unreadable = (check: (values: Value) => ReturnType<typeof release>): readonly Case[] => [
  { it: "defers unknown values", given: check(UNKNOWN), want: "deferred" },
  { it: "cannot read hidden values", given: check(new Hidden("ciphertext")), want: "not-evaluated" },
];

table("istiod-tls-floor", checks["istiod-tls-floor"], [
  { it: "accepts 1.2", given: istiod({ meshConfig: { meshMTLS: { minProtocolVersion: "TLSV1_2" } } }), want: "pass" },
  { it: "accepts the default, which is 1.2", given: istiod({}), want: "pass" },
  {
    it: "refuses 1.0 for what is no mutual TLS",
    given: istiod({ meshConfig: { tlsDefaults: { minProtocolVersion: "TLSV1_0" } } }),
    want: "fail",
  },
  { it: "does not ask other charts", given: release("base"), want: "not-applicable" },
  ...unreadable(istiod),
]);

table("istiod-egress-registry-only", checks["istiod-egress-registry-only"], [
  { it: "accepts it", given: istiod({ meshConfig: { outboundTrafficPolicy: { mode: "REGISTRY_ONLY" } } }), want: "pass" },
  { it: "refuses the default, which is any", given: istiod({}), want: "fail" },
  { it: "refuses any written out", given: istiod({ meshConfig: { outboundTrafficPolicy: { mode: "ALLOW_ANY" } } }), want: "fail" },
  ...unreadable(istiod),
]);

const ttl = (value: Value) => istiod({ env: { MAX_WORKLOAD_CERT_TTL: value } });
table("istiod-certificates-short-lived", checks["istiod-certificates-short-lived"], [
  { it: "accepts a day", given: ttl("24h"), want: "pass" },
  { it: "accepts minutes and seconds", given: ttl("90m"), want: "pass" },
  { it: "refuses more", given: ttl("25h"), want: "fail" },
  { it: "refuses the default, which is 90 days", given: istiod({}), want: "fail" },
  { it: "refuses what is no time", given: ttl("soon"), want: "fail" },
  { it: "defers an unknown one", given: ttl(UNKNOWN), want: "deferred" },
  ...unreadable(istiod),
]);

const authorisation = (envoyExtAuthzGrpc: Value) =>
  istiod({ meshConfig: { extensionProviders: [{ name: "data-access", envoyExtAuthzGrpc }] } });
table("istiod-authorisation-fails-closed", checks["istiod-authorisation-fails-closed"], [
  {
    it: "accepts a provider that refuses when it cannot be asked",
    given: authorisation({ failOpen: false, statusOnError: "503" }),
    want: "pass",
  },
  { it: "accepts the default, which does", given: authorisation({ service: "opa.data-access.svc.cluster.local" }), want: "pass" },
  { it: "refuses one that lets requests through", given: authorisation({ failOpen: true }), want: "fail" },
  { it: "refuses one that calls an error a success", given: authorisation({ statusOnError: "200" }), want: "fail" },
  { it: "defers what is unknown", given: authorisation(UNKNOWN), want: "deferred" },
  ...unreadable(istiod),
]);

table("istiod-injects-safely", checks["istiod-injects-safely"], [
  { it: "accepts the plugin", given: istiod({ cni: { enabled: true } }), want: "pass" },
  { it: "refuses to give every pod rights on its network", given: istiod({}), want: "fail" },
  {
    it: "refuses probes that fail",
    given: istiod({ cni: { enabled: true }, sidecarInjectorWebhook: { rewriteAppHTTPProbe: false } }),
    want: "fail",
  },
  { it: "refuses privileged sidecars", given: istiod({ cni: { enabled: true }, global: { proxy: { privileged: true } } }), want: "fail" },
  { it: "refuses no sidecars", given: istiod({ cni: { enabled: true }, global: { proxy: { autoInject: "disabled" } } }), want: "fail" },
  ...unreadable(istiod),
]);

table("istiod-survives-drain", checks["istiod-survives-drain"], [
  { it: "accepts two replicas with the default budget", given: istiod({ autoscaleEnabled: false, replicaCount: 2 }), want: "pass" },
  { it: "accepts two of an autoscaler", given: istiod({ autoscaleMin: 2 }), want: "pass" },
  { it: "refuses one", given: istiod({ autoscaleEnabled: false, replicaCount: 1 }), want: "fail" },
  { it: "refuses the default, which is one", given: istiod({}), want: "fail" },
  {
    it: "refuses no budget",
    given: istiod({ autoscaleMin: 2, global: { defaultPodDisruptionBudget: { enabled: false } } }),
    want: "fail",
  },
  {
    it: "refuses a budget that lets no replica go",
    given: istiod({ autoscaleEnabled: false, replicaCount: 2, pdb: { minAvailable: 2 } }),
    want: "fail",
  },
  ...unreadable(istiod),
]);

const entrance = (values: Value) => release("gateway", values);
table("gateway-survives-drain", checks["gateway-survives-drain"], [
  {
    it: "accepts two of an autoscaler",
    given: entrance({ autoscaling: { minReplicas: 2 }, podDisruptionBudget: { minAvailable: 1 } }),
    want: "pass",
  },
  {
    it: "accepts two without one",
    given: entrance({ autoscaling: { enabled: false }, replicaCount: 2, podDisruptionBudget: { minAvailable: 1 } }),
    want: "pass",
  },
  { it: "refuses the default, which is one", given: entrance({ podDisruptionBudget: { minAvailable: 1 } }), want: "fail" },
  { it: "refuses no budget", given: entrance({ autoscaling: { minReplicas: 2 } }), want: "fail" },
  ...unreadable(entrance),
]);
