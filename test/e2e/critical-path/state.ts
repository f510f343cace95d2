import type { Resource, Wait } from "./schedule";

/** What `pulumi stack export` writes, as far as the order of creation needs it. */
interface Exported {
  readonly deployment: { readonly resources: readonly ExportedResource[] };
}

interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly parent?: string;
  /** URN and id of the provider, with `::` between them. */
  readonly provider?: string;
  readonly dependencies?: readonly string[] | null;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>> | null;
}

/**
 * The resources of an exported state, with everything that each of them waited for. In the order of their names, because a state's own
 * order changes from run to run and decides which of two equally long chains is told.
 */
export function resourcesOf(state: unknown): readonly Resource[] {
  const resources = (state as Exported).deployment.resources.map(resourceOf);
  return resources.sort((a, b) => a.urn.localeCompare(b.urn));
}

function resourceOf(exported: ExportedResource): Resource {
  const { urn, type, parent, provider } = exported;
  const needed = new Set(Object.values(exported.propertyDependencies ?? {}).flatMap((urns) => urns ?? []));
  const told = (exported.dependencies ?? []).filter((on) => !needed.has(on)).sort();
  const waits: Wait[] = [
    ...[...needed].sort().map((on): Wait => ({ urn: on, kind: "property" })),
    ...told.map((on): Wait => ({ urn: on, kind: "dependency" })),
    ...(parent === undefined ? [] : [{ urn: parent, kind: "parent" } as const]),
    // An empty reference belongs to components, which have no provider.
    ...(provider === undefined || provider === ""
      ? []
      : [{ urn: provider.slice(0, provider.lastIndexOf("::")), kind: "provider" } as const]),
  ];
  return { urn, type, component: !exported.custom, ...(parent === undefined ? {} : { parent }), waits };
}
