import { tenantChecks as checks } from "../../../policies/preview/tenants";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const modes = ["enforce", "audit", "warn"];
const profile = Object.fromEntries(
  modes.flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, "restricted"],
    [`pod-security.kubernetes.io/${mode}-version`, "v1.35"],
  ]),
);
const good: Inputs = { ...profile, "istio-injection": "enabled", owner: "team", "data-class": "phi", environment: "production" };
const namespace = (labels: Value = good, name: Value = "records") =>
  planned("kubernetes:core/v1:Namespace", "namespace", { metadata: { name, labels } });
const without = (key: string): Inputs => Object.fromEntries(Object.entries(good).filter(([name]) => name !== key));

table("namespace-pod-security-restricted", checks["namespace-pod-security-restricted"], [
  { it: "accepts the restricted profile", given: namespace(), want: "pass" },
  { it: "refuses a wider one", given: namespace({ ...good, "pod-security.kubernetes.io/enforce": "baseline" }), want: "fail" },
  { it: "refuses silence", given: namespace({}), want: "fail" },
  { it: "does not ask what the platform keeps for itself", given: namespace({}, "istio-system"), want: "not-applicable" },
  { it: "does not ask what Kubernetes keeps for itself", given: namespace({}, "kube-system"), want: "not-applicable" },
  { it: "defers unknown labels", given: namespace(UNKNOWN), want: "deferred" },
  { it: "defers an unknown name", given: namespace(good, UNKNOWN), want: "deferred" },
  { it: "cannot read hidden labels", given: namespace(new Hidden("ciphertext")), want: "not-evaluated" },
]);

table("namespace-pod-security-said", checks["namespace-pod-security-said"], [
  { it: "accepts every mode with its version", given: namespace(), want: "pass" },
  { it: "asks the platform's own namespaces too", given: namespace({}, "istio-system"), want: "fail" },
  { it: "refuses a mode without version", given: namespace(without("pod-security.kubernetes.io/warn-version")), want: "fail" },
  {
    it: "refuses a version that changes",
    given: namespace({ ...good, "pod-security.kubernetes.io/enforce-version": "latest" }),
    want: "fail",
  },
  {
    it: "refuses a profile that does not exist",
    given: namespace({ ...good, "pod-security.kubernetes.io/audit": "strict" }),
    want: "fail",
  },
  { it: "does not ask what is there from the start", given: namespace({}, "kube-public"), want: "not-applicable" },
  { it: "defers unknown labels", given: namespace(UNKNOWN), want: "deferred" },
]);

table("namespace-in-mesh", checks["namespace-in-mesh"], [
  { it: "accepts injection", given: namespace(), want: "pass" },
  { it: "refuses silence", given: namespace(without("istio-injection")), want: "fail" },
  { it: "refuses a way out", given: namespace({ ...good, "istio.io/dataplane-mode": "none" }), want: "fail" },
  { it: "defers unknown labels", given: namespace(UNKNOWN), want: "deferred" },
]);

const deployment = (labels: Value, where: Value = "records") =>
  planned("kubernetes:apps/v1:Deployment", "web", { metadata: { namespace: where, labels } });
const labels = { owner: "team", "data-class": "phi", environment: "production" };
table("objects-carry-required-labels", checks["objects-carry-required-labels"], [
  { it: "accepts all three", given: deployment(labels), want: "pass" },
  { it: "asks namespaces too", given: namespace(without("owner")), want: "fail" },
  {
    it: "asks for the labels that the stack file names, and no others",
    given: deployment({ "example.com/team": "payments" }),
    settings: { requiredLabels: ["example.com/team"] },
    want: "pass",
  },
  { it: "refuses an empty label", given: deployment({ team: "" }), settings: { requiredLabels: ["team"] }, want: "fail" },
  { it: "refuses an unknown class", given: deployment({ ...labels, "data-class": "some" }), want: "fail" },
  { it: "refuses another environment than the stack's", given: deployment({ ...labels, environment: "staging" }), want: "fail" },
  {
    it: "accepts any environment where the stack names none",
    given: deployment({ ...labels, environment: "sandbox" }),
    settings: { environment: undefined },
    want: "pass",
  },
  { it: "does not ask the platform's own", given: deployment({}, "log-agent"), want: "not-applicable" },
  { it: "defers an unknown label", given: deployment({ ...labels, owner: UNKNOWN }), want: "deferred" },
]);

const policy = (spec: Value, where: Value = "records", name = "policy", from = {}) =>
  planned("kubernetes:networking.k8s.io/v1:NetworkPolicy", name, { metadata: { namespace: where }, spec }, from);
table("networkpolicy-not-allow-all", checks["networkpolicy-not-allow-all"], [
  { it: "accepts named pods", given: policy({ ingress: [{ from: [{ podSelector: {} }] }] }), want: "pass" },
  { it: "refuses everybody", given: policy({ ingress: [{}] }), want: "fail" },
  { it: "refuses the internet", given: policy({ egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }] }), want: "fail" },
  { it: "refuses the internet over IPv6", given: policy({ egress: [{ to: [{ ipBlock: { cidr: "::/0" } }] }] }), want: "fail" },
  { it: "refuses every namespace", given: policy({ ingress: [{ from: [{ namespaceSelector: {} }] }] }), want: "fail" },
  { it: "does not ask the platform's own", given: policy({ ingress: [{}] }, "istio-system"), want: "not-applicable" },
  { it: "defers an unknown range", given: policy({ egress: [{ to: [{ ipBlock: { cidr: UNKNOWN } }] }] }), want: "deferred" },
]);

const closed = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
for (const [id, direction, rules] of [
  ["namespace-denies-ingress", "Ingress", "ingress"],
  ["namespace-denies-egress", "Egress", "egress"],
] as const)
  table(id, checks[id], [
    { it: "accepts a policy for every pod that opens nothing", given: [namespace(), policy(closed)], want: "pass" },
    { it: "accepts an empty list of rules", given: [namespace(), policy({ ...closed, [rules]: [] })], want: "pass" },
    {
      it: "accepts a namespace that is only known to be the planned one",
      given: [namespace(), policy(closed, UNKNOWN, "policy", { from: { metadata: [namespace()] } })],
      want: "pass",
    },
    { it: "refuses none", given: namespace(), want: "fail" },
    { it: "refuses one of another namespace", given: [namespace(), policy(closed, "payments")], want: "fail" },
    {
      it: "refuses one for some pods",
      given: [namespace(), policy({ ...closed, podSelector: { matchLabels: { app: "one" } } })],
      want: "fail",
    },
    { it: "refuses one for the other direction", given: [namespace(), policy({ ...closed, policyTypes: [] })], want: "fail" },
    { it: "refuses one that opens", given: [namespace(), policy({ ...closed, [rules]: [{}] })], want: "fail" },
    { it: "takes the one of several that closes", given: [namespace(), policy({}, "records", "other"), policy(closed)], want: "pass" },
    { it: "defers an unknown direction", given: [namespace(), policy({ ...closed, policyTypes: [UNKNOWN] })], want: "deferred" },
    {
      it: "defers an unknown direction beside another one",
      given: [namespace(), policy({ ...closed, policyTypes: ["Other", UNKNOWN] })],
      want: "deferred",
    },
    {
      it: "cannot tell of a namespace that is out of sight",
      given: [namespace(), policy(closed, new Hidden("ciphertext"))],
      want: "not-evaluated",
    },
    { it: `does not ask a system namespace for ${direction}`, given: namespace(good, "kube-system"), want: "not-applicable" },
  ]);

const quota = (hard: Value, where: Value = "records") =>
  planned("kubernetes:core/v1:ResourceQuota", "quota", { metadata: { namespace: where }, spec: { hard } });
const bounds = { pods: "10", "requests.cpu": "4", "requests.memory": "8Gi" };
table("namespace-has-quota", checks["namespace-has-quota"], [
  { it: "accepts pods, cpu and memory", given: [namespace(), quota(bounds)], want: "pass" },
  { it: "refuses none", given: namespace(), want: "fail" },
  { it: "refuses one of another namespace", given: [namespace(), quota(bounds, "payments")], want: "fail" },
  { it: "refuses one without memory", given: [namespace(), quota({ pods: "10", "requests.cpu": "4" })], want: "fail" },
  { it: "defers unknown numbers", given: [namespace(), quota(UNKNOWN)], want: "deferred" },
]);

const range = (limits: Value, where: Value = "records") =>
  planned("kubernetes:core/v1:LimitRange", "range", { metadata: { namespace: where }, spec: { limits } });
table("namespace-has-limits", checks["namespace-has-limits"], [
  { it: "accepts one", given: [namespace(), range([{ type: "Container" }])], want: "pass" },
  { it: "refuses none", given: namespace(), want: "fail" },
  { it: "refuses an empty one", given: [namespace(), range([])], want: "fail" },
  { it: "defers unknown limits", given: [namespace(), range(UNKNOWN)], want: "deferred" },
]);
