import { podContentChecks } from "../../../policies/preview/pod-content";
import { podPrivilegeChecks } from "../../../policies/preview/pod-privileges";
import { rbacChecks } from "../../../policies/preview/rbac";
import { serviceChecks as checks } from "../../../policies/preview/services";
import { type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { planned, table } from "./support";

/** What has no twin at admission, or says more than its twin; the others are compared with theirs in admission-parity.test.ts. */

const scheme = "service.beta.kubernetes.io/aws-load-balancer-scheme";
const service = (type: Value, annotations: Inputs = {}) =>
  planned("kubernetes:core/v1:Service", "service", { metadata: { namespace: "tenant", annotations }, spec: { type } });
table("service-load-balancer-internal", checks["service-load-balancer-internal"], [
  { it: "accepts an internal one", given: service("LoadBalancer", { [scheme]: "internal" }), want: "pass" },
  {
    it: "accepts the older annotation",
    given: service("LoadBalancer", { "service.beta.kubernetes.io/aws-load-balancer-internal": "true" }),
    want: "pass",
  },
  { it: "refuses the default, which is the internet", given: service("LoadBalancer"), want: "fail" },
  { it: "refuses the internet written out", given: service("LoadBalancer", { [scheme]: "internet-facing" }), want: "fail" },
  { it: "does not ask other services", given: service("ClusterIP"), want: "not-applicable" },
  { it: "does not ask what says no type", given: service(undefined), want: "not-applicable" },
  { it: "defers an unknown type", given: service(UNKNOWN), want: "deferred" },
  { it: "defers an unknown scheme", given: service("LoadBalancer", { [scheme]: UNKNOWN }), want: "deferred" },
]);

const account = (value: Value, namespace: Value = "tenant") =>
  planned("kubernetes:core/v1:ServiceAccount", "account", { metadata: { namespace }, automountServiceAccountToken: value });
table("service-account-no-automounted-token", checks["service-account-no-automounted-token"], [
  { it: "accepts no token", given: account(false), want: "pass" },
  { it: "refuses the default, which gives one", given: account(undefined), want: "fail" },
  { it: "refuses it written out", given: account(true), want: "fail" },
  { it: "does not ask the platform's own", given: account(true, "istio-system"), want: "not-applicable" },
  { it: "defers an unknown value", given: account(UNKNOWN), want: "deferred" },
]);

const pod = (spec: Inputs, namespace: Value = "tenant", token = "apps/v1:Deployment") =>
  planned(`kubernetes:${token}`, "web", { metadata: { namespace }, spec: { template: { spec } } });
table("pod-has-own-service-account", podContentChecks["pod-has-own-service-account"], [
  { it: "accepts an account of its own", given: pod({ serviceAccountName: "web" }), want: "pass" },
  { it: "refuses the default", given: pod({}), want: "fail" },
  { it: "refuses it written out", given: pod({ serviceAccountName: "default" }), want: "fail" },
  { it: "defers an unknown account", given: pod({ serviceAccountName: UNKNOWN }), want: "deferred" },
  { it: "cannot judge a patch, which is a part", given: pod({}, "tenant", "apps/v1:DeploymentPatch"), want: "not-evaluated" },
]);

const dropping = (drop: Value) => pod({ containers: [{ securityContext: { capabilities: { drop } } }] });
table("pod-drops-all-capabilities", podPrivilegeChecks["pod-drops-all-capabilities"], [
  { it: "accepts ALL among others", given: dropping(["NET_RAW", "ALL"]), want: "pass" },
  { it: "refuses some", given: dropping(["NET_RAW"]), want: "fail" },
  { it: "defers an unknown one among some, which may be ALL", given: dropping(["NET_RAW", UNKNOWN]), want: "deferred" },
]);

table("pod-namespace-named", podContentChecks["pod-namespace-named"], [
  { it: "accepts a namespace", given: pod({}), want: "pass" },
  { it: "refuses none", given: planned("kubernetes:apps/v1:Deployment", "web", { spec: {} }), want: "fail" },
  { it: "refuses default", given: pod({}, "default"), want: "fail" },
  { it: "defers an unknown one", given: pod({}, UNKNOWN), want: "deferred" },
]);

const role = (rule: Value, name: Value = "role", kind = "Role") =>
  planned(`kubernetes:rbac.authorization.k8s.io/v1:${kind}`, "role", { metadata: { name, namespace: "tenant" }, rules: [rule] });
table("rbac-no-sensitive-verbs", rbacChecks["rbac-no-sensitive-verbs"], [
  { it: "accepts to look at pods", given: role({ resources: ["pods"], verbs: ["get", "list"] }), want: "pass" },
  { it: "accepts to make secrets without reading them", given: role({ resources: ["secrets"], verbs: ["create"] }), want: "pass" },
  { it: "refuses to read secrets", given: role({ resources: ["pods", "secrets"], verbs: ["get"] }), want: "fail" },
  { it: "refuses exec", given: role({ resources: ["pods/exec"], verbs: ["create"] }), want: "fail" },
  {
    it: "leaves break-glass what its bindings end",
    given: role({ resources: ["secrets"], verbs: ["get"] }, "compliant-eks:break-glass", "ClusterRole"),
    want: "not-applicable",
  },
  {
    it: "does not believe a namespace's role of that name",
    given: role({ resources: ["secrets"], verbs: ["get"] }, "compliant-eks:break-glass"),
    want: "fail",
  },
  { it: "defers unknown verbs of secrets", given: role({ resources: ["secrets"], verbs: UNKNOWN }), want: "deferred" },
  { it: "defers unknown resources", given: role({ resources: UNKNOWN, verbs: ["get"] }), want: "deferred" },
]);

const binding = (until: Value, name: Value = "compliant-eks:break-glass") =>
  planned("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding", "binding", {
    metadata: { namespace: "tenant", annotations: until === undefined ? {} : { "compliant-eks/until": until } },
    roleRef: { kind: "ClusterRole", name },
  });
table("break-glass-binding-ends", rbacChecks["break-glass-binding-ends"], [
  { it: "accepts a last day in the coming month", given: binding("2026-12-20"), want: "pass" },
  { it: "accepts today as the last day", given: binding("2026-11-23"), want: "pass" },
  { it: "refuses no end", given: binding(undefined), want: "fail" },
  { it: "refuses what is no day", given: binding("soon"), want: "fail" },
  { it: "refuses what has ended", given: binding("2026-11-22"), want: "fail" },
  { it: "refuses more than a month", given: binding("2026-12-25"), want: "fail" },
  { it: "does not ask other roles", given: binding(undefined, "reader"), want: "not-applicable" },
  { it: "defers an unknown day", given: binding(UNKNOWN), want: "deferred" },
  { it: "defers an unknown role", given: binding("2026-12-20", UNKNOWN), want: "deferred" },
]);
