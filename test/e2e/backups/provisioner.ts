import type { ControlPlane } from "../control-plane";
import type { KubernetesObject } from "../kubernetes/client";

/** Gives every claim of a namespace a volume, as the driver of EBS would; it runs until it is stopped. */
export class Provisioner {
  #stopped = false;
  readonly #done: Promise<void>;

  constructor(
    private readonly plane: ControlPlane,
    private readonly namespaces: readonly string[],
  ) {
    this.#done = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      for (const namespace of this.namespaces)
        for (const claim of await this.plane.admin.list("v1", "PersistentVolumeClaim", namespace).catch(() => []))
          await this.#provide(claim);
      await new Promise((done) => setTimeout(done, 200));
    }
  }

  async #provide({ metadata, spec }: KubernetesObject): Promise<void> {
    const { storageClassName, volumeName } = spec as { readonly storageClassName: string; readonly volumeName?: string };
    if (volumeName !== undefined) return;
    const name = `volume-${String(metadata["uid"])}`;
    await this.plane.admin.apply({
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
        hostPath: { path: "/nowhere" },
      },
    });
  }
}
