import assert from "node:assert/strict";
import * as kms from "@pulumi/aws/kms";
import { Storage } from "../../../components/storage/storage";
import type { Plan } from "../../../policies/preview/plan";
import { UNKNOWN } from "../../../policies/preview/tree";
import { named, only, planComponent } from "../support";

/** The canonical type, of which the patch is a twin. */
const classType = "kubernetes:storage.k8s.io/v1:StorageClass";
const isDefault = "storageclass.kubernetes.io/is-default-class";

const plan = (): Promise<Plan> =>
  planComponent(() => new Storage("storage", { volumesKeyArn: new kms.Key("volumes", { description: "Volumes" }).arn }));

describe("the storage classes", () => {
  const cases = [
    ["encrypted", "Delete", { annotations: { [isDefault]: "true" } }],
    ["encrypted-retain", "Retain", { labels: { "compliant-eks/data": "regulated" } }],
  ] as const;
  for (const [name, reclaimPolicy, metadata] of cases)
    it(`include ${name}, encrypted with the key for volumes`, async () => {
      const planned = await plan();
      const one = named(planned, classType, `storage-${name}`);
      assert.deepEqual(Object.fromEntries(one.keys().map((key) => [key, one.read(key)])), {
        apiVersion: "storage.k8s.io/v1",
        kind: "StorageClass",
        metadata: { name, ...metadata },
        provisioner: "ebs.csi.aws.com",
        parameters: { type: "gp3", encrypted: "true", kmsKeyId: UNKNOWN },
        reclaimPolicy,
        volumeBindingMode: "WaitForFirstConsumer",
        allowVolumeExpansion: true,
      });
      assert.deepEqual(one.sources("parameters"), [only(planned, "aws:kms/key:Key").urn]);
    });

  it("leave exactly one default, and the stock class is not it any more before it is set", async () => {
    const planned = await plan();
    const marked = planned
      .ofType(classType)
      .map((one) => [one.name, (one.read("metadata.annotations") as Record<string, string> | undefined)?.[isDefault]]);
    assert.deepEqual(Object.fromEntries(marked), {
      "storage-encrypted": "true",
      "storage-encrypted-retain": undefined,
      "storage-gp2": "false",
    });
    const stock = named(planned, classType, "storage-gp2");
    assert.equal(stock.type, "kubernetes:storage.k8s.io/v1:StorageClassPatch");
    assert.equal(stock.read("metadata.name"), "gp2");
    assert.ok(named(planned, classType, "storage-encrypted").resource.dependencies.includes(stock.urn));
  });
});

describe("the snapshot class", () => {
  it("keeps snapshots when the object is deleted, and Velero finds it", async () => {
    const one = only(await plan(), "kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass");
    assert.deepEqual(
      [one.read("driver"), one.read("deletionPolicy"), one.read("metadata")],
      ["ebs.csi.aws.com", "Retain", { name: "encrypted", labels: { "velero.io/csi-volumesnapshot-class": "true" } }],
    );
  });
});
