import assert from "node:assert/strict";
import type { Evidence, FailureKind } from "../../../audit/evidence/model";
import { liveChecks } from "../../../audit/live/checks";
import { accountEvidence, keptWell } from "./aws/account";
import { type Sample, evidenceOf, hoursBefore, wellKept } from "./cluster";
import { audited, statuses } from "./support";

/** Beside an account that is well kept. */
const systemOf = (objects: readonly Sample[]): Evidence => accountEvidence(keptWell, objects);

const before = statuses(audited(systemOf(wellKept)));

/** The sample with one object of a kind changed. */
const changed = (kind: string, change: (object: Sample) => Sample | undefined): readonly Sample[] => {
  const first = wellKept.find((one) => one.kind === kind);
  return wellKept.flatMap((one) => (one === first ? (change(one) ?? []) : one));
};

/** The same with a value at a path, made of the mappings above it. */
function put(object: Sample, path: readonly string[], value: unknown): Sample {
  const [key = "", ...rest] = path;
  const inner = (object[key] ?? {}) as Sample;
  return { ...object, [key]: rest.length === 0 ? value : put(inner, rest, value) };
}

const set = (kind: string, path: string, value: unknown): readonly Sample[] => changed(kind, (one) => put(one, path.split("."), value));
const gone = (kind: string): readonly Sample[] => wellKept.filter((one) => one.kind !== kind);
const container = (more: object): readonly Sample[] =>
  changed("Pod", (pod) => {
    const { containers } = pod["spec"] as { readonly containers: readonly object[] };
    return put(pod, ["spec", "containers"], [{ ...containers[0], ...more }]);
  });

const other = `sha256:${"2".repeat(64)}`;

/** What breaks in the cluster, and the checks that see it; every other check says what it said before. */
const broken: readonly (readonly [it: string, objects: readonly Sample[], seenBy: readonly string[]])[] = [
  ["a pod without its sidecar", set("Pod", "spec.initContainers", []), ["running-pod-has-sidecar"]],
  [
    "another image than the one that was asked for",
    set("Pod", "status.containerStatuses", [{ name: "web", imageID: `registry.example.com/web@${other}` }]),
    ["running-image-is-the-pinned-one"],
  ],
  [
    "an image without a digest",
    container({ image: "web:1" }),
    ["pod-images-from-allowed-registries", "pod-images-pinned-by-digest", "running-image-is-the-pinned-one"],
  ],
  ["a credential in an environment", container({ env: [{ name: "API_KEY", value: "abc" }] }), ["pod-no-credentials-in-env"]],
  [
    "a credential without a name that says so",
    container({ env: [{ name: "X", value: `AKIA${"A".repeat(16)}` }] }),
    ["pod-no-credentials-in-env"],
  ],
  [
    "a privileged container",
    container({
      securityContext: { privileged: true, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
    }),
    ["pod-not-privileged"],
  ],
  ["nodes in one zone", set("Node", "metadata.labels", { "topology.kubernetes.io/zone": "eu-west-1b" }), ["nodes-run-in-several-zones"]],
  [
    "a webhook that fails open",
    set("ValidatingWebhookConfiguration", "webhooks", [{ failurePolicy: "Ignore" }]),
    ["admission-webhook-fails-closed"],
  ],
  ["no webhook", gone("ValidatingWebhookConfiguration"), ["admission-webhook-fails-closed"]],
  ["objects that break a constraint", set("NoPublic", "status.totalViolations", 2), ["admission-audit-clean"]],
  ["an audit of Gatekeeper that stopped", set("NoPublic", "status.auditTimestamp", hoursBefore(1)), ["admission-audit-clean"]],
  ["an audit of Gatekeeper that never was", set("NoPublic", "status", {}), ["admission-audit-clean"]],
  ["no constraint", wellKept.filter(({ kind }) => kind !== "NoPublic" && kind !== "ConstraintTemplate"), ["admission-audit-clean"]],
  ["a backup with errors", set("Backup", "status.phase", "PartiallyFailed"), ["newest-backup-complete"]],
  ["a backup that is too old", set("Backup", "status.completionTimestamp", hoursBefore(100)), ["newest-backup-complete"]],
  ["no backup", gone("Backup"), ["newest-backup-complete"]],
  ["a schedule that is paused", set("Schedule", "spec.paused", true), ["newest-backup-complete"]],
  ["no schedule", gone("Schedule"), ["newest-backup-complete"]],
  ["a backup that outlives the longest retention", set("Backup", "status.expiration", "2040-01-01T00:00:00Z"), ["backups-end-in-time"]],
  ["a backup without an end", set("Backup", "status.expiration", undefined), ["backups-end-in-time"]],
  ["a restore that failed", set("Restore", "status.phase", "Failed"), ["newest-restore-complete"]],
  ["a restore that is too old", set("Restore", "status.completionTimestamp", hoursBefore(24 * 400)), ["newest-restore-complete"]],
  ["a restore that took too long", set("Restore", "status.startTimestamp", hoursBefore(500)), ["newest-restore-complete"]],
  ["no restore", gone("Restore"), ["newest-restore-complete"]],
  ["a node without Falco", wellKept.filter(({ metadata }) => metadata.name !== "falco-two"), ["falco-ready-on-every-node"]],
  [
    "a pod in the namespace default",
    [...wellKept, { kind: "Pod", metadata: { name: "a", namespace: "default" }, spec: { automountServiceAccountToken: false } }],
    ["default-namespace-empty"],
  ],
  ["no NetworkPolicy", gone("NetworkPolicy"), ["namespace-denies-ingress", "namespace-denies-egress"]],
  [
    "a namespace that enforces nothing",
    changed("Namespace", (one) => put(one, ["metadata", "labels"], { "istio-injection": "enabled" })),
    ["namespace-pod-security-restricted"],
  ],
  [
    "a role that may do everything",
    set("ClusterRole", "rules", [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]),
    ["rbac-role-no-wildcard"],
  ],
  ["a Service with a port on every node", set("Service", "spec.type", "NodePort"), ["service-no-node-port"]],
  ["a mesh that takes plain text", set("PeerAuthentication", "spec.mtls.mode", "PERMISSIVE"), ["peerauthentication-strict"]],
];

describe("the audit of a cluster", () => {
  it("passes every check of a cluster that is well kept", () => {
    assert.deepEqual(Object.keys(before).sort(), Object.keys(liveChecks).sort());
    const others = Object.entries(before).filter(([, status]) => status !== "pass");
    // What production asks for is not asked of development.
    assert.deepEqual(others, [["log-group-deletion-protected", "not-applicable"]]);
  });

  for (const [sentence, objects, seenBy] of broken)
    it(`sees ${sentence}, and nothing else changes`, () => {
      const after = statuses(audited(systemOf(objects)));
      const fails = Object.keys(after).filter((id) => after[id] === "fail");
      assert.deepEqual(fails.sort(), [...seenBy].sort());
      for (const [id, status] of Object.entries(after))
        if (!seenBy.includes(id)) assert.ok(["pass", "not-applicable"].includes(status), id);
    });

  it("leaves out what Kubernetes and the platform's products need, and says so", () => {
    const everything = [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }];
    const more: readonly Sample[] = [
      {
        kind: "ClusterRole",
        metadata: { name: "cluster-admin", labels: { "kubernetes.io/bootstrapping": "rbac-defaults" } },
        rules: everything,
      },
      {
        kind: "ClusterRole",
        metadata: { name: "velero-server", annotations: { "meta.helm.sh/release-namespace": "velero" } },
        rules: everything,
      },
      { kind: "Pod", metadata: { name: "done", namespace: "records" }, status: { phase: "Succeeded" } },
    ];
    const report = audited(systemOf([...wellKept, ...more]));
    assert.deepEqual(statuses(report), before);
    assert.deepEqual(
      report.leftOut.map(({ kind, count }) => [kind, count]),
      [
        ["ClusterRole", 1],
        ["ClusterRole", 1],
        ["Pod", 1],
      ],
    );
  });
});

const kindsOfFailure: readonly FailureKind[] = [
  "denied",
  "missing",
  "throttled",
  "timeout",
  "unreachable",
  "truncated",
  "malformed",
  "refused",
];

const without = (evidence: Evidence, isLost: (type: string) => boolean, kind: FailureKind): Evidence => ({
  ...evidence,
  answers: evidence.answers.map(({ call, time, ...rest }) =>
    isLost(call.type)
      ? { call, time, failure: { kind, message: "it was lost; read it again" } }
      : { call, time, ...(rest as { items: readonly object[] }) },
  ),
});

describe("an audit that could not read", () => {
  for (const kind of kindsOfFailure) {
    it(`anything (${kind}) passes nothing and observes nothing`, () => {
      const evidence = systemOf(wellKept);
      const report = audited(without(evidence, () => true, kind));
      assert.deepEqual([...new Set(Object.values(statuses(report)))], [kind === "missing" ? "not-evaluated" : "error"]);
      assert.equal(report.summary.requirements.observed, 0);
      assert.equal(report.coverage.evaluated, 0);
      assert.equal(report.errors.length, evidence.answers.length);
    });

    it(`one kind (${kind}) passes no check that looks at it, and leaves the others as they are`, () => {
      const evidence = systemOf(wellKept);
      for (const { call } of evidence.answers.filter((one) => one.call.type.startsWith("kubernetes:"))) {
        const after = statuses(audited(without(evidence, (type) => type === call.type, kind)));
        const lost = Object.keys(after).filter((id) => after[id] !== before[id]);
        assert.ok(lost.length > 0, `no check looks at ${call.type}`);
        for (const id of lost) assert.equal(after[id], kind === "missing" ? "not-evaluated" : "error", `${id} without ${call.type}`);
      }
    });
  }

  it("and found only empty lists passes nothing", () => {
    const report = audited(evidenceOf([]));
    assert.deepEqual(
      Object.values(statuses(report)).filter((status) => status === "pass"),
      [],
    );
    assert.equal(report.summary.requirements.observed, 0);
  });
});
