import { platformNamespaces } from "../settings/model";
import type { Reader } from "./reader";
import { Hidden, UNKNOWN } from "./tree";
import { type Verdict, deferred, demand, notApplicable, notEvaluated } from "./verdict";

/** Whether admission may leave a namespace out. */
export const isSystemNamespace = (name: unknown): boolean =>
  typeof name === "string" && (/^kube-[a-z-]+$/.test(name) || platformNamespaces.has(name));

const namespaceType = "kubernetes:core/v1:Namespace";

/**
 * The namespace of an object. One that is not known is the planned Namespace that it comes from, when it comes from one only: a provider that
 * cannot reach its cluster knows no output.
 */
export function namespaceOf(object: Reader): ReturnType<Reader["read"]> {
  const written = object.read("metadata.namespace");
  if (written !== UNKNOWN) return written;
  const planned = object.sources("metadata").flatMap((urn) => object.plan?.get(urn) ?? []);
  const namespaces = planned.filter(({ type }) => type === namespaceType);
  return namespaces.length === 1 ? namespaces[0]?.read("metadata.name") : UNKNOWN;
}

/** Whether the object's namespace is the one that is meant; not known is not answered. */
export function inNamespace(object: Reader, holds: (namespace: unknown) => boolean): Verdict {
  const namespace = namespaceOf(object);
  if (namespace instanceof Hidden) return notEvaluated(namespace.reason);
  return namespace === UNKNOWN ? deferred("metadata.namespace") : demand(holds(namespace), "");
}

/** A patch says a part of an object only: what it does not say is there already, and is not seen here. */
export const whole = (object: Reader, decide: () => Verdict): Verdict =>
  object.type.endsWith("Patch") ? notEvaluated("a patch is a part of an object; the whole is judged at admission") : decide();

/** What `decide` says of an object of tenants; what Kubernetes and the platform keep for themselves is not asked. */
export function ofTenant(object: Reader, decide: () => Verdict): Verdict {
  const namespace = namespaceOf(object);
  if (namespace instanceof Hidden) return notEvaluated(namespace.reason);
  if (isSystemNamespace(namespace)) return notApplicable;
  const verdict = decide();
  // An object that is as it must be is so in every namespace.
  return namespace === UNKNOWN && verdict.status === "fail" ? deferred("metadata.namespace") : verdict;
}
