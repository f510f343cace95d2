// eslint-disable-next-line @typescript-eslint/no-require-imports -- an `import` may be a copy, in which nothing can be replaced
import sdk = require("@pulumi/policy/deserialize");

type Deserialise = (properties: object, proxySecrets: boolean) => object;

/**
 * The SDK reads the inputs of a resource anew for each policy, and those of the whole stack anew for each policy that looks at it, which is
 * most of what a pack of hundreds of policies costs. No policy of this pack writes to what it is given, so one reading does for all.
 * Call once, before the pack starts.
 */
export function deserialiseOnce(module: { deserializeProperties: Deserialise } = sdk as never): void {
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
