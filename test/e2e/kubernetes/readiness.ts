import type { KubernetesObject } from "./client";

/** When an object counts as being there, and how that is called in a message. */
export interface Readiness {
  readonly description: string;
  readonly isReady: (object: KubernetesObject) => boolean;
}

interface Status {
  readonly observedGeneration?: number;
  readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  readonly [count: string]: unknown;
}

/** What a program tells the provider about one object. */
export const annotation = ({ metadata }: KubernetesObject, name: string): string | undefined =>
  metadata.annotations?.[`pulumi.com/${name}`];

const statusOf = (object: KubernetesObject): Status => (object["status"] ?? {}) as Status;

/** Whether a condition of the object's status holds. */
export const has =
  (condition: string) =>
  (object: KubernetesObject): boolean =>
    (statusOf(object).conditions ?? []).some(({ type, status }) => type === condition && status === "True");

const observed = (object: KubernetesObject): boolean => statusOf(object).observedGeneration === object.metadata["generation"];

/** As many as are wanted, and all of them of the newest template. */
const complete =
  (desired: string, ...counts: readonly string[]) =>
  (object: KubernetesObject): boolean => {
    const status = statusOf(object);
    return observed(object) && counts.every((count) => (status[count] ?? 0) === (status[desired] ?? 0));
  };

const replicas = (object: KubernetesObject): boolean => {
  const { spec } = object as unknown as { readonly spec: { readonly replicas?: number } };
  const status = statusOf(object);
  return observed(object) && ["updatedReplicas", "readyReplicas"].every((count) => (status[count] ?? 0) === (spec.replicas ?? 1));
};

/** What the provider waits for of its own accord. */
const builtIn: Readonly<Record<string, (object: KubernetesObject) => boolean>> = {
  Deployment: replicas,
  StatefulSet: replicas,
  DaemonSet: complete("desiredNumberScheduled", "updatedNumberScheduled", "numberReady"),
  Job: has("Complete"),
  Pod: has("Ready"),
  CustomResourceDefinition: has("Established"),
};

/** What to wait for after an object was written; undefined when it is there at once. Throws for an annotation that no provider takes. */
export function readinessOf(object: KubernetesObject): Readiness | undefined {
  if (annotation(object, "skipAwait") === "true") return undefined;
  const asked = annotation(object, "waitFor");
  if (asked !== undefined) return { description: asked, isReady: parsed(asked) };
  const isReady = builtIn[object.kind];
  return isReady === undefined ? undefined : { description: "ready", isReady };
}

/** `condition=TYPE`, `jsonpath={.path}=value`, or a JSON list of such, all of which have to hold. */
function parsed(text: string): (object: KubernetesObject) => boolean {
  if (text.startsWith("[")) {
    const all = (JSON.parse(text) as readonly string[]).map(parsed);
    return (object) => all.every((holds) => holds(object));
  }
  const [, condition] = /^condition=(\w+)$/.exec(text) ?? [];
  if (condition !== undefined) return has(condition);
  const [, path, value] = /^jsonpath=\{((?:\.\w+)+)\}(?:=(.+))?$/.exec(text) ?? [];
  if (path === undefined) throw new Error(`the annotation pulumi.com/waitFor cannot be read: ${text}`);
  return (object) => {
    const found = at(object, path.split(".").slice(1));
    return value === undefined ? found !== undefined : String(found) === value;
  };
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );
