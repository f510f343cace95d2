import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { objectsIn } from "../helm/render";
import type { Client, KubernetesObject, Reference } from "../kubernetes/client";
import { has } from "../kubernetes/readiness";
import { findAssets } from "../tools/kubernetes";
import { inParallel } from "../parallel";

/** As much of the load balancer controller's definition as we use (its documentation, "TargetGroupBinding"); its chart cannot be had here. */
const targetGroupBindings: KubernetesObject = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "targetgroupbindings.elbv2.k8s.aws" },
  spec: {
    group: "elbv2.k8s.aws",
    scope: "Namespaced",
    names: {
      kind: "TargetGroupBinding",
      plural: "targetgroupbindings",
      singular: "targetgroupbinding",
      listKind: "TargetGroupBindingList",
    },
    versions: [{ name: "v1beta1", served: true, storage: true, schema: { openAPIV3Schema: bindingSchema() } }],
  },
};

function bindingSchema(): object {
  const text = { type: "string" };
  const serviceRef = {
    type: "object",
    required: ["name", "port"],
    properties: { name: text, port: { anyOf: [{ type: "integer" }, { type: "string" }], "x-kubernetes-int-or-string": true } },
  };
  const spec = {
    type: "object",
    required: ["serviceRef"],
    properties: { targetGroupARN: text, targetType: { type: "string", enum: ["instance", "ip"] }, vpcID: text, serviceRef },
  };
  return { type: "object", properties: { spec } };
}

/** As much of the driver's definition as we use (its documentation, "SecretProviderClass"); it comes with an add-on of EKS. */
const secretProviderClasses: KubernetesObject = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "secretproviderclasses.secrets-store.csi.x-k8s.io" },
  spec: {
    group: "secrets-store.csi.x-k8s.io",
    scope: "Namespaced",
    names: {
      kind: "SecretProviderClass",
      plural: "secretproviderclasses",
      singular: "secretproviderclass",
      listKind: "SecretProviderClassList",
    },
    versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: classSchema() } }],
  },
};

function classSchema(): object {
  const text = { type: "string" };
  const spec = { type: "object", properties: { provider: text, parameters: { type: "object", additionalProperties: text } } };
  return { type: "object", properties: { spec } };
}

/** Definitions of the custom resources of Istio, Velero and volume snapshots, as their modules bring them. */
function definitions(): readonly KubernetesObject[] {
  const files = (path: string): readonly string[] =>
    statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => files(join(path, name))) : [path];
  return files(join(findAssets(), "crds")).flatMap((file) => objectsIn(readFileSync(file, "utf8")));
}

/** Applies the definitions of Istio, Velero and snapshots. */
export const applyDefinitions = (admin: Client): Promise<void> =>
  define(admin, [...definitions(), targetGroupBindings, secretProviderClasses]);

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
