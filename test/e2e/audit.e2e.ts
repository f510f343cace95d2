import assert from "node:assert/strict";
import { kinds } from "../../audit/live/kubernetes/kinds";
import { auditRights } from "../../audit/live/kubernetes/rights";
import type { AuditReport } from "../../audit/report/audit/document";
import { command } from "../audit/cli/support";
import { compliantPod } from "./compliant-pod";
import { ControlPlane, type User } from "./control-plane";
import { inParallel } from "./parallel";
import type { KubernetesObject } from "./kubernetes/client";
import { Refusal } from "./kubernetes/client";

const auditor: User = { name: "auditor", groups: ["test:auditors"] };
const stranger: User = { name: "stranger", groups: [] };

const good = "audit-good";
const bad = "audit-bad";

const restricted = Object.fromEntries(
  ["enforce", "audit", "warn"].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, "restricted"],
    [`pod-security.kubernetes.io/${mode}-version`, "latest"],
  ]),
);

const object = (apiVersion: string, kind: string, name: string, namespace: string, more: object): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  ...more,
});

/** A tenant as the platform makes one. */
const tenant = (namespace: string): readonly KubernetesObject[] => [
  object("networking.k8s.io/v1", "NetworkPolicy", "deny-all", namespace, { spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } }),
  object("v1", "ResourceQuota", "all", namespace, { spec: { hard: { pods: "10", "requests.cpu": "1", "requests.memory": "1Gi" } } }),
  object("v1", "LimitRange", "all", namespace, { spec: { limits: [{ type: "Container", max: { cpu: "1" } }] } }),
  // Kubernetes makes it in every namespace, with a token for whoever runs as it.
  object("v1", "ServiceAccount", "default", namespace, { automountServiceAccountToken: false }),
  object("v1", "Service", "web", namespace, { spec: { selector: { app: "web" }, ports: [{ port: 80 }] } }),
  object("security.istio.io/v1", "PeerAuthentication", "default", namespace, { spec: { mtls: { mode: "STRICT" } } }),
  { ...compliantPod, metadata: { name: "web", namespace } },
];

const careless = (namespace: string): readonly KubernetesObject[] => [
  object("v1", "Service", "web", namespace, { spec: { type: "NodePort", selector: { app: "web" }, ports: [{ port: 80 }] } }),
  object("security.istio.io/v1", "PeerAuthentication", "default", namespace, { spec: { mtls: { mode: "PERMISSIVE" } } }),
  object("rbac.authorization.k8s.io/v1", "Role", "all", namespace, { rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }] }),
  object("v1", "Pod", "web", namespace, {
    spec: { hostNetwork: true, containers: [{ name: "web", image: "web", securityContext: { privileged: true } }] },
  }),
];

describe("the audit of a real cluster", () => {
  let plane: ControlPlane;

  before(async () => {
    // One of its own: what other tests leave behind, such as constraints that still refuse, is none of the audit's.
    plane = await ControlPlane.start();
    await plane.namespace(good, { ...restricted, "istio-injection": "enabled", environment: "development" });
    await plane.namespace(bad);
    await inParallel([...tenant(good), ...careless(bad)], (one) => plane.admin.apply(one));
    await plane.admin.apply(auditRights() as KubernetesObject);
    await plane.admin.apply({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "test-auditors" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "compliant-eks:audit" },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "test:auditors" }],
    });
  });

  after(() => plane.stop());

  async function audit(user: User): Promise<{ readonly code: number; readonly report: AuditReport }> {
    const ended = await command([
      "audit",
      "--stack",
      "dev",
      "--only",
      "cluster",
      "--kubeconfig",
      plane.kubeconfig(user),
      "--format",
      "json",
    ]);
    assert.notEqual(ended.out, "", ended.err);
    return { code: ended.code, report: JSON.parse(ended.out) as AuditReport };
  }

  /** `check name` of the failures in a namespace. */
  const failuresIn = ({ findings }: AuditReport, namespace: string): readonly string[] =>
    findings
      .filter(({ status, urn }) => status === "fail" && new RegExp(`::${namespace}(/|$)`).test(urn))
      .map(({ check, urn }) => `${check} ${urn.split("::").at(-1) ?? ""}`)
      .sort();

  it("reads every kind with the rights that it prints, and those let nobody read a Secret", async () => {
    const { report } = await audit(auditor);
    assert.deepEqual(report.errors, []);
    const client = plane.as(auditor);
    for (const kind of ["Secret", "ConfigMap"])
      await assert.rejects(client.list("v1", kind, "kube-system"), (error) => error instanceof Refusal && error.status === 403);
    await assert.rejects(client.get({ apiVersion: "v1", kind: "Pod", name: "web", namespace: good }), Refusal);
  });

  it("passes nothing for somebody who may not read", async () => {
    const { code, report } = await audit(stranger);
    assert.equal(code, 1);
    assert.equal(report.errors.length, kinds.length);
    assert.deepEqual([...new Set(report.errors.map(({ kind }) => kind))], ["denied"]);
    assert.deepEqual(
      report.checks.filter(({ status }) => status === "pass"),
      [],
    );
  });

  it("finds what a careless tenant did, and of a careful one only what this cluster cannot do: nobody injects here", async () => {
    const { code, report } = await audit(auditor);
    assert.equal(code, 1);
    assert.deepEqual(failuresIn(report, good), [
      "pod-images-from-allowed-registries audit-good/web",
      "running-pod-has-sidecar audit-good/web",
    ]);
    const found = failuresIn(report, bad);
    for (const expected of [
      "namespace-denies-egress audit-bad",
      "namespace-denies-ingress audit-bad",
      "namespace-pod-security-restricted audit-bad",
      "peerauthentication-strict audit-bad/default",
      "pod-no-host-namespaces audit-bad/web",
      "pod-not-privileged audit-bad/web",
      "rbac-role-no-wildcard audit-bad/all",
      "service-no-node-port audit-bad/web",
    ])
      assert.ok(found.includes(expected), `${expected} is not among ${found.join(", ")}`);
  });
});
