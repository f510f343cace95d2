import { logArchiveChecks as checks } from "../../../policies/preview/log-archive";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { type Case, planned, table } from "./support";

const hidden = new Hidden("ciphertext");
const archive = (inputs: Inputs = {}) =>
  planned("aws:s3/bucket:Bucket", "archive", { bucket: "archive", tags: { purpose: "logs" }, ...inputs });
const other = planned("aws:s3/bucket:Bucket", "other", { bucket: "other" });
const lock = (retention: Value) =>
  planned("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "lock", {
    bucket: "archive",
    rule: { defaultRetention: retention },
  });
const lifecycle = (rules: Value) =>
  planned("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "lifecycle", { bucket: "archive", rules });
const trail = planned("aws:cloudtrail/trail:Trail", "trail", { s3BucketName: "other" });

table("log-archive-lockable", checks["log-archive-lockable"], [
  { it: "accepts a bucket that can lock", given: archive({ objectLockEnabled: true }), want: "pass" },
  { it: "refuses one that cannot, which is the default", given: archive(), want: "fail" },
  { it: "refuses one that is emptied with the stack", given: archive({ objectLockEnabled: true, forceDestroy: true }), want: "fail" },
  { it: "does not ask a bucket of something else", given: other, want: "not-applicable" },
  { it: "asks a bucket to which a trail writes", given: [other, trail], want: { other: "fail" } },
  { it: "defers an unknown switch", given: archive({ objectLockEnabled: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden switch", given: archive({ objectLockEnabled: hidden }), want: "not-evaluated" },
]);

const row = (it: string, retention: Value, want: string, parameters = {}): Case => ({
  it,
  given: [archive(), lock(retention)],
  settings: { parameters: { "lock.days": 2192, ...parameters } },
  want: { archive: want as never },
});

table("log-archive-locked", checks["log-archive-locked"], [
  row("accepts the time that logs live", { mode: "COMPLIANCE", days: 2192 }, "pass"),
  row("accepts years", { mode: "COMPLIANCE", years: 7 }, "pass"),
  row("refuses a day less", { mode: "COMPLIANCE", days: 2191 }, "fail"),
  row("refuses more than logs may live", { mode: "COMPLIANCE", days: 2558 }, "fail"),
  row("refuses a mode that can be taken off", { mode: "GOVERNANCE", days: 2192 }, "fail"),
  row("accepts it where the environment asks for no more", { mode: "GOVERNANCE", days: 1 }, "pass", {
    "lock.mode": "GOVERNANCE",
    "lock.days": 1,
  }),
  row("accepts the stricter mode there", { mode: "COMPLIANCE", days: 1 }, "pass", { "lock.mode": "GOVERNANCE", "lock.days": 1 }),
  row("asks for no longer than logs live", { mode: "COMPLIANCE", days: 731 }, "pass", { "log.retention.days": 731 }),
  row("refuses a lock without time", { mode: "COMPLIANCE" }, "fail"),
  row("defers an unknown retention", UNKNOWN, "deferred"),
  row("cannot read a hidden retention", hidden, "not-evaluated"),
  { it: "refuses an archive without lock", given: archive(), want: "fail" },
  { it: "does not ask a bucket of something else", given: other, want: "not-applicable" },
]);

const ends = (it: string, rules: Value, want: string): Case => ({
  it,
  given: [archive(), lifecycle(rules)],
  want: { archive: want as never },
});
const expiring = (days: Value) => [{ expiration: { days } }];
table("log-archive-retention-sufficient", checks["log-archive-retention-sufficient"], [
  ends("accepts the days that logs must live", expiring(2192) as never, "pass"),
  ends("accepts the most that they may live", expiring(2557) as never, "pass"),
  ends("refuses a day less", expiring(2191) as never, "fail"),
  ends("refuses a day too many", expiring(2558) as never, "fail"),
  ends("refuses rules without an end", [{ transitions: [] }] as never, "fail"),
  ends("refuses no rule", [], "fail"),
  ends("lets the earliest end decide", [...expiring(2192), ...expiring(30)] as never, "fail"),
  ends("defers unknown rules", UNKNOWN, "deferred"),
  ends("defers unknown days", expiring(UNKNOWN) as never, "deferred"),
  ends("cannot read hidden rules", hidden, "not-evaluated"),
  ends("takes no notice of a rule that is off", [{ status: "Disabled", expiration: { days: 2192 } }] as never, "fail"),
  { it: "refuses an archive without end", given: archive(), want: "fail" },
  ...["access-logs", "configuration"].map((purpose): Case => ({
    it: `asks a bucket of ${purpose} too`,
    given: archive({ tags: { purpose } }),
    want: "fail",
  })),
]);

const access = (targetBucket: Value, from = {}) =>
  planned("aws:s3/bucketLogging:BucketLogging", "logging", { bucket: "archive", targetBucket }, { from });
table("log-archive-access-logged", checks["log-archive-access-logged"], [
  {
    it: "accepts a target of the program",
    given: [archive(), access(UNKNOWN, { targetBucket: [other] }), other],
    want: { archive: "pass", other: "not-applicable" },
  },
  { it: "accepts a target by its name", given: [archive(), access("access-logs")], want: { archive: "pass" } },
  { it: "refuses an archive whose readers nobody sees", given: archive(), want: "fail" },
  { it: "defers a target of unknown origin", given: [archive(), access(UNKNOWN)], want: { archive: "deferred" } },
  { it: "cannot read a hidden target", given: [archive(), access(hidden)], want: { archive: "not-evaluated" } },
]);

const moved = (it: string, transition: Inputs, want: string): Case => ends(it, [{ transitions: [transition] }] as never, want);
table("log-archive-hot-sufficient", checks["log-archive-hot-sufficient"], [
  moved("accepts a class that can be read at once", { storageClass: "GLACIER_IR", days: 1 }, "pass"),
  moved("accepts old logs in a class that cannot", { storageClass: "DEEP_ARCHIVE", days: 120 }, "pass"),
  moved("refuses young ones there", { storageClass: "DEEP_ARCHIVE", days: 119 }, "fail"),
  moved("refuses no days, which is at once", { storageClass: "GLACIER" }, "fail"),
  moved("defers unknown days", { storageClass: "GLACIER", days: UNKNOWN }, "deferred"),
  moved("cannot read a hidden class", { storageClass: hidden, days: 1 }, "not-evaluated"),
  { it: "accepts logs that are never moved", given: archive(), want: "pass" },
  { it: "does not ask a bucket of something else", given: other, want: "not-applicable" },
]);

const protectedTrail = planned("aws:cloudtrail/trail:Trail", "trail", {}, { protect: true });
const openTrail = planned("aws:cloudtrail/trail:Trail", "trail");
const unprotected = { parameters: { "protect.required": false } };
table("audit-records-protected", checks["audit-records-protected"], [
  { it: "accepts a trail that is protected", given: protectedTrail, want: "pass" },
  { it: "refuses one that is not", given: openTrail, want: "fail" },
  { it: "refuses an archive that is not", given: archive(), want: "fail" },
  { it: "does not ask a bucket of something else", given: other, want: "not-applicable" },
  { it: "does not ask where the environment does not", given: openTrail, settings: unprotected, want: "not-applicable" },
  {
    it: "cannot judge without an environment",
    given: openTrail,
    settings: { parameters: { "protect.required": undefined } },
    want: "not-evaluated",
  },
]);
