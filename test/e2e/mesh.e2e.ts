import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { baseValues, cniValues, istiodValues, proxyImage } from "../../components/istio/values";
import { gatewayValues } from "../../components/ingress/values";
import { admissionCheckIds, constraint, constraintTemplate } from "../../policies/admission";
import { decisions } from "../rego/samples";
import { compliantPod } from "./compliant-pod";
import type { ControlPlane } from "./control-plane";
import { findChart } from "./helm/charts";
import { objectsIn, render } from "./helm/render";
import type { KubernetesObject } from "./kubernetes/client";
import { controlPlane } from "./shared-control-plane";
import { findKubernetes } from "./tools/kubernetes";

const mirror = "mirror.example.com/all";
const args = { replicas: 3, fips: false, certificateHours: 24 } as const;

/** The module's charts are of a development version, which has another tag. */
const released = { global: { tag: "1.30.3" } };

function objectsOf(chart: string, release: string, namespace: string, values: object): readonly KubernetesObject[] {
  const path = findChart(chart, undefined);
  assert.ok(path !== undefined, chart);
  return render({
    path,
    release,
    namespace,
    values: { ...values, global: { ...("global" in values ? (values.global as object) : {}), ...released.global } },
  }).objects;
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly securityContext?: { readonly privileged?: boolean };
}

interface PodSpec {
  readonly hostNetwork?: boolean;
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
}

const podsOf = (objects: readonly KubernetesObject[]): readonly PodSpec[] =>
  objects.flatMap(({ spec }) => (spec as { readonly template?: { readonly spec?: PodSpec } } | undefined)?.template?.spec ?? []);

interface Webhook {
  readonly failurePolicy: string;
}

describe("Istio's charts, with our values", () => {
  const all = {
    base: () => objectsOf("base", "istio-base", "istio-system", baseValues),
    cni: () => objectsOf("cni", "istio-cni", "kube-system", cniValues({ registryMirror: mirror })),
    istiod: () => objectsOf("istiod", "istiod", "istio-system", istiodValues({ ...args, registryMirror: mirror })),
    gateway: () => objectsOf("gateway", "istio-ingress", "istio-ingress", gatewayValues(3)),
  };
  const of = (objects: readonly KubernetesObject[], kind: string): readonly KubernetesObject[] =>
    objects.filter((one) => one.kind === kind);

  it("make webhooks that fail closed from their first moment", () => {
    const made = [...all.base(), ...all.istiod()].filter(({ kind }) => kind.endsWith("WebhookConfiguration"));
    assert.equal(made.length, 3);
    for (const { metadata, ...rest } of made)
      for (const { failurePolicy } of rest["webhooks"] as readonly Webhook[]) assert.equal(failurePolicy, "Fail", metadata.name);
  });

  it("run three replicas of the control plane and of the gateway, of which a drain may take one", () => {
    for (const objects of [all.istiod(), all.gateway()]) {
      assert.deepEqual(
        of(objects, "Deployment").map(({ spec }) => (spec as { readonly replicas: number }).replicas),
        [3],
      );
      assert.deepEqual(
        of(objects, "PodDisruptionBudget").map(({ spec }) => (spec as { readonly minAvailable: number }).minAvailable),
        [2],
      );
    }
  });

  it("take every image from the mirror, and run nothing privileged or in the node's network", () => {
    const pods = podsOf([...all.cni(), ...all.istiod()]);
    assert.equal(pods.length, 2);
    for (const { containers, initContainers = [], hostNetwork } of pods) {
      assert.notEqual(hostNetwork, true);
      for (const { image, securityContext } of [...containers, ...initContainers]) {
        assert.ok(image.startsWith(`${mirror}/release/`), image);
        assert.notEqual(securityContext?.privileged, true);
      }
    }
  });

  it("make no load balancer", () => {
    for (const objects of Object.values(all).map((make) => make()))
      for (const { spec } of of(objects, "Service")) assert.equal((spec as { readonly type?: string }).type ?? "ClusterIP", "ClusterIP");
  });
});

describe("a pod of the mesh", () => {
  let plane: ControlPlane;
  let injected: KubernetesObject;
  const base = mkdtempSync(join(tmpdir(), "injected-"));

  before(async () => {
    plane = await controlPlane();
    const objects = objectsOf("istiod", "istiod", "istio-system", istiodValues(args));
    const map = (name: string): Readonly<Record<string, string>> =>
      objects.find(({ kind, metadata }) => kind === "ConfigMap" && metadata.name === name)?.["data"] as Readonly<Record<string, string>>;
    const file = (name: string, text: string | undefined): string => {
      writeFileSync(join(base, name), text ?? "");
      return join(base, name);
    };
    const pod = { ...compliantPod, metadata: { ...compliantPod.metadata, namespace: "tenant", labels: { app: "web" } } };
    const probe = { httpGet: { path: "/", port: 8080 } };
    const [container] = pod.spec?.["containers"] as readonly object[];
    const { status, stdout, stderr } = spawnSync(
      findKubernetes("istioctl"),
      [
        "kube-inject",
        "--kubeconfig",
        plane.kubeconfig({ name: "injector", groups: ["system:masters"] }),
        "--filename",
        file("pod.yaml", stringify({ ...pod, spec: { ...pod.spec, containers: [{ ...container, livenessProbe: probe }] } })),
        "--injectConfigFile",
        file("inject.yaml", map("istio-sidecar-injector")["config"]),
        "--valuesFile",
        file("values.yaml", map("istio-sidecar-injector")["values"]),
        "--meshConfigFile",
        file("mesh.yaml", map("istio")["mesh"]),
      ],
      // What istiod is told by its environment.
      { encoding: "utf8", timeout: 60_000, env: { ...process.env, ...istiodValues(args).env } },
    );
    assert.equal(status, 0, stderr);
    const [made] = objectsIn(stdout);
    assert.ok(made !== undefined);
    injected = made;
  });

  after(() => {
    rmSync(base, { recursive: true, force: true });
  });

  it("gets a native sidecar of the one image that admission knows, and its probes go through it", () => {
    const { initContainers = [], containers } = injected["spec"] as PodSpec;
    const sidecar = initContainers.find(({ name }) => name === "istio-proxy") as
      (Container & { readonly restartPolicy?: string }) | undefined;
    assert.equal(sidecar?.restartPolicy, "Always");
    for (const { name, image } of initContainers) assert.equal(image, proxyImage(undefined), name);
    assert.deepEqual(
      containers.map(({ name }) => name),
      ["web"],
    );
    const probe = (containers[0] as Container & { readonly livenessProbe?: { readonly httpGet?: { readonly port?: unknown } } })
      .livenessProbe;
    assert.equal(probe?.httpGet?.port, 15020);
  });

  it("keeps every rule of admission with what injection adds to it", () => {
    const rules = admissionCheckIds.flatMap((id) => [
      constraintTemplate(id),
      constraint(id, { ...decisions, injected: [proxyImage(undefined)] }),
    ]);
    const labelled = { ...injected, metadata: { ...injected.metadata } };
    // What a rule looks up: the pod's namespace, whose labels its own rules judge.
    const labels = { "data-class": "internal", "istio-injection": "enabled", owner: "tenant", environment: "development" };
    const home = {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "tenant", labels: { ...labels, "pod-security.kubernetes.io/enforce": "restricted" } },
    };
    const file = join(base, "all.yaml");
    writeFileSync(file, [...rules, home, labelled].map((object) => stringify(object)).join("---\n"));
    const { status, stdout, stderr } = spawnSync(findKubernetes("gator"), ["test", "--filename", file], { encoding: "utf8" });
    assert.equal(`${String(status)} ${stdout}${stderr}`.trim(), "0");
  });
});
