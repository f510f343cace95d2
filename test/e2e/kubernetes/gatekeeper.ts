import { type Client, type KubernetesObject, referenceOf } from "./client";

interface ByPod {
  readonly byPod?: readonly { readonly enforced?: boolean; readonly observedGeneration?: number }[];
}

/**
 * Puts a constraint into force, and resolves when Gatekeeper enforces it. The function that comes back lifts it again, and its template.
 */
export async function enforce(client: Client, template: KubernetesObject, constraint: object): Promise<() => Promise<void>> {
  const object = constraint as KubernetesObject;
  await client.apply(template);
  await client.until(
    referenceOf(template),
    "compiled",
    (found) => (found?.["status"] as { created?: boolean } | undefined)?.created === true,
  );
  const definition = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    name: `${object.kind.toLowerCase()}.constraints.gatekeeper.sh`,
  };
  await client.until(definition, "established", (found) => JSON.stringify(found?.["status"] ?? {}).includes('"Established"'));
  await client.apply(object);
  await client.until(referenceOf(object), "enforced", (found) =>
    ((found?.["status"] as ByPod | undefined)?.byPod ?? []).some(({ enforced }) => enforced === true),
  );
  return async () => {
    await client.delete(referenceOf(object));
    await client.delete(referenceOf(template));
    await client.until(referenceOf(template), "gone", (found) => found === undefined);
  };
}
