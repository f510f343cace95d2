import type { KubernetesObject, Reference } from "../../kubernetes/client";
import { referenceOf } from "../../kubernetes/client";
import { digits } from "../outputs";
import { typeOf } from "../types";

export type Properties = Readonly<Record<string, unknown>>;

/** By what Pulumi marks a secret in what it sends to a provider. */
const signature = "4dabf18193072939515e22adb298388d";

/** Inputs as a server takes them: no secrets' marks, nothing of the provider's own. */
export function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (signature in value) return plain((value as Properties)["value"]);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, one]) => !key.startsWith("__") && one !== undefined)
      .map(([key, one]) => [key, plain(one)]),
  );
}

/** Whether a resource changes an object that another one owns, such as `StorageClassPatch`. */
export const isPatch = (urn: string): boolean => typeOf(urn).endsWith("Patch");

/** The object that a resource stands for. One without a name gets its resource's, with an ending that is its own. */
export function objectOf(urn: string, inputs: Properties): KubernetesObject {
  const object = plain(inputs) as KubernetesObject;
  const { name = `${urn.split("::").at(-1) ?? ""}-${digits(urn, 8)}` } = object.metadata;
  return { ...object, metadata: { ...object.metadata, name } };
}

/** Names the object of a resource, from its identifier alone: `namespace/name`, or `name`. */
export function referenceTo(id: string, outputs: Properties): Reference {
  const { apiVersion, kind } = outputs as unknown as KubernetesObject;
  const [first = "", second] = id.split("/");
  return second === undefined ? { apiVersion, kind, name: first } : { apiVersion, kind, name: second, namespace: first };
}

export function idOfObject(object: KubernetesObject): string {
  const { name, namespace } = referenceOf(object);
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Each resource is a field manager of its own, so that two that share an object do not take each other's fields. */
export const managerOf = (urn: string): string => `pulumi-kubernetes-${digits(urn, 8)}`;

const without = (object: object, keys: readonly string[]): object =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

/** What somebody asked of an object: not what the server counts, and not what controllers report. */
export function wanted(object: KubernetesObject): object {
  return { ...without(object, ["status"]), metadata: without(object.metadata, ["managedFields", "resourceVersion", "generation"]) };
}

/**
 * What a program gets back: the object as the server made it, but for its status, which controllers change at any time. What was a secret
 * stays as it was sent, marked.
 */
export function outputsOf(inputs: Properties, object: KubernetesObject): Properties {
  const made = Object.entries(wanted(object) as Properties).filter(([key]) => !isSecret(inputs[key]));
  return { ...inputs, ...Object.fromEntries(made) };
}

const isSecret = (value: unknown): boolean => JSON.stringify(value ?? null).includes(`"${signature}"`);
