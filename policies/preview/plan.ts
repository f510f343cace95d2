import { canonicalInputs, canonicalType } from "./twins";
import { Reader } from "./reader";
import type { Inputs } from "./tree";

/** A resource as a program asks for it: its inputs, never its outputs. */
export interface PlannedResource {
  readonly urn: string;
  /** Token as registered, e.g. `aws:kms/key:Key` or `eks:index:Cluster`. */
  readonly type: string;
  readonly name: string;
  /** False for component resources, remote ones included. */
  readonly custom: boolean;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly parent?: string;
  /** URNs. */
  readonly dependencies: readonly string[];
  /** Property name -> URNs of the resources whose outputs went into it. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** `urn::id` of the provider resource, when there is one. */
  readonly provider?: string;
  readonly inputs: Inputs;
  /** `file:line:column` of the program's statement, where known. */
  readonly sourcePosition?: string;
}

/** Where the resources come from. It decides what a report may say about what it cannot see. */
export type PlanSource = "program" | "engine" | "state" | "preview-json" | "plan-json" | "manifest" | "live";

/** Type of our own root component: a program that contains it promises the whole platform. */
export const PLATFORM_TYPE = "compliant-eks:index:Platform";

/** The one whose URN is least: the same in whatever order resources come. */
export const firstOf = (readers: readonly Reader[]): Reader | undefined =>
  readers.reduce<Reader | undefined>((least, one) => (least === undefined || one.urn < least.urn ? one : least), undefined);

type Grouping = (reader: Reader) => unknown;

/** All resources of one program, indexed by canonical type (see twins.ts). */
export class Plan {
  readonly #byUrn = new Map<string, Reader>();
  readonly #byType = new Map<string, Reader[]>();
  readonly #grouped = new Map<Grouping, Map<string, ReadonlyMap<unknown, readonly Reader[]>>>();
  readonly hasPlatform: boolean;

  constructor(
    readonly resources: readonly PlannedResource[],
    readonly source: PlanSource,
  ) {
    for (const resource of resources) {
      const type = canonicalType(resource.type);
      const reader = new Reader(resource, canonicalInputs(resource), "", this);
      this.#byUrn.set(resource.urn, reader);
      const same = this.#byType.get(type);
      if (same) same.push(reader);
      else this.#byType.set(type, [reader]);
    }
    this.hasPlatform = this.#byType.has(PLATFORM_TYPE);
  }

  /** Resources of a canonical type, twins included. */
  ofType(...types: readonly string[]): readonly Reader[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /** The same by a key that a function reads from each: made once for each function and types, for whoever asks again and again. */
  grouped(keyOf: Grouping, ...types: readonly string[]): ReadonlyMap<unknown, readonly Reader[]> {
    const ofFunction = this.#grouped.get(keyOf) ?? new Map<string, ReadonlyMap<unknown, readonly Reader[]>>();
    this.#grouped.set(keyOf, ofFunction);
    const name = types.join(" ");
    const known = ofFunction.get(name);
    if (known !== undefined) return known;
    const made = new Map<unknown, Reader[]>();
    for (const reader of this.ofType(...types)) {
      const key = keyOf(reader);
      const same = made.get(key);
      if (same === undefined) made.set(key, [reader]);
      else same.push(reader);
    }
    ofFunction.set(name, made);
    return made;
  }

  /** In the order of registration. */
  all(): readonly Reader[] {
    return [...this.#byUrn.values()];
  }

  get(urn: string): Reader | undefined {
    return this.#byUrn.get(urn);
  }
}
