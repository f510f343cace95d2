import { admissionCheckIds as admissionIds, constraintKinds, constraintTemplate } from "../admission";
import { constraintKind } from "../admission/kind";
import type { Settings } from "../settings";
import { type PreviewCheck, onEach } from "./check";
import { holdsAll } from "./lists";
import type { Plan } from "./plan";
import { onPlatform } from "./presence";
import type { Known, Reader } from "./reader";
import { chartName, onRelease, releaseType } from "./releases";
import { isSystemNamespace } from "./system-namespaces";
import { isObject, numberOf } from "./tree";
import { type Verdict, all, anyOf, demand, fail, notApplicable, pass, worst } from "./verdict";

const constraintType = (id: string): string => `kubernetes:constraints.gatekeeper.sh/v1beta1:${constraintKind(id)}`;
const constraintTypes = admissionIds.map(constraintType);
const templateType = "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate";
const configType = "kubernetes:config.gatekeeper.sh/v1alpha1:Config";

/** `default` is what some checks leave out: nobody makes it, and no tenant uses it. */
const isSystem = (name: unknown): boolean => name === "default" || isSystemNamespace(name);

const exempt =
  "a namespace is exempt that is neither of Kubernetes nor of the platform; leave it out, and write a waiver where one is needed";

/** The chart's default is in its values.yaml of 3.23. */
const failsClosed = (values: Reader): Verdict =>
  all(
    values.expect(
      "validatingWebhookFailurePolicy",
      (policy) => policy === "Fail",
      "what Gatekeeper cannot judge is let in; set validatingWebhookFailurePolicy: Fail",
    ),
    values.expect(
      "validatingWebhookCheckIgnoreFailurePolicy",
      (policy) => policy === undefined || policy === "Fail",
      "anybody may exempt a namespace while Gatekeeper is down; set validatingWebhookCheckIgnoreFailurePolicy: Fail",
    ),
    values.expect(
      "disableValidatingWebhook",
      (off) => off !== true,
      "nothing is judged when it enters; leave disableValidatingWebhook out",
    ),
  );

const numberAtLeast =
  (least: number, otherwise: number) =>
  (value: Known): boolean =>
    (numberOf(value ?? otherwise) ?? Number.NaN) >= least;

const runsAndAudits = (values: Reader): Verdict =>
  all(
    values.expect("replicas", numberAtLeast(3, 3), "Gatekeeper does not outlive a zone; set replicas: 3"),
    values.expect("disableAudit", (off) => off !== true, "what is there already is never judged; leave disableAudit out"),
    values.expect("auditInterval", numberAtLeast(1, 60), "what is there already is never judged; set auditInterval to seconds"),
    values.expect(
      "constraintViolationsLimit",
      numberAtLeast(500, 20),
      "the audit hides what is over its limit; set constraintViolationsLimit: 500 or more",
    ),
  );

const everything = (list: Reader, path: string): Verdict =>
  anyOf(
    list.every(path, (one) => one.expect("", (text) => text === "*", ""), fail("")),
    "",
  );

/** Rules of one's own may add to those of the chart: one of them has to ask about all that is made and changed. */
const rulesWhole = (values: Reader): Verdict =>
  values.inspect("validatingWebhookCustomRules", (rules) =>
    rules === undefined || (isObject(rules) && Object.keys(rules).length === 0)
      ? pass
      : anyOf(
          values.every("validatingWebhookCustomRules", (rule) =>
            all(
              ...["apiGroups", "apiVersions", "resources"].map((path) => everything(rule, path)),
              ...["CREATE", "UPDATE"].map((operation) =>
                anyOf(
                  rule.every("operations", (one) => one.expect("", (text) => text === operation || text === "*", ""), fail("")),
                  "",
                ),
              ),
              rule.expect("scope", (scope) => scope === undefined || scope === "*", ""),
            ),
          ),
          "the webhook looks at a part of the objects only; keep a rule for CREATE and UPDATE of everything in validatingWebhookCustomRules",
        ),
  );

/** Exemptions by a label that tenants can set, by a prefix or by conditions are none that a list could show. */
function exemptionsListed(values: Reader): Verdict {
  const labels = values
    .keys("validatingWebhookExemptNamespacesLabels")
    .map((label) =>
      label === "kubernetes.io/metadata.name"
        ? values.every(`validatingWebhookExemptNamespacesLabels["${label}"]`, (name) => name.expect("", isSystem, exempt))
        : [fail("namespaces are exempt by a label that can be set; exempt by kubernetes.io/metadata.name")],
    );
  const narrowing = ["validatingWebhookObjectSelector", "validatingWebhookMatchConditions"];
  return worst([
    pass,
    ...labels.flat(),
    ...values.every("controllerManager.exemptNamespaces", (name) => name.expect("", isSystem, exempt)),
    ...values.every("controllerManager.exemptNamespacePrefixes", () => fail("namespaces are exempt by a prefix; name them in full")),
    ...narrowing.map((key) =>
      demand(
        values.keys(key).length === 0 && !isList(values.read(key)),
        `the webhook looks at a part of the objects only; leave ${key} out`,
      ),
    ),
    rulesWhole(values),
  ]);
}

const isList = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

const auditExemptions = (config: Reader): Verdict =>
  worst([
    pass,
    ...config.every("spec.match", (match) =>
      worst([pass, ...match.every("excludedNamespaces", (name) => name.expect("", isSystem, exempt))]),
    ),
  ]);

const narrows = "the constraint looks at a part of the objects only; leave everything but kinds and excludedNamespaces out of spec.match";

const byKind = new Map(admissionIds.map((id) => [constraintKind(id), id]));
const kindsLeftOut = "the constraint does not look at every kind that its check is about; take spec.match.kinds from policies/admission";

const holds = (entry: Reader, list: string, wanted: string): Verdict =>
  anyOf(
    entry.every(list, (item) => item.expect("", (text) => text === wanted || text === "*", ""), fail("")),
    kindsLeftOut,
  );

/** Every kind that the check is about is among those that the constraint names. */
function looksAtItsKinds(constraint: Reader): Verdict {
  const id = byKind.get(constraint.type.split(":").at(-1) ?? "");
  const wanted = id === undefined ? [] : constraintKinds(id);
  const pairs = wanted.flatMap(({ apiGroups, kinds }) => apiGroups.flatMap((group) => kinds.map((kind) => [group, kind] as const)));
  return worst([
    pass,
    ...pairs.map(([group, kind]) =>
      anyOf(
        constraint.every("spec.match.kinds", (entry) => all(holds(entry, "apiGroups", group), holds(entry, "kinds", kind)), fail("")),
        kindsLeftOut,
      ),
    ),
  ]);
}

/** The Rego that is tested is the one that is installed. */
const asTested = (template: Reader): Verdict =>
  template.inspect("spec.crd.spec.names.kind", (kind) => {
    const id = typeof kind === "string" ? byKind.get(kind) : undefined;
    if (id === undefined) return notApplicable;
    const { rego, libs } = constraintTemplate(id).spec.targets[0].code[0].source;
    const message = "the template holds another Rego than the one that is tested; take it from policies/admission";
    const source = template.at("spec.targets[0].code[0].source");
    return all(
      source.expect("rego", (text) => text === rego, message),
      ...libs.map((lib, index) => source.expect(`libs[${String(index)}]`, (text) => text === lib, message)),
    );
  });

const lastDay = (until: Known): boolean => typeof until === "string" && /^\d{4}-\d\d-\d\d$/.test(until);

/** An exception names an object and ends. */
const exceptionsEnd = (constraint: Reader): Verdict =>
  worst([
    pass,
    ...constraint.every("spec.parameters.waived", (waived) =>
      all(
        waived.expect("until", lastDay, "an exception of the constraint has no end; write its last day as until: YYYY-MM-DD"),
        waived.expect("name", (name) => name !== "*", "an exception of the constraint names no object; write a name, or a part of one"),
      ),
    ),
  ]);

const denies = (constraint: Reader, { environment }: Settings): Verdict =>
  all(
    looksAtItsKinds(constraint),
    exceptionsEnd(constraint),
    constraint.expect(
      "spec.enforcementAction",
      (action) => action === undefined || action === "deny" || (action === "warn" && environment === "development"),
      "the constraint refuses nothing; set spec.enforcementAction: deny",
    ),
    demand(
      constraint.keys("spec.match").every((key) => key === "kinds" || key === "excludedNamespaces"),
      narrows,
    ),
    worst([pass, ...constraint.every("spec.match.excludedNamespaces", (name) => name.expect("", isSystem, exempt))]),
  );

function complete(plan: Plan): Verdict {
  const named = new Set(plan.ofType(...constraintTypes).map((constraint) => constraint.read("metadata.name")));
  const templates = new Set(plan.ofType(templateType).map((template) => template.read("spec.crd.spec.names.kind")));
  const missing = admissionIds.filter((id) => !named.has(id) || !templates.has(constraintKind(id)));
  return demand(
    missing.length === 0,
    `checks at admission have no template or constraint: ${missing.join(", ")}; make them with Gatekeeper`,
  );
}

const installed = (plan: Plan): Verdict =>
  demand(
    plan.ofType(releaseType).some((release) => chartName(release.read("chart")) === "gatekeeper"),
    "nothing judges objects when they enter the cluster; install Gatekeeper",
  );

export const admissionChecks = {
  "gatekeeper-present": onPlatform(releaseType, installed),
  "gatekeeper-fails-closed": onRelease("gatekeeper", failsClosed),
  "gatekeeper-runs-and-audits": onRelease("gatekeeper", runsAndAudits),
  "gatekeeper-exemptions-listed": onRelease("gatekeeper", exemptionsListed),
  "gatekeeper-audit-exemptions-listed": onEach(configType, auditExemptions),
  "admission-constraints-complete": onPlatform(constraintTypes, complete),
  "admission-constraint-denies": onEach(constraintTypes, denies),
  "admission-template-as-tested": onEach(templateType, asTested),
  "admission-policy-binding-denies": onEach("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding", (binding) =>
    holdsAll(binding, "spec.validationActions", ["Deny"], "the policy refuses nothing; add Deny to spec.validationActions"),
  ),
} as const satisfies Record<string, PreviewCheck>;
