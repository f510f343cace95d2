import assert from "node:assert/strict";
import { type AdmissionCheckId, admissionCheckIds, constraint } from "../../policies/admission";
import { type Sample, type SampleObject, decisions, samplesOf, variantsOf } from "../rego/samples";
import type { ControlPlane } from "./control-plane";
import { eventually } from "./eventually";
import { inParallel } from "./parallel";
import { compliantPod } from "./compliant-pod";
import { Constraints } from "./kubernetes/gatekeeper";
import { type KubernetesObject, Refusal, referenceOf } from "./kubernetes/client";
import { readinessOf } from "./kubernetes/readiness";
import { controlPlane } from "./shared-control-plane";

const namespace = "admission";

/** The message with which the server refuses the work; undefined when it does not. */
async function refusalOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 403) throw error;
    return error.message;
  }
}

/** A sample may be in a namespace that is not here. */
const withoutNamespace = ({ metadata, ...rest }: SampleObject): KubernetesObject => ({
  ...rest,
  metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== "namespace")),
});

/** When what was made counts as ready; undefined for what makes nothing by itself. */
function readiness(object: KubernetesObject): ((found: KubernetesObject) => boolean) | undefined {
  if (object.kind === "ReplicaSet" || object.kind === "ReplicationController")
    return ({ status }) => (status as { readonly readyReplicas?: number } | undefined)?.readyReplicas === 1;
  return readinessOf(object)?.isReady;
}

describe("checks at admission on the API server", () => {
  let plane: ControlPlane;
  let constraints: Constraints;

  before(async () => {
    plane = await controlPlane();
    await plane.namespace(namespace);
    constraints = new Constraints(plane.admin);
    await constraints.defineAll();
    await plane.namespace("falco");
  });

  after(() => constraints.removeAll());

  /** Puts an object before the server, as whoever asks in the sample; nothing is kept. */
  async function ask({ name, object, as = "admin", inventory }: Sample, check: AdmissionCheckId): Promise<unknown> {
    const where =
      inventory.length > 0
        ? await surroundings(`${check}-${name}`, inventory)
        : object.metadata.namespace === "falco"
          ? "falco"
          : namespace;
    const placed = await plane.admin.placed(withoutNamespace(object), where);
    const client = plane.as({ name: as, groups: ["system:masters"] });
    const { ephemeralContainers, ...spec } = object.spec ?? {};
    if (ephemeralContainers === undefined) return client.create(placed, { dryRun: true });
    // Nobody can make a pod with such containers: they are added to one that is there.
    const ownName = `${check}-${name.replace(".yaml", "")}`.slice(0, 63).replace(/-$/, "");
    const pod = await client.apply({ ...placed, metadata: { ...placed.metadata, name: ownName }, spec });
    return client.patch(referenceOf(pod), { spec: { ephemeralContainers } }, { subresource: "ephemeralcontainers", dryRun: true });
  }

  /** Makes what is in the cluster beside a sample, in a namespace of its own. Returns its name. */
  async function surroundings(sample: string, inventory: readonly SampleObject[]): Promise<string> {
    const name = sample.replaceAll(/\.yaml.*$/g, "").slice(0, 63);
    const labels = inventory.find(({ kind }) => kind === "Namespace")?.metadata.labels ?? {};
    await plane.namespace(name, labels);
    for (const object of inventory.filter(({ kind }) => kind !== "Namespace"))
      await plane.admin.apply({ ...withoutNamespace(object), metadata: { ...withoutNamespace(object).metadata, namespace: name } });
    return name;
  }

  /** Gatekeeper's copies follow the cluster within seconds; then the answer is the one that stays. */
  const settled = (sample: Sample, work: () => Promise<void>): Promise<void> =>
    sample.inventory.length > 0 ? eventually(sample.name, work) : work();

  for (const id of admissionCheckIds) {
    describe(id, () => {
      before(() => constraints.enforce(constraint(id, decisions)));

      after(() => constraints.lift(id));

      for (const sample of samplesOf(id)) {
        const variants = variantsOf(sample);
        const where = variants.length > 1 ? ", as a pod and inside every kind" : "";
        const { refusedWith } = sample;
        if (refusedWith === undefined) {
          it(`takes ${sample.name}${where}`, async () => {
            for (const variant of variants)
              await settled(variant, async () => {
                assert.equal(await refusalOf(() => ask(variant, id)), undefined, variant.name);
              });
          });
        } else {
          it(`refuses ${sample.name} with the message of the check${where}`, async () => {
            const expected = `admission webhook "validation.gatekeeper.sh" denied the request: [${id}] ${refusedWith}`;
            for (const variant of variants)
              await settled(variant, async () => {
                assert.equal(await refusalOf(() => ask(variant, id)), expected, variant.name);
              });
          });
        }
      }
    });
  }

  describe("what watches the cluster", () => {
    const id = "runtime-namespace-protected";
    const reference = { apiVersion: "apps/v1", kind: "DaemonSet", name: "falco-here", namespace: "falco" };
    const person = { name: "arn:aws:sts::111122223333:assumed-role/operator/alice", groups: ["system:masters"] };
    const deployer = { name: "arn:aws:sts::111122223333:assumed-role/platform-deployer/ci", groups: ["system:masters"] };

    before(async () => {
      const [sample] = samplesOf(id).filter(({ object }) => object.kind === "DaemonSet");
      assert.ok(sample !== undefined);
      await plane.admin.apply({ ...withoutNamespace(sample.object), metadata: { name: reference.name, namespace: "falco" } });
      await constraints.enforce(constraint(id, decisions));
    });

    after(() => constraints.lift(id));

    it("is deleted by nobody but the deployer, and its pods by whoever may", async () => {
      const refused = await refusalOf(() => plane.as(person).delete(reference));
      assert.match(refused ?? "", /only the platform changes what watches the cluster/);
      assert.ok((await plane.admin.get(reference)) !== undefined);
      // Pods come and go: nobody is asked about their end.
      const [pod] = await plane.admin.list("v1", "Pod", "falco");
      if (pod?.metadata.name !== undefined)
        await plane.as(person).delete({ apiVersion: "v1", kind: "Pod", name: pod.metadata.name, namespace: "falco" });
      assert.equal(await plane.as(deployer).delete(reference), true);
    });
  });

  describe("a waiver", () => {
    const id = "pod-not-privileged";
    const elsewhere = "admission-elsewhere";

    before(async () => {
      await plane.namespace(elsewhere);
      const waived = [
        { namespace, kind: "Pod", name: "legacy-*", until: "2999-12-31" },
        { namespace, kind: "Pod", name: "ended-*", until: "2020-01-31" },
      ];
      await constraints.enforce(constraint(id, decisions, { waived }));
    });

    after(() => constraints.lift(id));

    const cases: readonly (readonly [what: string, name: string, where: string, taken: boolean])[] = [
      ["takes what it names", "legacy-one", namespace, true],
      ["refuses another name", "one", namespace, false],
      ["refuses another namespace", "legacy-one", elsewhere, false],
      ["refuses what it named until it ended", "ended-one", namespace, false],
    ];
    for (const [what, name, where, taken] of cases)
      it(what, async () => {
        // One that can be made: ephemeral containers are added to a pod that is there.
        const [denied] = samplesOf(id).filter(
          ({ refusedWith, object }) => refusedWith !== undefined && !object.spec?.["ephemeralContainers"],
        );
        assert.ok(denied !== undefined);
        const pod = { ...withoutNamespace(denied.object), metadata: { name, namespace: where } };
        assert.equal((await refusalOf(() => plane.admin.create(pod, { dryRun: true }))) === undefined, taken);
      });
  });

  describe("all together", () => {
    before(() => inParallel(admissionCheckIds, (id) => constraints.enforce(constraint(id, decisions))));

    after(() => inParallel(admissionCheckIds, (id) => constraints.lift(id)));

    for (const { name, object } of variantsOf({ name: "a pod that keeps every rule", object: compliantPod, inventory: [] })) {
      it(`take ${name}, and it becomes ready`, async () => {
        const labels = { owner: "records-team", "data-class": "phi", environment: "development" };
        const made = await plane.admin.create({ ...object, metadata: { ...object.metadata, labels, namespace } });
        const isReady = readiness(made);
        if (isReady !== undefined) await plane.admin.until(referenceOf(made), "ready", (found) => found !== undefined && isReady(found));
      });
    }
  });
});
