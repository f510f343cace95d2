import type { PolicyResource, PolicyResourceOptions, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { Plan, type PlannedResource } from "../preview/plan";
import { Reader } from "../preview/reader";
import { canonicalInputs } from "../preview/twins";
import { markedInputs } from "./marked";

/** How Pulumi itself writes the id of a provider that does not exist yet. */
const UNKNOWN_ID = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * What the program asked for, kept by the first policy that sees each resource. At stack time CrossGuard shows outputs, and components
 * arrive with none; parents and dependencies on the other hand are complete only then. A plan needs both.
 */
export class PlanRecord {
  readonly #resources = new Map<string, PlannedResource>();
  #plan: Plan | undefined;

  note(args: ResourceValidationArgs): void {
    this.#resources.set(args.urn, planned(args));
  }

  /** The resource alone, as a check on single resources sees it. */
  reader(args: ResourceValidationArgs): Reader {
    const resource = this.#resources.get(args.urn) ?? planned(args);
    return new Reader(resource, canonicalInputs(resource), "", undefined);
  }

  /** Call once per stack validation, before `plan` is read. */
  assemble(args: StackValidationArgs): void {
    this.#plan = new Plan(
      args.resources.flatMap((resource) => this.#wired(resource)),
      "engine",
    );
  }

  /** Undefined as long as nothing was assembled. */
  get plan(): Plan | undefined {
    return this.#plan;
  }

  /**
   * A resource that was not analysed in this run (one that is only read, for instance) stands in with its last known state.
   * Components have no such state that could be read as inputs, so an unseen one is left out.
   */
  #wired(resource: PolicyResource): PlannedResource[] {
    const base = this.#resources.get(resource.urn) ?? (resource.provider === undefined ? undefined : planned(resource));
    if (base === undefined) return [];
    return [
      {
        ...base,
        dependencies: resource.dependencies.map((dependency) => dependency.urn),
        propertyDependencies: Object.fromEntries(
          Object.entries(resource.propertyDependencies).map(([property, sources]) => [property, sources.map((source) => source.urn)]),
        ),
      },
    ];
  }
}

type Seen = Pick<ResourceValidationArgs, "urn" | "type" | "name" | "props" | "provider"> & { readonly opts: PolicyResourceOptions };

function planned({ urn, type, name, props, opts, provider }: Seen): PlannedResource {
  return {
    urn,
    type,
    name,
    // CrossGuard does not say which resources are components. Custom ones have a provider, or are one.
    custom: provider !== undefined || type.startsWith("pulumi:providers:"),
    protect: opts.protect,
    // Not among the options that CrossGuard shows.
    retainOnDelete: false,
    dependencies: [],
    propertyDependencies: {},
    inputs: markedInputs(props),
    ...(opts.parent === undefined ? {} : { parent: opts.parent }),
    ...(provider === undefined ? {} : { provider: `${provider.urn}::${UNKNOWN_ID}` }),
  };
}
