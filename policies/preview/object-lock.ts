import type { Settings } from "../settings";
import { onPart } from "./bucket-parts";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { numberOf } from "./tree";
import { type Verdict, all, demand, fail } from "./verdict";

const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";

/** How long new objects have to be locked, in days, with the parameter's name for the message. */
export interface LockLimits {
  readonly least: number;
  readonly leastFrom: string;
  readonly most?: number | undefined;
  readonly mostFrom?: string;
}

/** Whether every new object of a bucket is locked. COMPLIANCE is the stricter mode, and does where GOVERNANCE is asked for. */
export function lockedByDefault(bucket: Reader, plan: Plan, limits: LockLimits, { parameters }: Settings): Verdict {
  const most = limits.most ?? Infinity;
  const decide = (reader: Reader, at: string): Verdict =>
    all(
      reader.expect(
        `${at}.mode`,
        (mode) => mode === "COMPLIANCE" || (mode === "GOVERNANCE" && parameters["lock.mode"] === "GOVERNANCE"),
        "somebody with the right can take the lock off; set its mode to the resolved lock.mode",
      ),
      reader.inspect(`${at}.days`, (inDays) =>
        reader.inspect(`${at}.years`, (inYears) => {
          const days = numberOf(inDays) ?? 365 * (numberOf(inYears) ?? 0);
          if (days < limits.least) return fail(`new objects are locked for too short; raise days to ${limits.leastFrom}`);
          return demand(
            days <= most,
            `new objects are locked for longer than they may be kept; lower days to ${limits.mostFrom ?? "the limit"} or less`,
          );
        }),
      ),
    );
  return onPart(bucket, plan, lockType, {
    part: (part) => decide(part, "rule.defaultRetention"),
    inline: () =>
      bucket.read("objectLockConfiguration.rule") === undefined
        ? undefined
        : decide(bucket, "objectLockConfiguration.rule.defaultRetention"),
    missing: fail("new objects are not locked; add a BucketObjectLockConfiguration with a default retention"),
  });
}
