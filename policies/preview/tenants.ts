import type { Settings } from "../settings";
import { dataClasses } from "../settings/model";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { placedIn } from "./placed";
import { podTypes } from "./pods";
import type { Reader } from "./reader";
import { inNamespace, isSystemNamespace, ofTenant, whole } from "./system-namespaces";
import { type Verdict, all, anyOf, fail, notApplicable, pass, worst } from "./verdict";

const namespaceType = "kubernetes:core/v1:Namespace";
const policyTypes = ["networking.k8s.io/v1", "extensions/v1beta1"].map((version) => `kubernetes:${version}:NetworkPolicy`);
const quotaType = "kubernetes:core/v1:ResourceQuota";
const rangeType = "kubernetes:core/v1:LimitRange";

const isBuiltIn = (name: unknown): boolean => typeof name === "string" && (name === "default" || name.startsWith("kube-"));

/** Namespaces that the platform and Kubernetes do not keep for themselves. A patch is a part of one. */
const tenant = (namespace: Reader, decide: () => Verdict): Verdict =>
  whole(namespace, () =>
    namespace.inspect("metadata.name", (name) => (name === "default" || isSystemNamespace(name) ? notApplicable : decide())),
  );

const onTenants = (decide: (namespace: Reader, settings: Settings) => Verdict): PreviewCheck =>
  onEach(namespaceType, (namespace, settings) => tenant(namespace, () => decide(namespace, settings)));

const label = (key: string): string => `metadata.labels["${key}"]`;
const podSecurity = (mode: string): string => label(`pod-security.kubernetes.io/${mode}`);

const restricted = (namespace: Reader): Verdict =>
  namespace.expect(
    podSecurity("enforce"),
    (level) => level === "restricted",
    "the namespace does not enforce the restricted profile; set the label pod-security.kubernetes.io/enforce: restricted",
  );

const levels: readonly unknown[] = ["restricted", "baseline", "privileged"];

/** Whatever the profile: it is said, for every mode, and of a version that does not change by itself. */
const profileSaid = (namespace: Reader): Verdict =>
  whole(namespace, () =>
    namespace.inspect("metadata.name", (name) =>
      isBuiltIn(name)
        ? notApplicable
        : all(
            ...["enforce", "audit", "warn"].flatMap((mode) => [
              namespace.expect(
                podSecurity(mode),
                (level) => levels.includes(level),
                "the namespace says no Pod Security profile; set the labels enforce, audit and warn of pod-security.kubernetes.io",
              ),
              namespace.expect(
                podSecurity(`${mode}-version`),
                (version) => typeof version === "string" && /^v1\.\d+$/.test(version),
                "the profile's rules change with the cluster; set the labels enforce-version, audit-version and warn-version to a minor such as v1.35",
              ),
            ]),
          ),
    ),
  );

const inMesh = (namespace: Reader): Verdict =>
  all(
    namespace.expect(
      label("istio-injection"),
      (value) => value === "enabled",
      "the namespace is outside the mesh; set the label istio-injection: enabled",
    ),
    namespace.expect(
      label("istio.io/dataplane-mode"),
      (value) => value !== "none",
      "the namespace is outside the mesh; leave the label istio.io/dataplane-mode out",
    ),
  );

const classes: readonly unknown[] = dataClasses;
const owner = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
/** What the value of a label has to be; any text, where nothing is said. */
const labelValues: Readonly<Record<string, (value: unknown, environment: string | undefined) => boolean>> = {
  owner: (value) => typeof value === "string" && owner.test(value),
  "data-class": (value) => classes.includes(value),
  environment: (value, environment) => (environment === undefined ? isText(value) : value === environment),
};

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";

const labelled = (object: Reader, { environment, requiredLabels }: Settings): Verdict =>
  all(
    ...requiredLabels.map((key) => {
      const takes = (Object.hasOwn(labelValues, key) ? labelValues[key] : undefined) ?? isText;
      return object.expect(
        label(key),
        (value) => takes(value, environment),
        key === "environment" && environment !== undefined
          ? "it says another environment than the stack's; set the label environment to that of the stack"
          : `nobody can tell whose it is; set the labels ${requiredLabels.join(", ")}`,
      );
    }),
  );

/** Kinds that admission asks for labels; pods and what makes only pods take them from these. */
const workloads = podTypes.filter((type) => /:(Deployment|StatefulSet|DaemonSet|Job|CronJob)$/.test(type));

const labelledObject = (object: Reader, settings: Settings): Verdict =>
  object.type.startsWith(namespaceType)
    ? tenant(object, () => labelled(object, settings))
    : whole(object, () => ofTenant(object, () => labelled(object, settings)));

const directions = {
  ingress: { peers: "from", policyType: "Ingress" },
  egress: { peers: "to", policyType: "Egress" },
} as const;
type Direction = keyof typeof directions;

const everything = "the policy lets everything through; name pods, namespaces or ranges in every rule";

function opensNothingTo(peer: Reader): Verdict {
  return peer.inspect("ipBlock.cidr", (cidr) => {
    if (cidr === "0.0.0.0/0" || cidr === "::/0") return fail(everything);
    return peer.inspect("podSelector", (pods) =>
      pods !== undefined
        ? pass
        : peer.inspect("namespaceSelector", (selector) =>
            selector !== undefined && peer.keys("namespaceSelector").length === 0 ? fail(everything) : pass,
          ),
    );
  });
}

const narrow = (policy: Reader): Verdict =>
  ofTenant(policy, () =>
    worst([
      pass,
      ...Object.entries(directions).flatMap(([field, { peers }]) =>
        policy.every(`spec.${field}`, (rule) => worst(rule.every(peers, opensNothingTo, fail(everything)))),
      ),
    ]),
  );

/** A policy that selects every pod and opens nothing. An unknown part may be what is missing. */
function closes(policy: Reader, namespace: Reader, direction: Direction): Verdict {
  const { policyType } = directions[direction];
  return all(
    sameName(policy, namespace),
    policy.inspect("spec.podSelector", () => (policy.keys("spec.podSelector").length === 0 ? pass : fail(""))),
    anyOf(
      policy.every("spec.policyTypes", (item) => item.expect("", (name) => name === policyType, ""), fail("")),
      "",
    ),
    worst(policy.every(`spec.${direction}`, () => fail(""), pass)),
  );
}

const sameName = (object: Reader, namespace: Reader): Verdict =>
  namespace.inspect("metadata.name", (name) => inNamespace(object, (own) => name !== undefined && name === own));

const accompanied = (types: readonly string[], holds: (object: Reader, namespace: Reader) => Verdict, message: string): PreviewCheck =>
  onEachInPlan(namespaceType, (namespace, plan) =>
    tenant(namespace, () =>
      anyOf(
        placedIn(plan, types, namespace.read("metadata.name")).map((object) => holds(object, namespace)),
        message,
      ),
    ),
  );

const bounded = (quota: Reader, namespace: Reader): Verdict =>
  all(
    sameName(quota, namespace),
    ...["pods", "requests.cpu", "requests.memory"].map((key) => quota.expect(`spec.hard["${key}"]`, (value) => value !== undefined, "")),
  );

export const tenantChecks = {
  "namespace-pod-security-restricted": onTenants(restricted),
  "namespace-pod-security-said": onEach(namespaceType, profileSaid),
  "namespace-in-mesh": onTenants(inMesh),
  "objects-carry-required-labels": onEachInPlan([namespaceType, ...workloads], (object, _plan, settings) =>
    labelledObject(object, settings),
  ),
  "networkpolicy-not-allow-all": onEachInPlan(policyTypes, narrow),
  "namespace-denies-ingress": accompanied(
    policyTypes,
    (policy, namespace) => closes(policy, namespace, "ingress"),
    "everything may connect to the namespace; add a NetworkPolicy with podSelector {}, policyTypes [Ingress] and no rule",
  ),
  "namespace-denies-egress": accompanied(
    policyTypes,
    (policy, namespace) => closes(policy, namespace, "egress"),
    "the namespace may connect to everything; add a NetworkPolicy with podSelector {}, policyTypes [Egress] and no rule",
  ),
  "namespace-has-quota": accompanied(
    [quotaType],
    bounded,
    "the namespace may take the whole cluster; add a ResourceQuota with pods, requests.cpu and requests.memory",
  ),
  "namespace-has-limits": accompanied(
    [rangeType],
    (range, namespace) =>
      all(sameName(range, namespace), worst(range.every("spec.limits", (limit) => limit.inspect("", () => pass), fail("")))),
    "a container without limits takes what it finds; add a LimitRange",
  ),
} as const satisfies Record<string, PreviewCheck>;
