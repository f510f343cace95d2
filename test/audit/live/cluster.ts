import type { Answer, Evidence } from "../../../audit/evidence/model";
import { apiVersionOf, constraintKind, kinds, pathOf, typeOf } from "../../../audit/live/kubernetes/kinds";
import type { Kind } from "../../../audit/live/kubernetes/kinds";

/** When the sample was read. */
export const readAt = "2026-11-29T12:00:00.000Z";
const hoursBefore = (hours: number): string => new Date(Date.parse(readAt) - hours * 3_600_000).toISOString();
export { hoursBefore };

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Sample {
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [field: string]: unknown;
}

const digest = `sha256:${"1".repeat(64)}`;
const image = `111122223333.dkr.ecr.eu-central-1.amazonaws.com/web@${digest}`;

const container = (name: string) => ({
  name,
  image,
  env: [{ name: "MODE", value: "quiet" }],
  args: ["serve"],
  resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { cpu: "100m", memory: "32Mi" } },
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
});

const inNamespace = (kind: string, name: string, more: object): Sample => ({ kind, metadata: { name, namespace: "records" }, ...more });

const modes = ["enforce", "audit", "warn"];
const podSecurity = Object.fromEntries(
  modes.flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, "restricted"],
    [`pod-security.kubernetes.io/${mode}-version`, "v1.35"],
  ]),
);

const node = (name: string, zone: string): Sample => ({
  kind: "Node",
  metadata: { name, labels: { "topology.kubernetes.io/zone": zone } },
});

/** A small cluster in which every live check that has something to look at passes. */
export const wellKept: readonly Sample[] = [
  { kind: "Namespace", metadata: { name: "records", labels: { ...podSecurity, "istio-injection": "enabled" } } },
  node("one", "eu-west-1a"),
  node("two", "eu-west-1b"),
  inNamespace("Pod", "api", {
    spec: {
      automountServiceAccountToken: false,
      serviceAccountName: "api",
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      initContainers: [{ ...container("istio-proxy"), restartPolicy: "Always" }],
      containers: [container("web")],
    },
    status: { phase: "Running", containerStatuses: [{ name: "web", imageID: image }] },
  }),
  ...["one", "two"].map((name) => ({
    kind: "Pod",
    metadata: { name: `falco-${name}`, namespace: "falco", labels: { "app.kubernetes.io/name": "falco" } },
    spec: { nodeName: name },
    status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }] },
  })),
  {
    kind: "PersistentVolume",
    metadata: { name: "pvc-1" },
    spec: { csi: { driver: "ebs.csi.aws.com", volumeHandle: "vol-0aaa" } },
  },
  inNamespace("Service", "api", { spec: { type: "ClusterIP" } }),
  inNamespace("ServiceAccount", "api", { automountServiceAccountToken: false }),
  inNamespace("ResourceQuota", "all", { spec: { hard: { pods: "10", "requests.cpu": "1", "requests.memory": "1Gi" } } }),
  inNamespace("LimitRange", "all", { spec: { limits: [{ type: "Container", default: { cpu: "100m" } }] } }),
  inNamespace("NetworkPolicy", "deny-all", { spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], ingress: [], egress: [] } }),
  inNamespace("Ingress", "api", {
    metadata: { name: "api", namespace: "records", annotations: { "kubernetes.io/ingress.allow-http": "false" } },
    spec: { tls: [{ hosts: ["api.example.com"], secretName: "api" }], rules: [{ host: "api.example.com" }] },
  }),
  { kind: "StorageClass", metadata: { name: "encrypted" }, provisioner: "ebs.csi.aws.com", parameters: { encrypted: "true" } },
  inNamespace("Role", "reader", { rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }] }),
  inNamespace("RoleBinding", "reader", {
    roleRef: { kind: "Role", name: "reader" },
    subjects: [{ kind: "Group", name: "platform:readers" }],
  }),
  { kind: "ClusterRole", metadata: { name: "auditor" }, rules: [{ apiGroups: [""], resources: ["nodes"], verbs: ["list"] }] },
  {
    kind: "ClusterRoleBinding",
    metadata: { name: "auditor" },
    roleRef: { kind: "ClusterRole", name: "auditor" },
    subjects: [{ kind: "Group", name: "platform:auditors" }],
  },
  {
    kind: "ValidatingWebhookConfiguration",
    metadata: { name: "gatekeeper-validating-webhook-configuration" },
    webhooks: [{ name: "validation.gatekeeper.sh", failurePolicy: "Fail" }],
  },
  { kind: "ConstraintTemplate", metadata: { name: "nopublic" }, spec: { crd: { spec: { names: { kind: "NoPublic" } } } } },
  { kind: "NoPublic", metadata: { name: "no-public" }, status: { totalViolations: 0, auditTimestamp: hoursBefore(0.1) } },
  inNamespace("PeerAuthentication", "default", { spec: { mtls: { mode: "STRICT" } } }),
  inNamespace("AuthorizationPolicy", "api", {
    spec: {
      selector: { matchLabels: { app: "api" } },
      action: "ALLOW",
      rules: [{ from: [{ source: { principals: ["cluster.local/ns/records/sa/web"] } }] }],
    },
  }),
  inNamespace("DestinationRule", "api", {
    spec: { host: "api.records.svc.cluster.local", trafficPolicy: { tls: { mode: "ISTIO_MUTUAL" } } },
  }),
  inNamespace("ServiceEntry", "partner", { spec: { hosts: ["api.example.org"] } }),
  { kind: "Schedule", metadata: { name: "phi", namespace: "velero" }, spec: { schedule: "0 * * * *" } },
  {
    kind: "Backup",
    metadata: { name: "phi-1", namespace: "velero", labels: { "velero.io/schedule-name": "phi" } },
    status: {
      phase: "Completed",
      startTimestamp: hoursBefore(1.1),
      completionTimestamp: hoursBefore(1),
      expiration: new Date(Date.parse(readAt) + 20 * 86_400_000).toISOString(),
    },
  },
  {
    kind: "Restore",
    metadata: { name: "test-1", namespace: "velero" },
    status: { phase: "Completed", startTimestamp: hoursBefore(5.1), completionTimestamp: hoursBefore(5) },
  },
];

const allKinds: readonly Kind[] = [...kinds, constraintKind("NoPublic")];

/** What an audit would have read of these objects; a kind without objects is an empty list. */
export function evidenceOf(objects: readonly Sample[]): Evidence {
  const answers = allKinds.map((kind): Answer => {
    const items = objects.filter((one) => one.kind === kind.kind).map((one) => ({ apiVersion: apiVersionOf(kind), ...one }));
    return { call: { id: `kubernetes/${kind.plural}`, request: `GET ${pathOf(kind)}`, type: typeOf(kind) }, time: readAt, items };
  });
  const about = {
    tool: { name: "compliant-eks", version: "0.0.0" },
    stack: "dev",
    read: ["cluster"] as const,
    cluster: { server: "https://cluster.example.com", version: "v1.35.0" },
    time: readAt,
  };
  return { about, answers };
}
