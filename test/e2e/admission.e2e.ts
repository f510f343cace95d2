import assert from "node:assert/strict";
import { admissionCheckIds, constraint, constraintTemplate } from "../../policies/admission";
import { type Sample, samplesOf } from "../rego/samples";
import type { ControlPlane } from "./control-plane";
import { enforce } from "./kubernetes/gatekeeper";
import { type KubernetesObject, Refusal, referenceOf } from "./kubernetes/client";
import { readinessOf } from "./kubernetes/readiness";
import { controlPlane } from "./shared-control-plane";

/** An object of a sample, under a name of its own. */
function objectOf({ file, object }: Sample, namespace: string): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, name: file.replace(".yaml", ""), namespace } };
}

/** When what was made counts as ready; undefined for what makes nothing by itself. */
function readiness(object: KubernetesObject): ((found: KubernetesObject) => boolean) | undefined {
  if (object.kind === "ReplicaSet" || object.kind === "ReplicationController")
    return ({ status }) => (status as { readonly readyReplicas?: number } | undefined)?.readyReplicas === 1;
  return readinessOf(object)?.isReady;
}

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

for (const id of admissionCheckIds) {
  describe(`the API server with the constraint ${id}`, () => {
    const namespace = `admission-${id}`;
    let plane: ControlPlane;
    let lift: () => Promise<void>;

    before(async () => {
      plane = await controlPlane();
      await plane.namespace(namespace);
      const made = constraint(id);
      // Other tests share the server; the constraint is for this namespace alone.
      const scoped = { ...made, spec: { ...made.spec, match: { ...made.spec.match, namespaces: [namespace] } } };
      lift = await enforce(plane.admin, constraintTemplate(id) as unknown as KubernetesObject, scoped);
    });

    after(() => lift());

    for (const sample of samplesOf(id)) {
      const { ephemeralContainers, ...spec } = sample.object.spec ?? {};
      const object = (): KubernetesObject => objectOf(sample, namespace);
      /** Nobody can make a pod with such containers: they are added to one that is there. */
      const addEphemeral = async (): Promise<unknown> => {
        const pod = await plane.admin.create({ ...object(), spec });
        return plane.admin.patch(referenceOf(pod), { spec: { ephemeralContainers } }, { subresource: "ephemeralcontainers" });
      };
      const make = (): Promise<unknown> => (ephemeralContainers === undefined ? plane.admin.create(object()) : addEphemeral());
      const { refusedWith } = sample;

      if (refusedWith === undefined) {
        const isReady = readiness(object());
        it(`takes ${sample.file}${isReady === undefined ? "" : ", and it becomes ready"}`, async () => {
          await make();
          if (isReady !== undefined)
            await plane.admin.until(referenceOf(object()), "ready", (found) => found !== undefined && isReady(found));
        });
      } else {
        it(`refuses ${sample.file} with the message of the check`, async () => {
          const message = await refusalOf(make);
          assert.equal(message, `admission webhook "validation.gatekeeper.sh" denied the request: [${id}] ${refusedWith}`);
        });
      }
    }
  });
}
