import { onPart } from "./bucket-parts";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { numberOf } from "./tree";
import { type Verdict, all, demand, fail, pass } from "./verdict";

const lifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

/** Between how many days objects have to expire, with the parameters' names for the messages. */
export interface ExpiryLimits {
  readonly least?: number;
  readonly leastFrom?: string;
  readonly most?: number | undefined;
  readonly mostFrom?: string;
}

/** What `decide` says of the lifecycle rules of a bucket, wherever they are written. A rule that is off does nothing. */
export const onLifecycle = (bucket: Reader, plan: Plan, decide: (rules: readonly Reader[]) => Verdict, missing: Verdict): Verdict => {
  const on = (reader: Reader, path: string): Verdict => {
    const rules = reader.items(path);
    if (!Array.isArray(rules)) return all(...reader.every(path, () => pass));
    return decide((rules as readonly Reader[]).filter((rule) => rule.read("status") !== "Disabled" && rule.read("enabled") !== false));
  };
  return onPart(bucket, plan, lifecycleType, {
    part: (part) => on(part, "rules"),
    inline: () => (bucket.read("lifecycleRules") === undefined ? undefined : on(bucket, "lifecycleRules")),
    missing,
  });
};

/** Whether the objects of a bucket end, neither too early nor too late. The earliest end of a rule that holds for an object decides. */
export function objectsExpire(bucket: Reader, plan: Plan, limits: ExpiryLimits): Verdict {
  const missing = fail("objects are kept for ever; add a rule with expiration.days to a BucketLifecycleConfiguration");
  const judge = (rule: Reader): Verdict =>
    rule.inspect("expiration.days", (value) => {
      const days = numberOf(value);
      if (days === undefined) return pass;
      if (days < (limits.least ?? 1)) return fail(`objects expire too early; raise expiration.days to ${limits.leastFrom ?? "1"}`);
      return demand(
        days <= (limits.most ?? Infinity),
        `objects are kept longer than allowed; lower expiration.days to ${limits.mostFrom ?? "the limit"} or less`,
      );
    });
  const ends = (rules: readonly Reader[]): boolean => rules.some((rule) => rule.read("expiration.days") !== undefined);
  return onLifecycle(bucket, plan, (rules) => all(...rules.map(judge), ends(rules) ? pass : missing), missing);
}
