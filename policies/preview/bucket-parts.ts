import { obscured } from "./obscured";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { type Verdict, worst } from "./verdict";

export const bucketType = "aws:s3/bucket:Bucket";

/** The resources of a type that say something of this bucket: they take its name from it, or name it by the same text. */
export function partsOf(bucket: Reader, plan: Plan, type: string): readonly Reader[] {
  const name = bucket.read("bucket");
  return plan
    .ofType(type)
    .filter((part) => part.sources("bucket").includes(bucket.urn) || (typeof name === "string" && part.read("bucket") === name));
}

/**
 * What is decided of each part of a type; `inline` decides instead where the bucket says it itself, and `missing` where nobody does. A
 * part of a bucket that is not known may be the one that is missing.
 */
export function onPart(
  bucket: Reader,
  plan: Plan,
  type: string,
  rules: { readonly part: (part: Reader) => Verdict; readonly inline?: () => Verdict | undefined; readonly missing: Verdict },
): Verdict {
  const parts = partsOf(bucket, plan, type);
  if (parts.length > 0) return worst(parts.map(rules.part));
  const said = rules.inline?.();
  if (said !== undefined) return said;
  const loose = plan.ofType(type).filter((part) => part.sources("bucket").length === 0);
  return obscured(loose, "bucket") ?? (loose.length > 0 ? obscured([bucket], "bucket") : undefined) ?? rules.missing;
}
