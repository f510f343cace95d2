import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import type { ControlPlane } from "./control-plane";
import { eventually } from "./eventually";
import { type KubernetesObject, Refusal } from "./kubernetes/client";
import { controlPlane } from "./shared-control-plane";
import { findKubernetes } from "./tools/kubernetes";

const pod = (name: string, namespace: string, spec: object = {}): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace },
  spec: { containers: [{ name: "web", image: "registry.example.com/web:1" }], ...spec },
});

const settings = (name: string, namespace: string, data: object = {}): KubernetesObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace },
  data,
});

const refused = (message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error));
  assert.match(error.message, message);
  return true;
};

describe("the API server of the tests", () => {
  const namespace = "of-the-tests";
  let plane: ControlPlane;

  before(async () => {
    plane = await controlPlane();
    await plane.namespace(namespace);
  });

  it("takes definitions of Istio, Velero and snapshots, and validates by their schemas", async () => {
    const mesh = (mode: string): KubernetesObject => ({
      apiVersion: "security.istio.io/v1",
      kind: "PeerAuthentication",
      metadata: { name: "default", namespace },
      spec: { mtls: { mode } },
    });
    const schedule = (spec: object): KubernetesObject => ({
      apiVersion: "velero.io/v1",
      kind: "Schedule",
      metadata: { name: "daily", namespace },
      spec: { schedule: "0 3 * * *", template: {}, ...spec },
    });
    const snapshots = { apiVersion: "snapshot.storage.k8s.io/v1", kind: "VolumeSnapshotClass", metadata: { name: "of-the-tests" } };
    await plane.admin.apply(mesh("STRICT"), { dryRun: true });
    await plane.admin.apply(schedule({}), { dryRun: true });
    await plane.admin.apply({ ...snapshots, driver: "ebs.csi.aws.com", deletionPolicy: "Retain" }, { dryRun: true });
    await assert.rejects(plane.admin.apply(mesh("STRICTISH"), { dryRun: true }), refused(/STRICTISH/));
    await assert.rejects(plane.admin.apply(schedule({ schedule: 3 }), { dryRun: true }), refused(/spec\.schedule/));
    await assert.rejects(plane.admin.apply({ ...snapshots, driver: "ebs.csi.aws.com", deletionPolicy: "Forget" }), refused(/Forget/));
  });

  it("refuses a field that it does not know, of its own kinds and of defined ones", async () => {
    const misspelt = pod("misspelt", namespace, { hostNetwrk: true });
    await assert.rejects(plane.admin.apply(misspelt), refused(/hostNetwrk/));
    const policy = { apiVersion: "security.istio.io/v1", kind: "AuthorizationPolicy", metadata: { name: "all", namespace } };
    await assert.rejects(plane.admin.apply({ ...policy, spec: { acton: "DENY" } }), refused(/acton/));
  });

  it("enforces Pod Security by the labels of a namespace", async () => {
    await plane.namespace("restricted", { "pod-security.kubernetes.io/enforce": "restricted" });
    await assert.rejects(plane.admin.create(pod("plain", "restricted")), refused(/violates PodSecurity "restricted/));
  });

  it("keeps Secrets encrypted, and everything else as it is", async () => {
    const data = { mark: "written-by-the-tests-in-clear" };
    const secret = { mark: "written-by-the-tests-as-a-secret" };
    await plane.admin.apply(settings("stored", namespace, data));
    await plane.admin.apply({ apiVersion: "v1", kind: "Secret", metadata: { name: "stored", namespace }, stringData: secret });
    assert.ok(plane.isStoredInClear(data.mark));
    assert.ok(!plane.isStoredInClear(secret.mark));
    assert.ok(!plane.isStoredInClear(Buffer.from(secret.mark).toString("base64")));
  });

  it("writes into its audit log who asked for what, and what came of it", async () => {
    const nurse = plane.as({ name: "nurse", groups: ["ward-3"] });
    await assert.rejects(nurse.get({ apiVersion: "v1", kind: "Secret", name: "stored", namespace }), refused(/"nurse" cannot get/));
    await plane.admin.apply(pod("entered", namespace));
    const exec = { method: "POST", path: `/api/v1/namespaces/${namespace}/pods/entered/exec`, query: { command: "sh", container: "web" } };
    await assert.rejects(nurse.ask(exec), refused(/"nurse" cannot create resource "pods\/exec"/));
    const events = plane.auditLog().filter(({ user }) => user.username === "nurse");
    const told = events.flatMap(({ verb, objectRef, responseStatus, user }) =>
      objectRef === undefined
        ? []
        : [[verb, objectRef.resource, objectRef.subresource, objectRef.name, responseStatus?.code, user.groups[0]]],
    );
    assert.deepEqual(told, [
      ["get", "secrets", undefined, "stored", 403, "ward-3"],
      ["create", "pods", "exec", "entered", 403, "ward-3"],
    ]);
  });

  it("is reached by kubectl with the kubeconfig of a user, and by istioctl's own checks", () => {
    const file = plane.kubeconfig({ name: "nurse", groups: ["ward-3"] });
    const whoami = spawnSync(findKubernetes("kubectl"), ["--kubeconfig", file, "auth", "whoami", "-o", "json"], { encoding: "utf8" });
    const { status } = JSON.parse(whoami.stdout) as { status: { userInfo: { username: string; groups: readonly string[] } } };
    assert.equal(status.userInfo.username, "nurse");
    assert.ok(status.userInfo.groups.includes("ward-3"));
    const analysed = spawnSync(findKubernetes("istioctl"), ["analyze", "--use-kube=false", "-"], {
      encoding: "utf8",
      input: gatewayOfNothing,
    });
    assert.match(analysed.stdout + analysed.stderr, /IST0101/);
  });
});

/** A route to a gateway that is not there. */
const gatewayOfNothing = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: default }
spec:
  hosts: [web.example.com]
  gateways: [missing]
  http: [{ route: [{ destination: { host: web } }] }]
`;

describe("Gatekeeper that hangs", () => {
  let plane: ControlPlane;

  before(async () => {
    plane = await controlPlane();
    await plane.namespace("not-exempt");
    plane.freezeGatekeeper();
  });

  after(async () => {
    plane.thawGatekeeper();
    await eventually("Gatekeeper answers again", () => plane.admin.apply(settings("after", "not-exempt"), { dryRun: true }));
  });

  it("lets nothing into a namespace that is not exempt", async () => {
    const work = plane.admin.apply(settings("during", "not-exempt"), { dryRun: true });
    await assert.rejects(work, refused(/failed calling webhook "\w+\.gatekeeper\.sh"/));
  });

  it("does not keep a system namespace from working", async () => {
    await plane.admin.apply(settings("during", "kube-system"), { dryRun: true });
  });
});
