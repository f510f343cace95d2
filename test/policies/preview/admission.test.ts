import { admissionChecks as checks } from "../../../policies/preview/admission";
import { admissionCheckIds, constraintKinds, constraintTemplate } from "../../../policies/admission";
import { constraintKind } from "../../../policies/admission/kind";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { planned, platform, table } from "./support";

const release = (values: Value, chart: Value = "gatekeeper") => planned("kubernetes:helm.sh/v3:Release", "release", { chart, values });
const nameLabel = "kubernetes.io/metadata.name";

table("gatekeeper-present", checks["gatekeeper-present"], [
  { it: "accepts the chart by its name", given: [platform, release({})], want: "pass" },
  { it: "accepts the chart by its address", given: [platform, release({}, "oci://registry.example.com/charts/gatekeeper")], want: "pass" },
  { it: "refuses a platform without it", given: platform, want: "fail" },
  { it: "refuses another chart", given: [platform, release({}, "istiod")], want: "fail" },
  { it: "has nothing to say of another program", given: release({}), want: {} },
]);

table("gatekeeper-fails-closed", checks["gatekeeper-fails-closed"], [
  { it: "accepts Fail", given: release({ validatingWebhookFailurePolicy: "Fail" }), want: "pass" },
  {
    it: "accepts the default of the second policy written out",
    given: release({ validatingWebhookFailurePolicy: "Fail", validatingWebhookCheckIgnoreFailurePolicy: "Fail" }),
    want: "pass",
  },
  { it: "refuses the chart's default", given: release({}), want: "fail" },
  { it: "refuses the chart's default written out", given: release({ validatingWebhookFailurePolicy: "Ignore" }), want: "fail" },
  {
    it: "refuses that anybody exempts a namespace while it is down",
    given: release({ validatingWebhookFailurePolicy: "Fail", validatingWebhookCheckIgnoreFailurePolicy: "Ignore" }),
    want: "fail",
  },
  {
    it: "refuses a webhook that is off",
    given: release({ validatingWebhookFailurePolicy: "Fail", disableValidatingWebhook: true }),
    want: "fail",
  },
  { it: "defers unknown values", given: release(UNKNOWN), want: "deferred" },
  { it: "cannot read hidden values", given: release(new Hidden("ciphertext")), want: "not-evaluated" },
  { it: "defers an unknown chart", given: release({}, UNKNOWN), want: "deferred" },
  { it: "does not ask other charts", given: release({}, "istiod"), want: "not-applicable" },
]);

table("gatekeeper-runs-and-audits", checks["gatekeeper-runs-and-audits"], [
  { it: "accepts a limit that shows all", given: release({ constraintViolationsLimit: 1000 }), want: "pass" },
  {
    it: "accepts the defaults written out",
    given: release({ replicas: 3, auditInterval: 60, disableAudit: false, constraintViolationsLimit: 500 }),
    want: "pass",
  },
  { it: "refuses the chart's limit", given: release({}), want: "fail" },
  { it: "refuses two replicas", given: release({ replicas: 2, constraintViolationsLimit: 1000 }), want: "fail" },
  { it: "refuses an audit that is off", given: release({ disableAudit: true, constraintViolationsLimit: 1000 }), want: "fail" },
  { it: "refuses an interval of nothing", given: release({ auditInterval: 0, constraintViolationsLimit: 1000 }), want: "fail" },
  { it: "defers an unknown number", given: release({ replicas: UNKNOWN, constraintViolationsLimit: 1000 }), want: "deferred" },
]);

const exempting = (values: Inputs) => release(values);
table("gatekeeper-exemptions-listed", checks["gatekeeper-exemptions-listed"], [
  { it: "accepts no exemption", given: release({}), want: "pass" },
  {
    it: "accepts namespaces of Kubernetes and of the platform by their names",
    given: exempting({ validatingWebhookExemptNamespacesLabels: { [nameLabel]: ["kube-system", "log-agent"] } }),
    want: "pass",
  },
  {
    it: "refuses a tenant's namespace",
    given: exempting({ validatingWebhookExemptNamespacesLabels: { [nameLabel]: ["kube-system", "payments"] } }),
    want: "fail",
  },
  {
    it: "refuses a label that can be set",
    given: exempting({ validatingWebhookExemptNamespacesLabels: { team: ["platform"] } }),
    want: "fail",
  },
  {
    it: "refuses a namespace that may be labelled",
    given: exempting({ controllerManager: { exemptNamespaces: ["payments"] } }),
    want: "fail",
  },
  { it: "refuses a prefix", given: exempting({ controllerManager: { exemptNamespacePrefixes: ["kube-"] } }), want: "fail" },
  {
    it: "refuses a selector of objects",
    given: exempting({ validatingWebhookObjectSelector: { matchLabels: { judged: "true" } } }),
    want: "fail",
  },
  {
    it: "refuses conditions",
    given: exempting({ validatingWebhookMatchConditions: [{ name: "all", expression: "false" }] }),
    want: "fail",
  },
  { it: "accepts empty ones written out", given: exempting({ validatingWebhookMatchConditions: [] }), want: "pass" },
  {
    it: "defers an unknown name",
    given: exempting({ validatingWebhookExemptNamespacesLabels: { [nameLabel]: [UNKNOWN] } }),
    want: "deferred",
  },
]);

const config = (spec: Value) => planned("kubernetes:config.gatekeeper.sh/v1alpha1:Config", "config", { spec });
table("gatekeeper-audit-exemptions-listed", checks["gatekeeper-audit-exemptions-listed"], [
  {
    it: "accepts system namespaces",
    given: config({ match: [{ processes: ["audit"], excludedNamespaces: ["kube-system"] }] }),
    want: "pass",
  },
  { it: "accepts none", given: config({}), want: "pass" },
  { it: "refuses a tenant's namespace", given: config({ match: [{ excludedNamespaces: ["payments"] }] }), want: "fail" },
  { it: "refuses a pattern", given: config({ match: [{ excludedNamespaces: ["kube-*"] }] }), want: "fail" },
  { it: "defers what is unknown", given: config(UNKNOWN), want: "deferred" },
]);

const kinds = constraintKinds("pod-runs-as-nonroot").map(({ apiGroups, kinds: named }) => ({
  apiGroups: [...apiGroups],
  kinds: [...named],
}));
const constraintOf = (id: string, { match = {}, ...spec }: { readonly [key: string]: Value; readonly match?: Inputs } = {}) =>
  planned(`kubernetes:constraints.gatekeeper.sh/v1beta1:${constraintKind(id)}`, id, {
    metadata: { name: id },
    spec: { match: { kinds, ...match }, ...spec },
  });
const templateOf = (id: string) =>
  planned("kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate", `${id}-template`, {
    spec: { crd: { spec: { names: { kind: constraintKind(id) } } } },
  });
const ids = admissionCheckIds;
const first = "pod-runs-as-nonroot";
const others = ids.filter((id) => id !== first);

table("admission-constraints-complete", checks["admission-constraints-complete"], [
  { it: "accepts all of them", given: [platform, ...ids.flatMap((id) => [constraintOf(id), templateOf(id)])], want: "pass" },
  {
    it: "refuses a missing constraint",
    given: [platform, templateOf(first), ...others.flatMap((id) => [constraintOf(id), templateOf(id)])],
    want: "fail",
  },
  {
    it: "refuses a missing template",
    given: [platform, constraintOf(first), ...others.flatMap((id) => [constraintOf(id), templateOf(id)])],
    want: "fail",
  },
  { it: "refuses a platform without any", given: platform, want: "fail" },
  { it: "has nothing to say of another program", given: constraintOf(first), want: {} },
]);

table("admission-constraint-denies", checks["admission-constraint-denies"], [
  { it: "accepts the default", given: constraintOf(first), want: "pass" },
  {
    it: "refuses one that looks at fewer kinds",
    given: constraintOf(first, { match: { kinds: [{ apiGroups: [""], kinds: ["Pod"] }] } }),
    want: "fail",
  },
  {
    it: "accepts one that looks at everything",
    given: constraintOf(first, { match: { kinds: [{ apiGroups: ["*"], kinds: ["*"] }] } }),
    want: "pass",
  },
  { it: "defers unknown kinds", given: constraintOf(first, { match: { kinds: UNKNOWN } }), want: "deferred" },
  { it: "accepts the default written out", given: constraintOf(first, { enforcementAction: "deny" }), want: "pass" },
  { it: "refuses a warning", given: constraintOf(first, { enforcementAction: "warn" }), want: "fail" },
  { it: "refuses a dry run", given: constraintOf(first, { enforcementAction: "dryrun" }), want: "fail" },
  { it: "refuses one for some namespaces", given: constraintOf(first, { match: { namespaces: ["payments"] } }), want: "fail" },
  { it: "refuses one for some labels", given: constraintOf(first, { match: { labelSelector: {} } }), want: "fail" },
  {
    it: "accepts that system namespaces are left out",
    given: constraintOf(first, { match: { excludedNamespaces: ["default"] } }),
    want: "pass",
  },
  { it: "refuses that a tenant's is left out", given: constraintOf(first, { match: { excludedNamespaces: ["payments"] } }), want: "fail" },
  { it: "defers an unknown action", given: constraintOf(first, { enforcementAction: UNKNOWN }), want: "deferred" },
]);

const written = constraintTemplate(first).spec;
const source = written.targets[0].code[0].source;
const template = (changes: Inputs, kind: Value = written.crd.spec.names.kind) =>
  planned("kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate", "template", {
    spec: {
      crd: { spec: { names: { kind } } },
      targets: [{ code: [{ source: { rego: source.rego, libs: [...source.libs], ...changes } }] }],
    },
  });
table("admission-template-as-tested", checks["admission-template-as-tested"], [
  { it: "accepts what policies/admission builds", given: template({}), want: "pass" },
  { it: "refuses another Rego", given: template({ rego: "package podrunsasnonroot" }), want: "fail" },
  { it: "refuses another library", given: template({ libs: ["package lib.pods"] }), want: "fail" },
  { it: "defers an unknown Rego", given: template({ rego: UNKNOWN }), want: "deferred" },
  { it: "does not ask the templates of others", given: template({}, "K8sRequiredLabels"), want: "not-applicable" },
]);

const binding = (spec: Value) =>
  planned("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding", "binding", { spec });
table("admission-policy-binding-denies", checks["admission-policy-binding-denies"], [
  { it: "accepts one that denies", given: binding({ validationActions: ["Deny", "Audit"] }), want: "pass" },
  { it: "refuses one that only warns", given: binding({ validationActions: ["Warn"] }), want: "fail" },
  { it: "refuses one that says nothing", given: binding({}), want: "fail" },
  { it: "defers what is unknown", given: binding(UNKNOWN), want: "deferred" },
]);
