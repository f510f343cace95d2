import { Plan, type PlannedResource } from "../../policies/preview/plan";
import { isSystemNamespace } from "../../policies/preview/system-namespaces";
import type { Inputs } from "../../policies/preview/tree";
import { type Evidence, itemsOf } from "../evidence/model";
import { newUrn } from "../plan/urn";

/** Objects that are read and not judged, with the reason why. */
export interface LeftOut {
  readonly kind: string;
  readonly count: number;
  readonly reason: string;
}

interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface LiveObject {
  readonly kind: string;
  readonly metadata: Metadata;
  readonly status?: { readonly phase?: string };
}

/**
 * The objects of a cluster as checks look at resources. It remembers which types a check asked for: what could not be read must not count
 * as not being there.
 */
export class ClusterPlan extends Plan {
  #asked = new Set<string>();

  override ofType(...types: readonly string[]) {
    for (const type of types) this.#asked.add(type);
    return super.ofType(...types);
  }

  /** What was grouped for an earlier check is asked for by a later one too. */
  override grouped(keyOf: Parameters<Plan["grouped"]>[0], ...types: readonly string[]) {
    for (const type of types) this.#asked.add(type);
    return super.grouped(keyOf, ...types);
  }

  /** Types asked for since the last call. */
  takeAsked(): ReadonlySet<string> {
    const asked = this.#asked;
    this.#asked = new Set();
    return asked;
  }
}

const rbac = /Role(Binding)?$/;

/** Why an object is nobody's to answer for here; undefined when it is judged. */
function reasonToLeaveOut({ kind, metadata, status }: LiveObject): string | undefined {
  if (rbac.test(kind)) {
    const { labels = {}, annotations = {}, name = "" } = metadata;
    if (labels["kubernetes.io/bootstrapping"] === "rbac-defaults" || /^(system|eks):/.test(name)) return "made by Kubernetes or EKS itself";
    if (isSystemNamespace(annotations["meta.helm.sh/release-namespace"]) || isSystemNamespace(metadata.namespace))
      return "belongs to a product of the platform, which needs what is refused to tenants";
  }
  if (kind === "Pod" && (status?.phase === "Succeeded" || status?.phase === "Failed")) return "does not run any more";
  return undefined;
}

export function clusterPlan({ answers, about }: Evidence): { readonly plan: ClusterPlan; readonly leftOut: readonly LeftOut[] } {
  const resources: PlannedResource[] = [];
  const left = new Map<string, LeftOut>();
  for (const answer of answers)
    for (const item of itemsOf(answer) as readonly LiveObject[]) {
      const reason = reasonToLeaveOut(item);
      if (reason === undefined) resources.push(resourceOf(item, answer.call.type, about.stack));
      else {
        const key = `${item.kind} ${reason}`;
        left.set(key, { kind: item.kind, reason, count: (left.get(key)?.count ?? 0) + 1 });
      }
    }
  return { plan: new ClusterPlan(resources, "live"), leftOut: [...left.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1)) };
}

/** The URN ends in `::<namespace>/<name>`, or `::<name>`; the project says that no program made it. */
function resourceOf(object: LiveObject, type: string, stack: string): PlannedResource {
  const { name = "", namespace = "" } = object.metadata;
  const own = namespace === "" ? name : `${namespace}/${name}`;
  return {
    urn: newUrn({ stack, project: "cluster", parent: "", type, name: own }),
    type,
    name: own,
    custom: true,
    protect: false,
    retainOnDelete: false,
    dependencies: [],
    propertyDependencies: {},
    inputs: object as unknown as Inputs,
  };
}
