import { PLATFORM_TYPE, Plan, type PlannedResource } from "../../policies/preview/plan";
import { isSystemNamespace } from "../../policies/preview/system-namespaces";
import type { Inputs } from "../../policies/preview/tree";
import { type Answer, type Evidence, type Failure, type Part, itemsOf } from "../evidence/model";
import { groupBy } from "../judge/group";
import { newUrn } from "../plan/urn";
import { accountResources } from "./aws/account-resources";
import { programOnly } from "./aws/program-only";

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

/** Why something that a check asks for is not there to be judged. */
export interface Unread {
  readonly status: "error" | "not-evaluated";
  readonly message: string;
  /** That was not read at all. */
  readonly part?: Part;
}

/**
 * The objects of a cluster and the resources of an account as checks look at planned resources. It remembers which types a check asked for: what could
 * not be read must not count as not being there.
 */
export class LivePlan extends Plan {
  #asked = new Set<string>();

  constructor(
    resources: readonly PlannedResource[],
    readonly unreadOf: (type: string) => readonly Unread[],
    /** Ids of the calls whose answers tell of a type. */
    readonly evidenceOf: (type: string) => readonly string[],
  ) {
    super(resources, "live");
  }

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

export interface LiveSystem {
  readonly plan: LivePlan;
  readonly leftOut: readonly LeftOut[];
  /** How many things are judged. */
  readonly objects: number;
}

/** Evidence as a plan. Findings about the platform as a whole are reported under `platformUrn`. */
export function livePlan({ answers, about }: Evidence, platformUrn: string): LiveSystem {
  const cluster = clusterObjects(answers, about.stack);
  const account = accountResources(answers, about.stack);
  const objects = [...cluster.resources, ...account.resources];
  const whole = { ...bare, urn: platformUrn, type: PLATFORM_TYPE, name: "platform", custom: false, inputs: {} };
  const failures = failuresByType(answers);
  const readsCluster = answers.some(({ call }) => call.type.startsWith("kubernetes:"));
  const unreadOf = (type: string): readonly Unread[] => {
    if (type.startsWith("kubernetes:"))
      return readsCluster ? (failures.get(type) ?? []).map(unread) : [{ ...notAsked("the cluster was not read"), part: "cluster" }];
    if (!type.startsWith("aws:") || programOnly.has(type)) return [];
    if (account.read.size === 0) return [{ ...notAsked("the account was not read"), part: "account" }];
    return account.read.has(type) ? (account.lost.get(type) ?? []).map(unread) : [notAsked(`the audit does not read ${type}`)];
  };
  const calls = groupBy(answers, ({ call }) => call.type);
  const evidenceOf = (type: string): readonly string[] =>
    type.startsWith("kubernetes:") ? (calls.get(type) ?? []).map(({ call }) => call.id) : (account.evidence.get(type) ?? []);
  return { plan: new LivePlan([...objects, whole], unreadOf, evidenceOf), leftOut: cluster.leftOut, objects: objects.length };
}

const notAsked = (message: string): Unread => ({ status: "not-evaluated", message });

interface Lost {
  readonly request: string;
  readonly failure: Failure;
}

/** A kind that the system does not know is not evaluated; every other failure is an error. */
const unread = ({ request, failure }: Lost): Unread => ({
  status: failure.kind === "missing" ? "not-evaluated" : "error",
  message: `${request}: ${failure.message}`,
});

function failuresByType(answers: readonly Answer[]): ReadonlyMap<string, readonly Lost[]> {
  return new Map(
    answers.flatMap((answer) =>
      "failure" in answer ? [[answer.call.type, [{ request: answer.call.request, failure: answer.failure }]]] : [],
    ),
  );
}

function clusterObjects(
  answers: readonly Answer[],
  stack: string,
): { readonly resources: readonly PlannedResource[]; readonly leftOut: readonly LeftOut[] } {
  const resources: PlannedResource[] = [];
  const left = new Map<string, LeftOut>();
  for (const answer of answers.filter(({ call }) => call.type.startsWith("kubernetes:")))
    for (const item of itemsOf(answer) as readonly LiveObject[]) {
      const reason = reasonToLeaveOut(item);
      if (reason === undefined) resources.push(resourceOf(item, answer.call.type, stack));
      else {
        const key = `${item.kind} ${reason}`;
        left.set(key, { kind: item.kind, reason, count: (left.get(key)?.count ?? 0) + 1 });
      }
    }
  return { resources, leftOut: [...left.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1)) };
}

/** The URN ends in `::<namespace>/<name>`, or `::<name>`; the project says that no program made it. */
function resourceOf(object: LiveObject, type: string, stack: string): PlannedResource {
  const { name = "", namespace = "" } = object.metadata;
  const own = namespace === "" ? name : `${namespace}/${name}`;
  return {
    ...bare,
    urn: newUrn({ stack, project: "cluster", parent: "", type, name: own }),
    type,
    name: own,
    inputs: object as unknown as Inputs,
  };
}

/** What a program says of a resource besides its inputs, and a live system does not. */
const bare = { custom: true, protect: false, retainOnDelete: false, dependencies: [], propertyDependencies: {} } as const;
