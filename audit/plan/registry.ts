import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { PlannedResource } from "../../policies/preview/plan";
import type { Inputs } from "../../policies/preview/tree";
import { UserError } from "../user-error";
import { sourcePosition } from "./source-position";
import { fromStruct } from "./struct";
import { isProviderType } from "./urn";
import { hasUnknown, toInputs } from "./values";

/** What the engine remembers of a resource that others may refer to. */
interface Entry {
  readonly parent: string;
  /** Package -> `urn::id` of the provider that children without one of their own use. */
  readonly providers: ReadonlyMap<string, string>;
}

/** The resources of one run, in the order of registration. */
export class Registry {
  readonly resources: PlannedResource[] = [];
  readonly remoteComponents: string[] = [];
  readonly #entries = new Map<string, Entry>();
  readonly #byUrn = new Map<string, PlannedResource>();

  /** Takes a URN, for a resource of the plan or one that is only read. Throws a UserError when it is taken. */
  claim(urn: string, parent: string, providers: ReadonlyMap<string, string> = new Map()): void {
    if (this.#entries.has(urn)) {
      throw new UserError(`two resources have the URN ${urn}: give one of them another name or another parent`);
    }
    this.#entries.set(urn, { parent, providers: new Map([...(this.#entries.get(parent)?.providers ?? []), ...providers]) });
  }

  add(resource: PlannedResource): void {
    this.resources.push(resource);
    this.#byUrn.set(resource.urn, resource);
  }

  /** URNs from a resource's parent up to the stack. */
  *lineage(parent: string): Iterable<string> {
    for (let urn = parent; urn !== ""; urn = this.#entries.get(urn)?.parent ?? "") yield urn;
  }

  find(urn: string): PlannedResource | undefined {
    return this.#byUrn.get(urn);
  }

  /** Provider that a component hands down to children of a package. */
  inherited(parent: string, packageName: string): string {
    return this.#entries.get(parent)?.providers.get(packageName) ?? "";
  }

  /** Whether a provider's configuration is not known before the update: then it is not asked, and its resources have no outputs yet. */
  isUnconfigured(provider: string): boolean {
    return hasUnknown(this.find(provider.slice(0, provider.lastIndexOf("::")))?.inputs);
  }
}

/** As the engine, adds to an explicit provider which plugin it needs. */
export function inputsOf(request: RegisterResourceRequest): Inputs {
  const inputs = toInputs(fromStruct(request.getObject()));
  if (!isProviderType(request.getType())) return inputs;
  return { ...inputs, ...pluginInputs(request.getVersion(), request.getPlugindownloadurl()) };
}

export function pluginInputs(version: string, downloadUrl: string): Inputs {
  return { ...(version === "" ? {} : { version }), ...(downloadUrl === "" ? {} : { pluginDownloadURL: downloadUrl }) };
}

export interface Placement {
  readonly urn: string;
  readonly provider: string;
  readonly programDirectory: string;
}

/** The plan's view of a request whose transforms have run. */
export function plannedResource(request: RegisterResourceRequest, inputs: Inputs, placement: Placement): PlannedResource {
  const parent = request.getParent();
  const position = sourcePosition(request, placement.programDirectory);
  return {
    urn: placement.urn,
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    ...(parent === "" ? {} : { parent }),
    dependencies: request.getDependenciesList(),
    propertyDependencies: propertyDependencies(request),
    ...(placement.provider === "" ? {} : { provider: placement.provider }),
    inputs,
    ...(position === undefined ? {} : { sourcePosition: position }),
  };
}

function propertyDependencies(request: RegisterResourceRequest): { [property: string]: readonly string[] } {
  const result: { [property: string]: readonly string[] } = {};
  request.getPropertydependenciesMap().forEach((dependencies, property) => {
    const urns = dependencies.getUrnsList();
    if (urns.length > 0) result[property] = urns;
  });
  return result;
}
