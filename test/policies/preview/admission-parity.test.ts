import assert from "node:assert/strict";
import { type AdmissionCheckId, admissionCheckIds } from "../../../policies/admission";
import { checks } from "../../../policies/controls";
import { previewChecks } from "../../../policies/preview";
import type { PlannedResource } from "../../../policies/preview/plan";
import type { Inputs } from "../../../policies/preview/tree";
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

function resourceOf({ object }: Sample): PlannedResource {
  const { metadata } = object;
  const clusterWide = ["Namespace", "ClusterRole", "ClusterRoleBinding", "StorageClass", "PersistentVolume"].includes(object.kind);
  const inputs = { ...object, metadata: { ...(clusterWide ? {} : { namespace: "tenant" }), ...metadata } };
  return planned(typeOf(object), "sample", inputs as unknown as Inputs);
}

describe("checks at preview and at admission", () => {
  it("are the same for all that a plan can hold", () => {
    const alone = admissionCheckIds.filter((id) => !isShared(id));
    assert.deepEqual(alone, ["claims-use-encrypted-classes"], "a check at admission has no twin at preview");
    for (const id of shared) assert.deepEqual(checks[id].moments, ["preview", "admission"], id);
  });

  for (const id of shared) {
    it(`${id} says the same of every sample`, () => {
      const samples = samplesOf(id)
        .filter((sample) => !admissionOnly(id, sample))
        .flatMap(variantsOf);
      assert.ok(samples.length > 0);
      for (const sample of samples) {
        const judged = judge(previewChecks[id], [resourceOf(sample)], { environment: undefined, allowedRegistries: decisions.registries });
        const failed = judged.some(({ verdict }) => verdict.status === "fail");
        assert.equal(failed, sample.refusedWith !== undefined, `${sample.name}: ${JSON.stringify(judged)}`);
      }
    });
  }
});
