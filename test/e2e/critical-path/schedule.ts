/** Why one resource waits for another. `property`: it needs a value of it. `dependency`: it was told to wait. */
export type Kind = "property" | "dependency" | "parent" | "provider";

export interface Wait {
  readonly urn: string;
  readonly kind: Kind;
}

export interface Resource {
  readonly urn: string;
  readonly type: string;
  /** A component creates nothing; who waits for it waits for everything in it. */
  readonly component: boolean;
  readonly parent?: string;
  readonly waits: readonly Wait[];
}

export interface Link {
  readonly urn: string;
  /** Minutes after the start. */
  readonly start: number;
  readonly end: number;
  /** The wait that ended last; absent where nothing had to be waited for. */
  readonly wait?: Wait;
}

export interface Schedule {
  /** Minutes until the last resource is there. */
  readonly makespan: number;
  /** From the first resource to the last: each starts when the one before it has ended. */
  readonly chain: readonly Link[];
}

/** The waits that count, and the minutes that a type takes. */
export interface Rules {
  readonly minutes: (type: string) => number;
  readonly counts: (waiting: Resource, wait: Wait, on: Resource) => boolean;
}

/**
 * Creates everything with unlimited parallelism, each resource as soon as what it waits for is there. No clock is involved.
 *
 * Throws when resources wait for each other in a circle or for one that does not exist.
 */
export function schedule(resources: readonly Resource[], rules: Rules): Schedule {
  const links = new Links(resources, rules);
  const all = resources.map(({ urn }) => links.of(urn));
  const last = all.reduce<Link | undefined>((latest, link) => (latest === undefined || link.end > latest.end ? link : latest), undefined);
  return { makespan: last?.end ?? 0, chain: last === undefined ? [] : links.chain(last) };
}

class Links {
  readonly #resources: ReadonlyMap<string, Resource>;
  readonly #children = new Map<string, string[]>();
  readonly #links = new Map<string, Link | "in progress">();

  constructor(
    resources: readonly Resource[],
    private readonly rules: Rules,
  ) {
    this.#resources = new Map(resources.map((resource) => [resource.urn, resource]));
    for (const { urn, parent } of resources)
      if (parent !== undefined) this.#children.set(parent, [...(this.#children.get(parent) ?? []), urn]);
  }

  of(urn: string): Link {
    const found = this.#links.get(urn);
    if (found === "in progress") throw new Error(`resources wait for each other in a circle: ${urn}`);
    if (found !== undefined) return found;
    this.#links.set(urn, "in progress");
    const link = this.#make(this.#resource(urn));
    this.#links.set(urn, link);
    return link;
  }

  chain(last: Link): readonly Link[] {
    const before = last.wait === undefined ? undefined : this.#ready(last.wait);
    return [...(before === undefined ? [] : this.chain(before)), last];
  }

  #make(resource: Resource): Link {
    let latest: { readonly end: number; readonly wait?: Wait } = { end: 0 };
    for (const wait of resource.waits) {
      if (!this.rules.counts(resource, wait, this.#resource(wait.urn))) continue;
      const { end } = this.#ready(wait);
      if (latest.wait === undefined || end > latest.end) latest = { end, wait };
    }
    const end = latest.end + this.rules.minutes(resource.type);
    return { urn: resource.urn, start: latest.end, end, ...(latest.wait ? { wait: latest.wait } : {}) };
  }

  /** What has to end before a wait does: a child needs its parent registered, everybody else needs all of a component. */
  #ready(wait: Wait): Link {
    const own = this.of(wait.urn);
    return wait.kind === "parent" || !this.#resource(wait.urn).component ? own : this.#latestWithin(own);
  }

  #latestWithin(own: Link): Link {
    return (this.#children.get(own.urn) ?? [])
      .map((child) => this.#latestWithin(this.of(child)))
      .reduce((latest, link) => (link.end > latest.end ? link : latest), own);
  }

  #resource(urn: string): Resource {
    const found = this.#resources.get(urn);
    if (found === undefined) throw new Error(`a resource waits for one that does not exist: ${urn}`);
    return found;
  }
}
