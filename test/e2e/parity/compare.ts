import { isDefaultProvider } from "../../../audit/plan/default-providers";
import { type Comparable, type Plain, SECRET_MARK, UNKNOWN_MARK } from "./resource";

/*
 * What differs although both are right, and why; everything else must be equal.
 * - Default providers: `pulumi preview --json` leaves out what the engine makes by itself; references to them are compared.
 * - Children of remote components, and dependencies on them: only the plugin knows what it makes.
 * - Whether an output of a remote component is secret: only the plugin knows; that it is not known yet is compared.
 * - References to resources: the JSON writes the URN where a pack is given the id, which a planned resource does not have yet.
 * - `__internal` and `__defaults` of a provider: notes of engine and SDK.
 */

/** Places of which the offline engine must say "unknown", because only an account or another stack can answer: `<name of the resource> <path>`. */
export type LiveAnswers = readonly string[];

export interface Both {
  readonly engine: readonly Comparable[];
  readonly offline: readonly Comparable[];
}

/** Both plans in the form in which they must be equal. */
export function normalised({ engine, offline }: Both, remoteComponents: readonly string[], answers: LiveAnswers = []): Both {
  const planned = new Set(engine.filter(({ custom }) => custom).map(({ urn }) => urn));
  const children = descendants(engine, remoteComponents);
  const remote = new Set(remoteComponents);
  return {
    engine: engine
      .filter(({ urn }) => !children.has(urn))
      .map((resource) => withoutDependencies(resource, children))
      .map((resource) => (remote.has(resource.urn) ? withoutReferences(resource, planned) : resource))
      .map(withoutNotes)
      .map((resource) => withoutAnswers(resource, answers))
      .map((resource) => withoutSecrecyOf(resource, remote)),
    offline: offline
      .filter((resource) => !isDefaultProvider({ type: resource.type, name: nameIn(resource) }))
      .map((resource) => withoutSecrecyOf(resource, remote)),
  };
}

function withoutSecrecyOf(resource: Comparable, remote: ReadonlySet<string>): Comparable {
  const from = new Set(
    Object.entries(resource.propertyDependencies).flatMap(([key, urns]) => (urns.some((urn) => remote.has(urn)) ? [key] : [])),
  );
  return changed(resource, (value, [top = ""]) => (value === SECRET_MARK && from.has(top) ? UNKNOWN_MARK : value));
}

const nameIn = ({ urn }: Comparable): string => urn.split("::").slice(3).join("::");

function descendants(resources: readonly Comparable[], ancestors: readonly string[]): ReadonlySet<string> {
  const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
  const below = ({ parent }: Comparable): boolean => {
    for (let urn: string | undefined = parent; urn !== undefined; urn = parents.get(urn)) if (ancestors.includes(urn)) return true;
    return false;
  };
  return new Set(resources.filter(below).map(({ urn }) => urn));
}

function withoutDependencies(resource: Comparable, left: ReadonlySet<string>): Comparable {
  const kept = (urns: readonly string[]): readonly string[] => urns.filter((urn) => !left.has(urn));
  const byProperty = Object.entries(resource.propertyDependencies).map(([property, urns]) => [property, kept(urns)] as const);
  return {
    ...resource,
    dependencies: kept(resource.dependencies),
    propertyDependencies: Object.fromEntries(byProperty.filter(([, urns]) => urns.length > 0)),
  };
}

type Path = readonly string[];

function withoutReferences(resource: Comparable, planned: ReadonlySet<string>): Comparable {
  return changed(resource, (value) => (typeof value === "string" && planned.has(value) ? UNKNOWN_MARK : value));
}

function withoutNotes(resource: Comparable): Comparable {
  if (!resource.type.startsWith("pulumi:providers:")) return resource;
  const inputs = Object.entries(resource.inputs).filter(([key]) => key !== "__internal" && key !== "__defaults");
  return { ...resource, inputs: Object.fromEntries(inputs) };
}

function withoutAnswers(resource: Comparable, answers: LiveAnswers): Comparable {
  return changed(resource, (value, path) => (answers.includes(`${nameIn(resource)} ${path.join(".")}`) ? UNKNOWN_MARK : value));
}

function changed(resource: Comparable, change: (value: Plain, path: Path) => Plain): Comparable {
  return { ...resource, inputs: changedObject(resource.inputs, [], change) };
}

function changedObject(
  object: { readonly [key: string]: Plain },
  path: Path,
  change: (value: Plain, path: Path) => Plain,
): { readonly [key: string]: Plain } {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, changedValue(value, [...path, key], change)]));
}

function changedValue(value: Plain, path: Path, change: (value: Plain, path: Path) => Plain): Plain {
  if (typeof value !== "object" || value === null) return change(value, path);
  if (Array.isArray(value)) return (value as readonly Plain[]).map((item, index) => changedValue(item, [...path, String(index)], change));
  return changedObject(value as { readonly [key: string]: Plain }, path, change);
}
