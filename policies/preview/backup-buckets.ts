import type { Settings } from "../settings";
import { bucketType } from "./bucket-parts";
import { onLifecycle, objectsExpire } from "./bucket-expiry";
import { onBucketPolicies } from "./bucket-policies";
import { holdsRecords } from "./bucket-purposes";
import { type PreviewCheck, onEachInPlan } from "./check";
import { type Statement, takesIn } from "./iam-document";
import { lockedByDefault } from "./object-lock";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { replicationType } from "./replication";
import { isTrue, numberOf } from "./tree";
import { type Verdict, all, anyOf, demand, fail, notApplicable } from "./verdict";

/** What a bucket holds is in its tag `purpose`. */
const onPurpose = (purposes: readonly string[], decide: (bucket: Reader, plan: Plan, settings: Settings) => Verdict): PreviewCheck =>
  onEachInPlan(bucketType, (bucket, plan, settings) =>
    bucket.inspect("tags.purpose", (value) => (purposes.some((one) => one === value) ? decide(bucket, plan, settings) : notApplicable)),
  );

const backupsLocked = (bucket: Reader, plan: Plan, settings: Settings): Verdict => {
  const { parameters } = settings;
  const limits = {
    least: Math.min(parameters["lock.days"], parameters["backup.lock.days"]),
    leastFrom: "the smaller of lock.days and backup.lock.days",
    most: parameters["data.retention.max.days"],
    mostFrom: "data.retention.max.days",
  };
  return lockedByDefault(bucket, plan, limits, settings);
};

/** Backups are written where they can be deleted, so that a copy has to be where they cannot. */
const copied = (bucket: Reader, plan: Plan): Verdict => {
  const replications = plan.ofType(replicationType).filter((one) => one.sources("bucket").includes(bucket.urn));
  return anyOf(
    replications.map((replication) => {
      const targets = replication.sources("rules").flatMap((urn) => plan.get(urn) ?? []);
      return all(
        anyOf(
          replication.every(
            "rules",
            (rule) =>
              all(
                rule.expect("status", (status) => status === "Enabled", ""),
                rule.expect("filter.prefix", (prefix) => prefix === undefined || prefix === "", ""),
                rule.expect("filter.tag", (tag) => tag === undefined, ""),
                rule.expect("filter.and", (and) => and === undefined, ""),
              ),
            fail(""),
          ),
          "",
        ),
        anyOf(
          targets.filter(({ type }) => type === bucketType).map((target) => target.expect("objectLockEnabled", isTrue, "")),
          "",
        ),
      );
    }),
    "no copy of these backups is kept from being deleted; add a BucketReplicationConfig to a bucket with Object Lock",
  );
};

const evidenceLocked = (bucket: Reader, plan: Plan, settings: Settings): Verdict => {
  const { parameters } = settings;
  const limits = {
    least: Math.min(parameters["lock.days"], parameters["evidence.retention.days"]),
    leastFrom: "the smaller of lock.days and evidence.retention.days",
  };
  return lockedByDefault(bucket, plan, limits, settings);
};

/** Tells who is meant; any other condition leaves a way open. */
const principalKeys = new Set(["aws:principalarn", "aws:userid", "aws:principalaccount"]);

const undoing = ["s3:BypassGovernanceRetention", "s3:PutBucketVersioning", "s3:DeleteObjectVersion"];

/** Whoever takes over the identity that writes backups must not be able to destroy them. */
const unbypassed = (statements: readonly Statement[]): Verdict => {
  const denials = statements.filter(({ allow, conditions }) => !allow && conditions.every(({ key }) => principalKeys.has(key)));
  const open = undoing.filter((action) => !denials.some((statement) => takesIn(statement, action)));
  return demand(
    open.length === 0,
    "whoever writes backups can destroy them; deny s3:BypassGovernanceRetention, s3:PutBucketVersioning and s3:DeleteObjectVersion",
  );
};

/** Velero deletes what has had its time; this is what ends the rest. */
const backupsEnd = (bucket: Reader, plan: Plan, { parameters }: Settings): Verdict => {
  const missing = fail("backups that nothing deletes are kept for ever; add noncurrentVersionExpiration beside expiration.days");
  return all(
    objectsExpire(bucket, plan, {
      least: parameters["backup.retention.days"],
      leastFrom: "backup.retention.days",
      most: parameters["data.retention.max.days"],
      mostFrom: "data.retention.max.days",
    }),
    onLifecycle(
      bucket,
      plan,
      (rules) =>
        rules.some((rule) => (numberOf(rule.read("noncurrentVersionExpiration.noncurrentDays")) ?? 0) > 0)
          ? all(...rules.map((rule) => rule.expect("noncurrentVersionExpiration.noncurrentDays", () => true, "")))
          : missing,
      missing,
    ),
  );
};

/** Classes of data about people, as the platform's tag `data-classification` names them. */
const personal = ["phi", "cardholder", "personal"];

/** What audit records may live for is in parameters of their own. Several classes are written with blanks between them. */
const dataEnds = (bucket: Reader, plan: Plan, { parameters }: Settings): Verdict =>
  bucket.inspect('tags["data-classification"]', (value) => {
    const classes = typeof value === "string" ? value.split(" ") : [];
    if (!classes.some((one) => personal.includes(one)) || holdsRecords(bucket, plan)) return notApplicable;
    return objectsExpire(bucket, plan, { most: parameters["data.retention.max.days"], mostFrom: "data.retention.max.days" });
  });

export const backupBucketChecks = {
  "backup-bucket-locked": onPurpose(["backups"], backupsLocked),
  "live-backup-bucket-copied": onPurpose(["live-backups"], copied),
  "backup-bucket-lock-not-bypassed": onPurpose(["backups", "live-backups"], (bucket, plan) =>
    onBucketPolicies(bucket, plan, unbypassed, fail("whoever writes backups can destroy them; add a BucketPolicy that denies it")),
  ),
  "backup-bucket-retention-bounded": onPurpose(["backups", "live-backups"], backupsEnd),
  "evidence-bucket-locked": onPurpose(["evidence"], evidenceLocked),
  "personal-data-expires": onEachInPlan(bucketType, dataEnds),
} as const satisfies Record<string, PreviewCheck>;
