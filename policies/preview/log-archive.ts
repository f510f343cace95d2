import type { Settings } from "../settings";
import { bucketType, onPart } from "./bucket-parts";
import { onLifecycle, objectsExpire } from "./bucket-expiry";
import { holdsLogs, holdsRecords } from "./bucket-purposes";
import { type PreviewCheck, onEachInPlan } from "./check";
import { lockedByDefault } from "./object-lock";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { isTrue, numberOf } from "./tree";
import { type Verdict, all, demand, fail, notApplicable, notEvaluated, pass } from "./verdict";

const trailType = "aws:cloudtrail/trail:Trail";
const loggingType = "aws:s3/bucketLogging:BucketLogging";

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

const locked = (bucket: Reader, plan: Plan, settings: Settings): Verdict => {
  const { parameters } = settings;
  const limits = {
    least: Math.min(parameters["lock.days"], parameters["log.retention.days"]),
    leastFrom: "the smaller of lock.days and log.retention.days",
    most: parameters["log.retention.max.days"],
    mostFrom: "log.retention.max.days",
  };
  return lockedByDefault(bucket, plan, limits, settings);
};

const ends = (bucket: Reader, plan: Plan, { parameters }: Settings): Verdict =>
  objectsExpire(bucket, plan, {
    least: parameters["log.retention.days"],
    leastFrom: "log.retention.days",
    most: parameters["log.retention.max.days"],
    mostFrom: "log.retention.max.days",
  });

/** Storage classes from which objects have to be restored before anybody can read them (S3 user guide, "Understanding S3 Glacier"). */
const cold = ["GLACIER", "DEEP_ARCHIVE"];

/** PCI DSS 10.5.1: the last three months can be looked at at once. */
const hot = (bucket: Reader, plan: Plan, { parameters }: Settings): Verdict =>
  onLifecycle(
    bucket,
    plan,
    (rules) =>
      all(
        pass,
        ...rules.flatMap((rule) =>
          rule.every("transitions", (transition) =>
            transition.inspect("storageClass", (to) =>
              typeof to === "string" && cold.includes(to)
                ? transition.expect(
                    "days",
                    (days) => (numberOf(days) ?? 0) >= parameters["log.hot.days"],
                    "young logs have to be restored before anybody can read them; raise days to log.hot.days, or use GLACIER_IR",
                  )
                : pass,
            ),
          ),
        ),
      ),
    pass,
  );

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

/** Production's records go only when somebody says so in the program first. */
const kept = (resource: Reader, plan: Plan, { parameters }: Settings): Verdict => {
  if (resource.type === bucketType && !holdsRecords(resource, plan)) return notApplicable;
  const required = parameters["protect.required"];
  if (required === undefined) return notEvaluated("nobody said which environment this is: set compliant-eks:platform.environment");
  return required
    ? demand(resource.resource.protect, "an update can delete what records; set the resource option protect: true")
    : notApplicable;
};

export const logArchiveChecks = {
  "log-archive-lockable": onArchives(lockable),
  "log-archive-locked": onArchives(locked),
  "log-archive-retention-sufficient": onEachInPlan(bucketType, (bucket, plan, settings) =>
    holdsRecords(bucket, plan) ? ends(bucket, plan, settings) : notApplicable,
  ),
  "log-archive-hot-sufficient": onArchives(hot),
  "log-archive-access-logged": onArchives(accessLogged),
  "audit-records-protected": onEachInPlan([bucketType, trailType], kept),
} as const satisfies Record<string, PreviewCheck>;
