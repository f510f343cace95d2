import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { objectsIn } from "../helm/render";
import type { Client, KubernetesObject, Reference } from "../kubernetes/client";
import { has } from "../kubernetes/readiness";
import { findAssets } from "../tools/kubernetes";
import { inParallel } from "../parallel";

/** Definitions of the custom resources of Istio, Velero and volume snapshots, as their modules bring them. */
function definitions(): readonly KubernetesObject[] {
  const files = (path: string): readonly string[] =>
    statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => files(join(path, name))) : [path];
  return files(join(findAssets(), "crds")).flatMap((file) => objectsIn(readFileSync(file, "utf8")));
}

/** Applies the definitions of Istio, Velero and snapshots. */
export const applyDefinitions = (admin: Client): Promise<void> => define(admin, definitions());

/** Applies definitions, and waits until the server serves what they define. */
export async function define(admin: Client, objects: readonly KubernetesObject[]): Promise<void> {
  await inParallel(objects, async (definition) => {
    await admin.apply(definition);
    const reference: Reference = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      name: definition.metadata.name ?? "",
    };
    await admin.until(reference, "established", (found) => found !== undefined && has("Established")(found));
  });
}
