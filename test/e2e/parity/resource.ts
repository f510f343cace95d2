/** A planned resource as both engines tell of it, in plain data that `assert.deepEqual` compares. */
export interface Comparable {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly parent: string;
  readonly provider: string;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly inputs: { readonly [key: string]: Plain };
}

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** Stand for what has no value yet, for what is secret, and for what neither side reads. */
export const UNKNOWN_MARK = "<unknown>";
export const SECRET_MARK = "<secret>";
export const ASSET_MARK = "<asset>";

export const sorted = (urns: readonly string[]): readonly string[] => [...new Set(urns)].sort();

/** Properties that depend on nothing are left out: the SDK names some of them and leaves out others. */
export function dependentProperties(all: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, urns]) => urns.length > 0)
      .map(([property, urns]) => [property, sorted(urns)]),
  );
}
