import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AuditReport } from "../../audit/report/audit/document";
import { principalPrefix } from "../../components/principals";
import { command } from "../audit/cli/support";
import type { Reference } from "./kubernetes/client";
import { referenceTo } from "./providers/kubernetes/objects";
import { Provisioner } from "./kubernetes/provisioner";
import { ControlPlane } from "./control-plane";
import { type Call, Workspace } from "./harness";
import { type State, type StateResource, nameOf, resourcesIn, resourcesOf } from "./state";
import { finished, said, stacks } from "./support";

const isObject = ({ type }: StateResource): boolean => type.startsWith("kubernetes:");

/** A finished stack on whose cluster nothing was made yet. */
async function withoutObjects(stack: string): Promise<State> {
  const state = (await finished(stack)).state as State;
  const kept = resourcesIn(state).filter((resource) => !isObject(resource));
  const urns = new Set(kept.map(({ urn }) => urn));
  // A component waits for objects too.
  const resources = kept.map((resource) => ({ ...resource, dependencies: (resource.dependencies ?? []).filter((urn) => urns.has(urn)) }));
  return { ...state, deployment: { ...state.deployment, resources } };
}

const referenceOf = ({ id = "", inputs = {} }: StateResource): Reference => referenceTo(id, inputs);

/** What Helm makes of a chart is no object itself. */
const isRelease = ({ type }: StateResource): boolean => type === "kubernetes:helm.sh/v3:Release";

/** Objects of the cluster that a stack's update made, but for those that it only patches. */
const ownOf = (objects: readonly StateResource[]): readonly Reference[] =>
  objects.filter(({ type }) => !type.endsWith("Patch")).map(referenceOf);

/** One whose Gatekeeper is the stack's own. */
let ownPlane: Promise<ControlPlane> | undefined;

after(async () => (await ownPlane)?.stop());

/** How Kubernetes names the deployer of a stack: admission knows it. */
function deployerOf(stack: string): string {
  const [, arn = ""] = /deployerRoleArn: (\S+)/.exec(readFileSync(join(__dirname, `../../Pulumi.${stack}.yaml`), "utf8")) ?? [];
  return `${principalPrefix(arn)}e2e`;
}

/** What an audit finds of the stack dev on this control plane. */
const foundHere = [
  // Charts are not installed here, so Falco runs nowhere.
  "falco-ready-on-every-node node-a",
  "falco-ready-on-every-node node-b",
  "falco-ready-on-every-node node-c",
  "newest-backup-complete velero/phi",
  "newest-restore-complete cluster-dev",
  "running-pod-has-sidecar patient-records/database-0",
  "running-pod-has-sidecar patient-records/patient-api",
  "service-account-no-automounted-token default/default",
  "storageclass-csi-provisioner gp2",
];

for (const stack of stacks) {
  describe(`the life of the stack ${stack}, its objects on a real API server`, () => {
    let plane: ControlPlane;
    let provisioner: Provisioner;
    let workspace: Workspace;
    let made: readonly StateResource[] = [];

    before(async () => {
      ownPlane ??= ControlPlane.start({ gatekeeper: "followed" });
      plane = await ownPlane;
      provisioner = new Provisioner(plane);
      const kubeconfig = plane.kubeconfig({ name: deployerOf(stack), groups: ["system:masters"] });
      workspace = await Workspace.create({ stack, policies: false, kubeconfig, webhookRoutes: plane.webhookRoutes });
      await workspace.importState(await withoutObjects(stack));
    });

    after(async () => {
      await provisioner.stop();
      await workspace.dispose();
    });

    it("begins with an update that makes everything, and every object is accepted", async () => {
      const { run: first, state } = await finished(stack);
      assert.deepEqual(Object.keys(first.summary), ["create"]);
      const run = await workspace.up();
      assert.equal(run.code, 0, said(run));
      assert.equal(run.summary["create"], resourcesIn(state).filter(isObject).length);
      made = (await resourcesOf(workspace)).filter((resource) => isObject(resource) && !isRelease(resource));
      const there = await Promise.all(made.map((object) => plane.admin.get(referenceOf(object))));
      assert.deepEqual(
        there.map((object) => object?.kind),
        made.map(({ inputs }) => inputs?.kind),
      );
    });

    it("goes on with a second update and a refresh that change nothing", async () => {
      const second = await workspace.up();
      assert.equal(second.code, 0, said(second));
      assert.deepEqual(Object.keys(second.summary), ["same"]);
      const refreshed = await workspace.refresh();
      assert.equal(refreshed.code, 0, said(refreshed));
      assert.deepEqual(Object.keys(refreshed.summary), ["same"]);
    });

    // One of them shows it.
    if (stack === "dev")
      it("is audited: found is what nobody does here (sidecars, backups), and what a new cluster of EKS brings", async () => {
        const kubeconfig = plane.kubeconfig({ name: "auditor", groups: ["system:masters"] });
        const { out, err } = await command([
          "audit",
          "--stack",
          stack,
          "--only",
          "cluster",
          "--kubeconfig",
          kubeconfig,
          "--format",
          "json",
        ]);
        assert.notEqual(out, "", err);
        const report = JSON.parse(out) as AuditReport;
        assert.deepEqual(report.errors, []);
        const failed = report.findings.filter(({ status }) => status === "fail" || status === "error");
        const named = failed.map(({ check, urn }) => `${check} ${(urn.split("::").at(-1) ?? "").replace(/-[0-9a-f]+-\w{5}$/, "")}`);
        assert.deepEqual([...new Set(named)].sort(), foundHere);
        assert.ok(report.checks.filter(({ status }) => status === "pass").length > 30);
      });

    // Two of them show it: the objects are the same in all.
    if (stack === "dev" || stack === "prod")
      it("sees an update set right what somebody changed and deleted by hand", async () => {
        const policy = ownOf(made).find(({ kind, name }) => kind === "NetworkPolicy" && name === "deny-all");
        const root = ownOf(made).find(({ kind, name }) => kind === "AuthorizationPolicy" && name === "deny-all");
        const settings = ownOf(made).find(({ kind }) => kind === "ConfigMap");
        assert.ok(policy !== undefined && root !== undefined && settings !== undefined);
        const before = await plane.admin.get(policy);
        await plane.admin.patch(policy, { spec: { egress: [{}] } });
        await plane.admin.patch(root, { spec: { rules: [{}] } });
        await plane.admin.delete(settings);
        await workspace.refresh();
        const repaired = await workspace.up();
        assert.equal(repaired.code, 0, said(repaired));
        assert.deepEqual((await plane.admin.get(policy))?.["spec"], before?.["spec"]);
        assert.deepEqual((await plane.admin.get(root))?.["spec"], { rules: [] });
        assert.ok((await plane.admin.get(settings)) !== undefined);
      });

    it("ends without a rest, nothing goes before what depends on it, and what it only patched stays", async () => {
      await workspace.unprotectAll();
      const before = await resourcesOf(workspace);
      const earlier = workspace.calls().length;
      const destroyed = await workspace.destroy();
      assert.equal(destroyed.code, 0, said(destroyed));
      assert.deepEqual(await resourcesOf(workspace), []);
      assertReverse(workspace.calls().slice(earlier), before);
      const left = await Promise.all(ownOf(made).map((reference) => plane.admin.get(reference)));
      assert.deepEqual(
        left.filter((object) => object !== undefined),
        [],
      );
      assert.deepEqual(await plane.admin.list("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"), []);
      // What is patched inside a namespace of the stack goes with it.
      const patched = made.filter(({ type, id }) => type.endsWith("Patch") && id?.includes("/") !== true);
      assert.ok(patched.length > 0);
      for (const resource of patched) assert.ok((await plane.admin.get(referenceOf(resource))) !== undefined, resource.urn);
    });
  });
}

const deletions = (calls: readonly Call[]): string[] => calls.filter(({ call }) => call === "delete").map(({ urn }) => urn);

/** Every resource is deleted before those that it was made from. */
function assertReverse(calls: readonly Call[], made: readonly StateResource[]): void {
  const deleted = deletions(calls);
  const place = new Map(deleted.map((urn, index) => [urn, index]));
  const early = made.flatMap(({ urn, dependencies = [] }) =>
    dependencies
      .filter((source) => (place.get(source) ?? Infinity) < (place.get(urn) ?? -1))
      .map((source) => `${nameOf(source)} before ${nameOf(urn)}`),
  );
  assert.deepEqual(early, []);
  assert.ok(deleted.length > 90, String(deleted.length));
}
