import assert from "node:assert/strict";
import { join } from "node:path";
import type { AuditEvent, ControlPlane } from "./control-plane";
import { Workspace } from "./harness";
import type { KubernetesObject } from "./kubernetes/client";
import { controlPlane } from "./shared-control-plane";
import { resourcesOf } from "./state";
import { said } from "./support";

const namespace = "of-a-release";
const deployer = "release-deployer";

const program = `
const { Release } = require("@pulumi/kubernetes/helm/v3");
new Release("probe", {
  chart: "probe", version: "1.0.0", name: "probe", namespace: "${namespace}", createNamespace: true,
  values: { message: "first", extra: true },
});
new Release("elsewhere", { chart: "chart-of-a-repository", name: "elsewhere", namespace: "elsewhere", createNamespace: true });
`;

/** What the deployer made and deleted in the namespace, in order: `make jobs/pre-install`. */
function story(events: readonly AuditEvent[]): readonly string[] {
  return events.flatMap(({ verb, user, objectRef, responseStatus }) => {
    if (user.username !== deployer || responseStatus?.code === 404 || objectRef?.name === undefined) return [];
    const what = `${objectRef.resource}/${objectRef.name}`;
    if (verb === "patch") return [`make ${what}`];
    return verb === "delete" ? [`delete ${what}`] : [];
  });
}

describe("a release of a chart", () => {
  let plane: ControlPlane;
  let workspace: Workspace;
  let told = 0;

  before(async () => {
    plane = await controlPlane();
    process.env["E2E_CHARTS"] = join(__dirname, "charts");
    const kubeconfig = plane.kubeconfig({ name: deployer, groups: ["system:masters"] });
    workspace = await Workspace.create({ stack: "small", policies: false, kubeconfig, config: {}, program: { "index.ts": program } });
  });

  after(async () => {
    delete process.env["E2E_CHARTS"];
    await workspace.dispose();
  });

  /** What happened since the last time that it was asked. */
  function since(): readonly string[] {
    const events = story(plane.auditLog());
    const news = events.slice(told);
    told = events.length;
    return news;
  }

  const configMap = (name: string): Promise<KubernetesObject | undefined> =>
    plane.admin.get({ apiVersion: "v1", kind: "ConfigMap", name, namespace });

  it("makes definitions, hooks by weight and objects in the order of Helm, and waits until they are ready", async () => {
    const run = await workspace.up();
    assert.equal(run.code, 0, said(run));
    assert.deepEqual(since(), [
      `make namespaces/${namespace}`,
      "make customresourcedefinitions/probes.e2e.example.com",
      "make jobs/pre-install-early",
      "make jobs/pre-install-late",
      "delete jobs/pre-install-late",
      "delete jobs/pre-install-early",
      "make configmaps/settings",
      "make configmaps/extra",
      "make configmaps/kept",
      "make deployments/web",
      "make probes/probe",
      "make jobs/post-install",
      "delete jobs/post-install",
    ]);
    const web = await plane.admin.get({ apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace });
    assert.equal((web?.["status"] as { readyReplicas?: number } | undefined)?.readyReplicas, 2);
  });

  it("is not changed by a second update, and an upgrade deletes what is no longer in the chart", async () => {
    const second = await workspace.up();
    assert.deepEqual([second.code, Object.keys(second.summary)], [0, ["same"]], said(second));
    assert.deepEqual(since(), []);
    workspace.edit("index.ts", `message: "first", extra: true`, `message: "second"`);
    const upgrade = await workspace.up();
    assert.equal(upgrade.code, 0, said(upgrade));
    const news = since();
    assert.deepEqual([news[0], news.at(-1)], ["make jobs/pre-upgrade", "delete configmaps/extra"]);
    assert.deepEqual((await configMap("settings"))?.["data"], { message: "second" });
  });

  it("of a chart that cannot be had here is only written down", async () => {
    const release = (await resourcesOf(workspace)).find(({ urn }) => urn.endsWith("::elsewhere"));
    assert.equal(release?.id, "elsewhere/elsewhere");
    assert.equal(await plane.admin.get({ apiVersion: "v1", kind: "Namespace", name: "elsewhere" }), undefined);
  });

  it("goes in the reverse order after its hooks, and leaves what is to be kept and its definitions", async () => {
    const destroyed = await workspace.destroy();
    assert.equal(destroyed.code, 0, said(destroyed));
    assert.deepEqual(since(), [
      "make jobs/pre-delete",
      "delete jobs/pre-delete",
      "delete probes/probe",
      "delete deployments/web",
      "delete configmaps/settings",
    ]);
    assert.ok((await configMap("kept")) !== undefined);
    const definition = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", name: "probes.e2e.example.com" };
    assert.ok((await plane.admin.get(definition)) !== undefined);
  });
});
