import type { Plan } from "./plan";
import type { Reader } from "./reader";

/** The planned resources of the types that take a property from this one, e.g. the flow logs whose `vpcId` is this VPC's. */
export function companions(plan: Plan, owner: Reader, property: string, ...types: readonly string[]): readonly Reader[] {
  return plan.ofType(...types).filter((reader) => reader.sources(property).includes(owner.urn));
}

/** The planned resources of the types from which a property of this one is taken. */
export function sourcesOf(plan: Plan, reader: Reader, property: string, ...types: readonly string[]): readonly Reader[] {
  const wanted = new Set(plan.ofType(...types));
  return reader.sources(property).flatMap((urn) => {
    const source = plan.get(urn);
    return source !== undefined && wanted.has(source) ? [source] : [];
  });
}
