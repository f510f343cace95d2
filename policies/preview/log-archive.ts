import type { Settings } from "../settings";
import { bucketType, onPart } from "./bucket-parts";
import { holdsLogs } from "./bucket-purposes";
import { type PreviewCheck, onEachInPlan } from "./check";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { isTrue, numberOf } from "./tree";
import { type Verdict, all, demand, fail, notApplicable, pass } from "./verdict";

const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const loggingType = "aws:s3/bucketLogging:BucketLogging";
const lifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

const onArchives = (decide: (bucket: Reader, plan: Plan, settings: Settings) => Verdict): PreviewCheck =>
  onEachInPlan(bucketType, (bucket, plan, settings) => (holdsLogs(bucket, plan) ? decide(bucket, plan, settings) : notApplicable));

/** Object Lock can be turned on only with the bucket. */
const lockable = (bucket: Reader): Verdict =>
  all(
    bucket.expect(
      "objectLockEnabled",
      isTrue,
      "logs can be deleted before their time; set objectLockEnabled to true when the bucket is made",
    ),
    bucket.expect("forceDestroy", (value) => !isTrue(value), "the bucket is emptied when it is destroyed; remove forceDestroy"),
  );

/** COMPLIANCE is the stricter mode, and does where GOVERNANCE is asked for. */
function locked(bucket: Reader, plan: Plan, { parameters }: Settings): Verdict {
  const least = Math.min(parameters["lock.days"], parameters["log.retention.days"]);
  const most = parameters["log.retention.max.days"] ?? Infinity;
  const missing = fail("new logs are not locked; add a BucketObjectLockConfiguration with a default retention");
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
          if (days < least) return fail("logs are locked for too short; raise days to the smaller of lock.days and log.retention.days");
          return demand(days <= most, "logs are locked for longer than they may be kept; lower days to log.retention.max.days or less");
        }),
      ),
    );
  return onPart(bucket, plan, lockType, {
    part: (part) => decide(part, "rule.defaultRetention"),
    inline: () =>
      bucket.read("objectLockConfiguration.rule") === undefined
        ? undefined
        : decide(bucket, "objectLockConfiguration.rule.defaultRetention"),
    missing,
  });
}

/** The earliest end of a rule that holds for every object decides. */
function ends(bucket: Reader, plan: Plan, { parameters }: Settings): Verdict {
  const least = parameters["log.retention.days"];
  const most = parameters["log.retention.max.days"] ?? Infinity;
  const missing = fail("logs are kept for ever; add a rule with expiration.days to a BucketLifecycleConfiguration");
  const judge = (rule: Reader): Verdict =>
    rule.inspect("expiration.days", (value) => {
      const days = numberOf(value);
      if (days === undefined) return pass;
      if (days < least) return fail("logs expire too early; raise expiration.days to log.retention.days");
      return demand(days <= most, "logs are kept longer than allowed; lower expiration.days to log.retention.max.days or less");
    });
  const hasEnd = (rules: readonly Reader[]): boolean => rules.some((rule) => rule.read("expiration.days") !== undefined);
  const decide = (reader: Reader, path: string): Verdict => {
    const rules = reader.items(path);
    return all(...reader.every(path, judge, missing), Array.isArray(rules) && !hasEnd(rules as readonly Reader[]) ? missing : pass);
  };
  return onPart(bucket, plan, lifecycleType, {
    part: (part) => decide(part, "rules"),
    inline: () => (bucket.read("lifecycleRules") === undefined ? undefined : decide(bucket, "lifecycleRules")),
    missing,
  });
}

/** Who reads logs is recorded too (PCI DSS 10.2.1.3); the bucket that records has another purpose. */
const accessLogged = (bucket: Reader, plan: Plan): Verdict => {
  const missing = fail("nobody sees who reads logs; add a BucketLogging with a target bucket");
  return onPart(bucket, plan, loggingType, {
    part: (part) =>
      part.comesFrom("targetBucket", bucketType)
        ? pass
        : part.expect("targetBucket", (value) => typeof value === "string" && value !== "", "access is recorded nowhere; set targetBucket"),
    inline: () => (bucket.read("logging") === undefined ? undefined : bucket.expect("logging", () => true, "")),
    missing,
  });
};

export const logArchiveChecks = {
  "log-archive-lockable": onArchives(lockable),
  "log-archive-locked": onArchives(locked),
  "log-archive-retention-sufficient": onArchives(ends),
  "log-archive-access-logged": onArchives(accessLogged),
} as const satisfies Record<string, PreviewCheck>;
