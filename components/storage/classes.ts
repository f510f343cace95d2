import type { StorageClassArgs } from "@pulumi/kubernetes/storage/v1";
import type * as pulumi from "@pulumi/pulumi";

export type StorageClassName = "encrypted" | "encrypted-retain";

/** A class, and the suffix of its resource's name. */
export interface NamedClass {
  readonly suffix: string;
  readonly spec: StorageClassArgs & { readonly metadata: { readonly name: StorageClassName } };
}

/** Both classes differ in one thing only: what happens to the volume when its claim is deleted. */
export function storageClasses(keyArn: pulumi.Input<string>): readonly NamedClass[] {
  return [
    {
      suffix: "encrypted",
      spec: {
        metadata: { name: "encrypted", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
        ...encryptedGp3(keyArn),
        reclaimPolicy: "Delete",
      },
    },
    {
      suffix: "encrypted-retain",
      spec: {
        metadata: { name: "encrypted-retain", labels: { "compliant-eks/data": "regulated" } },
        ...encryptedGp3(keyArn),
        reclaimPolicy: "Retain",
      },
    },
  ];
}

function encryptedGp3(keyArn: pulumi.Input<string>) {
  return {
    provisioner: "ebs.csi.aws.com",
    parameters: { type: "gp3", encrypted: "true", kmsKeyId: keyArn },
    // A volume lives in one zone: it is made where its pod is scheduled.
    volumeBindingMode: "WaitForFirstConsumer",
    allowVolumeExpansion: true,
  };
}

/** Snapshots outlive the object that asked for them; by the label, Velero takes this class for its backups of volumes. */
export const snapshotClass = {
  apiVersion: "snapshot.storage.k8s.io/v1",
  kind: "VolumeSnapshotClass",
  metadata: { name: "encrypted", labels: { "velero.io/csi-volumesnapshot-class": "true" } },
  driver: "ebs.csi.aws.com",
  deletionPolicy: "Retain",
} as const;
