import type { Plan, PlannedResource } from "./plan";
import { Hidden, UNKNOWN, type Scalar, type Value, follow, isObject, keysOf, topOf, unwrap } from "./tree";
import { originalNames } from "./twins";
import { type Verdict, deferred, fail, notEvaluated, pass } from "./verdict";

/** A known value: never unknown, hidden or wrapped at the top; below it may hold both. */
export type Known = Scalar | undefined | readonly Value[] | { readonly [key: string]: Value };

/**
 * Reads one resource, or a part of it, without ever throwing on what is not known. The only way a check sees a resource.
 */
export class Reader {
  constructor(
    readonly resource: PlannedResource,
    readonly value: Value,
    /** Where in the resource's inputs this reader stands; empty at the top. */
    readonly path: string,
    readonly plan: Plan | undefined,
  ) {}

  get urn(): string {
    return this.resource.urn;
  }
  get name(): string {
    return this.resource.name;
  }
  get type(): string {
    return this.resource.type;
  }

  /** The value at a dotted path: known, undefined (absent), UNKNOWN or Hidden. */
  read(path: string): Known | typeof UNKNOWN | Hidden {
    return follow(this.value, path);
  }

  at(path: string): Reader {
    return new Reader(this.resource, follow(this.value, path), this.#full(path), this.plan);
  }

  /** Elements of a list as readers; a single object counts as a list of one, absent as empty. UNKNOWN and Hidden stay what they are. */
  items(path: string): readonly Reader[] | typeof UNKNOWN | Hidden {
    const value = this.read(path);
    if (value === UNKNOWN || value instanceof Hidden) return value;
    if (value === undefined || value === null) return [];
    const list: readonly Value[] = Array.isArray(value) ? (value as readonly Value[]) : [value];
    return list.map((item, index) => new Reader(this.resource, unwrap(item), `${this.#full(path)}[${String(index)}]`, this.plan));
  }

  /** Keys of the object at a path, bookkeeping left out; empty when there is none. */
  keys(path = ""): readonly string[] {
    const value = follow(this.value, path);
    return isObject(value) ? keysOf(value) : [];
  }

  /** Passes when the predicate holds for the value (undefined when absent); unknown is deferred, hidden is not evaluated. */
  expect(path: string, predicate: (value: Known) => boolean, message: string): Verdict {
    return this.inspect(path, (value) => (predicate(value) ? pass : fail(message)));
  }

  /** As `expect`, for decisions that are more than yes or no. */
  inspect(path: string, decide: (value: Known) => Verdict): Verdict {
    const value = this.read(path);
    if (value === UNKNOWN) return deferred(this.#full(path));
    if (value instanceof Hidden) return notEvaluated(value.reason);
    return decide(value);
  }

  /** Every element must hold; an unknown list is deferred; an empty one gives the verdict `empty`. */
  every(path: string, decide: (item: Reader) => Verdict, empty: Verdict = pass): readonly Verdict[] {
    const items = this.items(path);
    if (items === UNKNOWN) return [deferred(this.#full(path))];
    if (items instanceof Hidden) return [notEvaluated(items.reason)];
    return items.length === 0 ? [empty] : items.map(decide);
  }

  /** URNs of the resources whose outputs went into a top-level property, e.g. `kmsKeyId`. */
  sources(property: string): readonly string[] {
    const names = originalNames(this.resource.type, property);
    return names.flatMap((name) => this.resource.propertyDependencies[name] ?? []);
  }

  /** The top-level property in which a path of this reader lies. */
  topOf(path: string): string {
    return topOf(this.#full(path));
  }

  /** Whether a top-level property takes its value from a planned resource of one of the types. */
  comesFrom(property: string, ...types: readonly string[]): boolean {
    const wanted = new Set(types);
    return this.sources(property).some((urn) => wanted.has(this.plan?.get(urn)?.type ?? ""));
  }

  #full(path: string): string {
    return this.path === "" ? path : path === "" ? this.path : `${this.path}.${path}`;
  }
}
