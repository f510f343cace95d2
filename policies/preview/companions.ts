import { obscured } from "./obscured";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { type Verdict, worst } from "./verdict";

/** The planned resources of the types that take a property from this one, e.g. the flow logs whose `vpcId` is this VPC's. */
export function companions(plan: Plan, owner: Reader, property: string, ...types: readonly string[]): readonly Reader[] {
  return plan.ofType(...types).filter((reader) => reader.sources(property).includes(owner.urn));
}

/**
 * What `decide` says of the companions of a type. Without any it is `missing`, unless the property of some other is not known or cannot be seen: that one
 * may be it.
 */
export function onCompanions(
  plan: Plan,
  owner: Reader,
  { property, type }: { readonly property: string; readonly type: string },
  decide: (companion: Reader) => Verdict,
  missing: Verdict,
): Verdict {
  const found = companions(plan, owner, property, type);
  if (found.length > 0) return worst(found.map(decide));
  const loose = plan.ofType(type).filter((one) => one.sources(property).length === 0);
  return obscured(loose, property) ?? missing;
}

/** The planned resources of the types from which a property of this one is taken. */
export function sourcesOf(plan: Plan, reader: Reader, property: string, ...types: readonly string[]): readonly Reader[] {
  const wanted = new Set(plan.ofType(...types));
  return reader.sources(property).flatMap((urn) => {
    const source = plan.get(urn);
    return source !== undefined && wanted.has(source) ? [source] : [];
  });
}
