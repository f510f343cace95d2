import * as apiextensions from "@pulumi/kubernetes/apiextensions/customResource";
import * as storage from "@pulumi/kubernetes/storage/v1";
import * as pulumi from "@pulumi/pulumi";
import { type StorageClassName, snapshotClass, storageClasses } from "./classes";

export interface StorageArgs {
  /** Key for every volume and, through its volume, every snapshot. */
  readonly volumesKeyArn: pulumi.Input<string>;
}

/**
 * The storage classes of the cluster: every volume that Kubernetes makes is encrypted with the platform's key. Pass the cluster's
 * provider; the EBS CSI driver and the snapshot controller must be there.
 */
export class Storage extends pulumi.ComponentResource {
  readonly defaultStorageClassName: StorageClassName = "encrypted";
  /** For regulated data: the volume outlives the claim. */
  readonly regulatedStorageClassName: StorageClassName = "encrypted-retain";
  readonly snapshotClassName = snapshotClass.metadata.name;

  constructor(name: string, args: StorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Storage", name, {}, opts);
    const child = { parent: this };
    const stock = withdrawStockDefault(`${name}-gp2`, child);
    for (const { suffix, spec } of storageClasses(args.volumesKeyArn))
      // Two defaults at a time would make the choice between them arbitrary.
      new storage.StorageClass(`${name}-${suffix}`, spec, { ...child, dependsOn: stock });
    new apiextensions.CustomResource(`${name}-snapshots`, snapshotClass, child);
    this.registerOutputs({
      defaultStorageClassName: this.defaultStorageClassName,
      regulatedStorageClassName: this.regulatedStorageClassName,
      snapshotClassName: this.snapshotClassName,
    });
  }
}

/**
 * EKS puts a class `gp2` into every cluster. It is unencrypted and, since 1.30, not the default; the patch keeps it so on clusters that
 * were made before. The class itself belongs to EKS and stays.
 */
function withdrawStockDefault(name: string, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  return new storage.StorageClassPatch(
    name,
    {
      metadata: {
        name: "gp2",
        annotations: { "storageclass.kubernetes.io/is-default-class": "false" },
      },
    },
    opts,
  );
}
