import assert from "node:assert/strict";
import { type AdmissionCheckId, constraint, constraintTemplate, admissionCheckIds } from "../../policies/admission";
import { type Sample, decisions, samplesOf, variantsOf } from "../rego/samples";
import type { ControlPlane } from "./control-plane";
import { inParallel } from "./control-plane/parallel";
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
    await inParallel(admissionCheckIds, (id) => constraints.define(constraintTemplate(id)));
  });

  after(() => constraints.removeAll());

  /** The object of a sample, under a name of its own. */
  const objectOf = ({ name, object }: Sample, check: AdmissionCheckId): Promise<KubernetesObject> =>
    plane.admin.placed(
      { ...object, metadata: { ...object.metadata, name: `${check}-${name.replace(/\.yaml.*/, "")}`.slice(0, 52).replace(/-$/, "") } },
      namespace,
    );

  /** Puts an object before the server, as whoever asks in the sample; nothing is kept. */
  async function ask(sample: Sample, check: AdmissionCheckId): Promise<unknown> {
    const object = await objectOf(sample, check);
    const client = plane.as({ name: sample.as ?? "admin", groups: ["system:masters"] });
    const { ephemeralContainers, ...spec } = sample.object.spec ?? {};
    if (ephemeralContainers === undefined) return client.create(object, { dryRun: true });
    // Nobody can make a pod with such containers: they are added to one that is there.
    const pod = await client.apply({ ...object, spec });
    return client.patch(referenceOf(pod), { spec: { ephemeralContainers } }, { subresource: "ephemeralcontainers", dryRun: true });
  }

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
            for (const variant of variants) assert.equal(await refusalOf(() => ask(variant, id)), undefined, variant.name);
          });
        } else {
          it(`refuses ${sample.name} with the message of the check${where}`, async () => {
            const expected = `admission webhook "validation.gatekeeper.sh" denied the request: [${id}] ${refusedWith}`;
            for (const variant of variants) assert.equal(await refusalOf(() => ask(variant, id)), expected, variant.name);
          });
        }
      }
    });
  }

  describe("all together", () => {
    before(() => inParallel(admissionCheckIds, (id) => constraints.enforce(constraint(id, decisions))));

    after(() => inParallel(admissionCheckIds, (id) => constraints.lift(id)));

    for (const { name, object } of variantsOf({ name: "a pod that keeps every rule", object: compliantPod })) {
      it(`take ${name}, and it becomes ready`, async () => {
        const labels = { owner: "records-team", "data-class": "phi", environment: "development" };
        const made = await plane.admin.create({ ...object, metadata: { ...object.metadata, labels, namespace } });
        const isReady = readiness(made);
        if (isReady !== undefined) await plane.admin.until(referenceOf(made), "ready", (found) => found !== undefined && isReady(found));
      });
    }
  });
});
