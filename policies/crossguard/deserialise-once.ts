import { createRequire } from "node:module";

interface Deserialiser {
  deserializeProperties: (properties: object, proxySecrets: boolean) => object;
}

/** The SDK's own module: what an `import` gives may be a copy, in which nothing can be replaced. */
const sdk = (): Deserialiser => createRequire(__filename)("@pulumi/policy/deserialize") as Deserialiser;

/**
 * The SDK reads the inputs of a resource anew for each policy, and those of the whole stack anew for each policy that looks at it, a
 * fifth of what this pack costs on our production (docs/performance.md). No policy of this pack writes to what it is given, so one reading does
 * for all. Call once, before the pack starts.
 */
export function deserialiseOnce(module: Deserialiser = sdk()): void {
  const original = module.deserializeProperties;
  const read = new WeakMap<object, object>();
  module.deserializeProperties = (properties, proxySecrets) => {
    // A remediation gets what it may change.
    if (proxySecrets) return original(properties, proxySecrets);
    const known = read.get(properties) ?? original(properties, false);
    read.set(properties, known);
    return known;
  };
}
