import type { PreviewCheckId } from "../../policies/controls";
import type { PlannedResource } from "../../policies/preview/plan";
import { type Weakenings, alsoFails, byName, gone, to, where } from "./weakening";

const ofTenant = ({ name }: PlannedResource) => name.includes("-namespaces-");
const tenant = (check: PreviewCheckId) => where(ofTenant, check);
const closing = (check: PreviewCheckId) => where((resource) => ofTenant(resource) && resource.name.endsWith("-deny-all"), check);
const opening = where((resource) => ofTenant(resource) && !resource.name.endsWith("-deny-all"), "networkpolicy-not-allow-all");
const root = (check: PreviewCheckId) => byName(["platform-istio-", check]);
const profile = byName(["-namespaces-", "namespace-pod-security-restricted"], ["platform", "namespace-pod-security-said"]);
const podSecurity = (mode: string) => `metadata.labels.pod-security.kubernetes.io/${mode}`;

/** The mesh, the namespaces of tenants and who may do what in them. */
export const insideWeakenings: Weakenings = {
  "kubernetes:core/v1:LimitRange": {
    MISSING: [gone("namespace-has-limits")],
    "metadata.namespace": [to("elsewhere", "namespace-has-limits")],
  },
  "kubernetes:core/v1:Namespace": {
    "metadata.labels.data-class": [gone(tenant("objects-carry-required-labels")), to("none", tenant("objects-carry-required-labels"))],
    "metadata.labels.environment": [gone(tenant("objects-carry-required-labels")), to("other", tenant("objects-carry-required-labels"))],
    "metadata.labels.istio-injection": [gone(tenant("namespace-in-mesh")), to("disabled", tenant("namespace-in-mesh"))],
    "metadata.labels.owner": [gone(tenant("objects-carry-required-labels")), to("Nobody?", tenant("objects-carry-required-labels"))],
    [podSecurity("enforce")]: [
      alsoFails(gone(profile), "namespace-pod-security-said"),
      to("baseline", tenant("namespace-pod-security-restricted")),
    ],
    ...Object.fromEntries(
      ["audit", "warn", "enforce-version", "audit-version", "warn-version"].map((mode) => [
        podSecurity(mode),
        [gone("namespace-pod-security-said"), to("latest", "namespace-pod-security-said")],
      ]),
    ),
  },
  "kubernetes:core/v1:ResourceQuota": {
    MISSING: [gone("namespace-has-quota")],
    "metadata.namespace": [to("elsewhere", "namespace-has-quota")],
    "spec.hard.pods": [gone("namespace-has-quota")],
    "spec.hard.requests.cpu": [gone("namespace-has-quota")],
    "spec.hard.requests.memory": [gone("namespace-has-quota")],
  },
  "kubernetes:core/v1:ServiceAccount": {
    automountServiceAccountToken: [
      gone(tenant("service-account-no-automounted-token")),
      to(true, tenant("service-account-no-automounted-token")),
    ],
  },
  "kubernetes:core/v1:ServiceAccountPatch": {
    automountServiceAccountToken: [gone("service-account-no-automounted-token"), to(true, "service-account-no-automounted-token")],
  },
  "kubernetes:networking.istio.io/v1:Gateway": {
    "spec.servers.*.tls.minProtocolVersion": [to("TLSV1_0", "gateway-tls-only")],
    "spec.servers.*.tls.mode": [gone("gateway-tls-only"), to("PASSTHROUGH", "gateway-tls-only")],
  },
  "kubernetes:networking.k8s.io/v1:NetworkPolicy": {
    MISSING: [alsoFails(gone(closing("namespace-denies-ingress")), "namespace-denies-egress")],
    "metadata.namespace": [alsoFails(to("elsewhere", closing("namespace-denies-ingress")), "namespace-denies-egress")],
    "spec.egress": [alsoFails(to([{}], closing("namespace-denies-egress")), "networkpolicy-not-allow-all")],
    "spec.ingress": [alsoFails(to([{}], closing("namespace-denies-ingress")), "networkpolicy-not-allow-all")],
    "spec.egress.*.to": [gone(opening), to([{ ipBlock: { cidr: "0.0.0.0/0" } }], opening)],
    "spec.ingress.*.from": [gone(opening), to([{ namespaceSelector: {} }], opening)],
    "spec.podSelector": [alsoFails(to({ matchLabels: { app: "one" } }, closing("namespace-denies-egress")), "namespace-denies-ingress")],
    "spec.policyTypes": [alsoFails(gone(closing("namespace-denies-egress")), "namespace-denies-ingress")],
  },
  "kubernetes:rbac.authorization.k8s.io/v1:Role": {
    "rules.*.apiGroups.*": [to("*", "rbac-role-no-wildcard")],
    "rules.*.resources.*": [
      to("*", "rbac-role-no-wildcard"),
      to(
        "secrets",
        where(({ name }) => name.endsWith("-reader"), "rbac-no-sensitive-verbs"),
      ),
    ],
    "rules.*.verbs.*": [to("*", "rbac-role-no-wildcard")],
  },
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": {
    "roleRef.name": [to("cluster-admin", "rbac-no-cluster-admin-binding")],
    "subjects.*.name": [to("system:authenticated", "rbac-no-anonymous-subject")],
  },
  "kubernetes:security.istio.io/v1:AuthorizationPolicy": {
    MISSING: [gone(root("mesh-denies-by-default"))],
    "metadata.namespace": [to("elsewhere", root("mesh-denies-by-default"))],
    "spec.rules": [to([{ from: [{ source: { namespaces: ["one"] } }] }], root("mesh-denies-by-default"))],
    "spec.rules.*.from": [gone(tenant("authorizationpolicy-names-sources"))],
    "spec.rules.*.from.*.source.namespaces.*": [to("*", "authorizationpolicy-names-sources")],
    "spec.rules.*.from.*.source.principals.*": [to("*", "authorizationpolicy-names-sources")],
  },
  "kubernetes:security.istio.io/v1:PeerAuthentication": {
    MISSING: [gone(root("mesh-strict-by-default"))],
    "metadata.namespace": [to("elsewhere", root("mesh-strict-by-default"))],
    "spec.mtls.mode": [
      gone(root("mesh-strict-by-default")),
      alsoFails(to("PERMISSIVE", "peerauthentication-strict"), "mesh-strict-by-default"),
      alsoFails(to("DISABLE", "peerauthentication-strict"), "mesh-strict-by-default"),
    ],
  },
  "kubernetes:telemetry.istio.io/v1:Telemetry": {
    MISSING: [gone(root("mesh-requests-logged"))],
    "metadata.namespace": [to("elsewhere", root("mesh-requests-logged"))],
    "spec.accessLogging": [gone(root("mesh-requests-logged"))],
    "spec.accessLogging.*.disabled": [to(true, root("mesh-requests-logged"))],
  },
};
