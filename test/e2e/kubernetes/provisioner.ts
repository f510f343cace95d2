import type { ControlPlane } from "../control-plane";
import type { Client, KubernetesObject } from "./client";

/** Gives every claim a volume, and takes away those whose claim is gone, as the driver of EBS does; it runs until it is stopped. */
export class Provisioner {
  readonly #client: Client;
  #stopped = false;
  readonly #done: Promise<void>;

  constructor(plane: ControlPlane) {
    // Admission takes volumes from the driver only.
    this.#client = plane.as({ name: "system:serviceaccount:kube-system:ebs-csi-controller-sa", groups: ["system:masters"] });
    this.#done = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      // What goes while it is looked at comes again, or does not matter.
      await this.#round().catch(() => undefined);
      await new Promise((done) => setTimeout(done, 200));
    }
  }

  async #round(): Promise<void> {
    for (const { metadata } of await this.#client.list("v1", "Namespace"))
      for (const claim of await this.#client.list("v1", "PersistentVolumeClaim", metadata.name)) await this.#provide(claim);
    for (const { metadata, status } of await this.#client.list("v1", "PersistentVolume"))
      if (["Released", "Failed"].includes((status as { readonly phase?: string }).phase ?? ""))
        await this.#client.delete({ apiVersion: "v1", kind: "PersistentVolume", name: metadata.name ?? "" });
  }

  async #provide({ metadata, spec }: KubernetesObject): Promise<void> {
    const { storageClassName, volumeName } = spec as { readonly storageClassName: string; readonly volumeName?: string };
    if (volumeName !== undefined) return;
    const name = `volume-${String(metadata["uid"])}`;
    await this.#client.apply({
      apiVersion: "v1",
      kind: "PersistentVolume",
      metadata: { name },
      spec: {
        capacity: { storage: "10Gi" },
        accessModes: ["ReadWriteOnce"],
        persistentVolumeReclaimPolicy: "Delete",
        storageClassName,
        claimRef: {
          apiVersion: "v1",
          kind: "PersistentVolumeClaim",
          namespace: metadata.namespace,
          name: metadata.name,
          uid: metadata["uid"],
        },
        csi: { driver: "ebs.csi.aws.com", volumeHandle: name },
      },
    });
  }
}
