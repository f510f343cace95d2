import assert from "node:assert/strict";
import { type AdmissionCheckId, admissionCheckIds } from "../../../policies/admission";
import { checks } from "../../../policies/controls";
import { previewChecks } from "../../../policies/preview";
import type { PlannedResource } from "../../../policies/preview/plan";
import { type Inputs, UNKNOWN, type Value, isObject } from "../../../policies/preview/tree";
import { type Sample, decisions, samplesOf, variantsOf } from "../../rego/samples";
import { judge, planned } from "./support";

/**
 * What is caught at preview and at admission is caught at both: each sample of a check at admission, and a pod inside each kind that makes
 * pods, is judged at preview as it is by Gatekeeper.
 */

type PreviewId = keyof typeof previewChecks;
type SharedId = PreviewId & AdmissionCheckId;
const isShared = (id: AdmissionCheckId): id is SharedId => Object.hasOwn(previewChecks, id);
const shared = admissionCheckIds.filter(isShared);

/** What only admission can tell: names that the cluster and the stack keep for themselves; who asks, and what was there before. */
const admissionOnly = (id: string, { name }: Sample): boolean =>
  /^allowed-.*(of-kubernetes|of-the-platform|stock-class)/.test(name) ||
  (id === "persistentvolume-not-static" && name.startsWith("allowed-"));

function typeOf({ apiVersion, kind }: Sample["object"]): string {
  return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

function resourceOf({ object }: Pick<Sample, "object">): PlannedResource {
  const { metadata } = object;
  const clusterWide = ["Namespace", "ClusterRole", "ClusterRoleBinding", "StorageClass", "PersistentVolume"].includes(object.kind);
  const inputs = { ...object, metadata: { ...(clusterWide ? {} : { namespace: "tenant" }), ...metadata } };
  return planned(typeOf(object), `${object.kind}-${metadata.name}`, inputs as unknown as Inputs);
}

/** A sample in a plan, with what is in the cluster beside it. */
const planOf = (resource: PlannedResource, { inventory }: Sample): readonly PlannedResource[] => [
  resource,
  ...inventory.map((object) => resourceOf({ object })),
];

const settings = { environment: undefined, allowedRegistries: decisions.registries };

/** The same value with one leaf after the other replaced. */
function replaced(value: Value, by: Value): readonly Value[] {
  if (Array.isArray(value)) {
    const list = value as readonly Value[];
    return list.flatMap((item, index) => replaced(item, by).map((made) => list.map((one, at) => (at === index ? made : one))));
  }
  if (isObject(value)) return Object.keys(value).flatMap((key) => replaced(value[key], by).map((made) => ({ ...value, [key]: made })));
  return [by];
}

const variantsWith = (sample: Sample, by: Value): readonly PlannedResource[] => {
  const resource = resourceOf(sample);
  return replaced(resource.inputs, by).map((inputs) => ({ ...resource, inputs: inputs as Inputs }));
};

describe("checks at preview and at admission", () => {
  it("are the same for all that a plan can hold", () => {
    const alone = admissionCheckIds.filter((id) => !isShared(id));
    assert.deepEqual(alone, ["runtime-namespace-protected", "claims-use-encrypted-classes"], "a check at admission has no twin at preview");
    for (const id of shared) assert.deepEqual(checks[id].moments.slice(0, 2), ["preview", "admission"], id);
  });

  for (const id of shared) {
    it(`${id} says the same of every sample`, () => {
      const samples = samplesOf(id)
        .filter((sample) => !admissionOnly(id, sample))
        .flatMap(variantsOf);
      assert.ok(samples.length > 0);
      for (const sample of samples) {
        const judged = judge(previewChecks[id], planOf(resourceOf(sample), sample), settings);
        const failed = judged.some(({ verdict }) => verdict.status === "fail");
        assert.equal(failed, sample.refusedWith !== undefined, `${sample.name}: ${JSON.stringify(judged)}`);
      }
    });

    it(`${id} takes nothing unknown for what is right, and stumbles over nothing`, () => {
      const refused = samplesOf(id).filter((sample) => sample.refusedWith !== undefined && !admissionOnly(id, sample));
      for (const sample of refused) {
        for (const resource of variantsWith(sample, UNKNOWN))
          for (const { verdict } of judge(previewChecks[id], planOf(resource, sample), settings))
            assert.notEqual(verdict.status, "pass", `${sample.name}: ${JSON.stringify(resource.inputs)}`);
        for (const odd of [null, 7, "", {}, [], [null], true])
          for (const resource of variantsWith(sample, odd))
            assert.doesNotThrow(() => judge(previewChecks[id], planOf(resource, sample), settings));
      }
    });
  }
});
