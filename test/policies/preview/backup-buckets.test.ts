import { backupBucketChecks as checks } from "../../../policies/preview/backup-buckets";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { type Case, planned, table } from "./support";

const bucket = (tags: Inputs) => planned("aws:s3/bucket:Bucket", "bucket", { bucket: "bucket", tags });
const part = (type: string, inputs: Inputs) => planned(`aws:s3/${type}`, "part", { bucket: "bucket", ...inputs });
const lock = (defaultRetention: Inputs[string]) =>
  part("bucketObjectLockConfiguration:BucketObjectLockConfiguration", { rule: { defaultRetention } });
const lifecycle = (...rules: readonly Inputs[]) => part("bucketLifecycleConfiguration:BucketLifecycleConfiguration", { rules });
const policy = (...statements: readonly object[]) =>
  part("bucketPolicy:BucketPolicy", { policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) });
const row = (tags: Inputs, it: string, given: readonly Case["given"][], want: string, settings?: Case["settings"]): Case => ({
  it,
  given: [bucket(tags), ...given.flat()],
  want: { bucket: want as never },
  ...(settings === undefined ? {} : { settings }),
});
const backups = row.bind(undefined, { purpose: "backups" });
const evidence = row.bind(undefined, { purpose: "evidence" });
const looser = { parameters: { "lock.mode": "GOVERNANCE", "lock.days": 1 } } as const;

table("backup-bucket-locked", checks["backup-bucket-locked"], [
  backups("accepts the lock", [lock({ mode: "COMPLIANCE", days: 35 })], "pass"),
  backups("accepts years", [lock({ mode: "COMPLIANCE", years: 1 })], "pass"),
  backups("refuses a lock that somebody can take off", [lock({ mode: "GOVERNANCE", days: 35 })], "fail"),
  backups("accepts it where the environment asks for no more", [lock({ mode: "GOVERNANCE", days: 1 })], "pass", looser),
  backups("refuses a lock that is too short", [lock({ mode: "COMPLIANCE", days: 34 })], "fail"),
  backups("refuses a lock that outlives the data", [lock({ mode: "COMPLIANCE", days: 100 })], "fail", {
    parameters: { "data.retention.max.days": 90 },
  }),
  backups("refuses none", [], "fail"),
  backups("defers an unknown mode", [lock({ mode: UNKNOWN, days: 35 })], "deferred"),
  backups("cannot read a hidden mode", [lock({ mode: new Hidden("ciphertext"), days: 35 })], "not-evaluated"),
  row({ purpose: "web" }, "does not ask a bucket of something else", [], "not-applicable"),
  { it: "defers an unknown purpose", given: bucket({ purpose: UNKNOWN }), want: "deferred" },
]);

const live = planned("aws:s3/bucket:Bucket", "live", { tags: { purpose: "live-backups" } });
const copies = (objectLockEnabled: Inputs[string]) => planned("aws:s3/bucket:Bucket", "copies", { objectLockEnabled });
const copying = (rule: Inputs, to: ReturnType<typeof copies>, from = live) =>
  planned(
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    "copying",
    { bucket: UNKNOWN, rules: [rule] },
    { from: { bucket: [from], rules: [to] } },
  );
const locked = copies(true);
const copied = (it: string, given: readonly ReturnType<typeof planned>[], want: string): Case => ({
  it,
  given,
  want: Object.fromEntries(
    given.filter(({ type }) => type === live.type).map(({ name }) => [name, name === "live" ? want : "not-applicable"]),
  ) as never,
});
table("live-backup-bucket-copied", checks["live-backup-bucket-copied"], [
  copied("accepts a copy of everything in a bucket with a lock", [live, locked, copying({ status: "Enabled" }, locked)], "pass"),
  copied("refuses a copy without a lock", [live, copies(false), copying({ status: "Enabled" }, copies(false))], "fail"),
  copied("refuses copying that is off", [live, locked, copying({ status: "Disabled" }, locked)], "fail"),
  copied("refuses a copy of a part", [live, locked, copying({ status: "Enabled", filter: { prefix: "some/" } }, locked)], "fail"),
  copied("refuses none", [live], "fail"),
  copied("refuses copying of another bucket", [live, locked, copying({ status: "Enabled" }, locked, locked)], "fail"),
  copied("defers copying that may be off", [live, locked, copying({ status: UNKNOWN }, locked)], "deferred"),
  copied("defers a lock that may be missing", [live, copies(UNKNOWN), copying({ status: "Enabled" }, copies(UNKNOWN))], "deferred"),
]);

table("evidence-bucket-locked", checks["evidence-bucket-locked"], [
  evidence("accepts a lock of six years where the longest lock allows it", [lock({ mode: "COMPLIANCE", days: 2192 })], "pass", {
    parameters: { "lock.days": 2192 },
  }),
  evidence("refuses a shorter one", [lock({ mode: "COMPLIANCE", days: 2191 })], "fail", { parameters: { "lock.days": 2192 } }),
  evidence("refuses none", [], "fail"),
  row({ purpose: "backups" }, "does not ask a bucket of backups", [], "not-applicable"),
]);

const undoing = ["s3:BypassGovernanceRetention", "s3:PutBucketVersioning", "s3:DeleteObjectVersion"];
const deny = (Action: readonly string[]) => ({ Effect: "Deny", Principal: "*", Action, Resource: "*" });
table("backup-bucket-lock-not-bypassed", checks["backup-bucket-lock-not-bypassed"], [
  backups("accepts a refusal of all three", [policy(deny(undoing))], "pass"),
  ...undoing.map((action) => backups(`refuses to leave ${action} out`, [policy(deny(undoing.filter((one) => one !== action)))], "fail")),
  backups("refuses an Allow", [policy({ ...deny(undoing), Effect: "Allow" })], "fail"),
  backups("refuses no policy", [], "fail"),
]);

const ends: Inputs = { status: "Enabled", expiration: { days: 40 }, noncurrentVersionExpiration: { noncurrentDays: 7 } };
table("backup-bucket-retention-bounded", checks["backup-bucket-retention-bounded"], [
  backups("accepts an end of objects and of their versions", [lifecycle(ends)], "pass"),
  backups(
    "accepts them in two rules",
    [lifecycle({ ...ends, expiration: undefined }, { ...ends, noncurrentVersionExpiration: undefined })],
    "pass",
  ),
  backups("refuses objects without end", [lifecycle({ ...ends, expiration: undefined })], "fail"),
  backups("refuses versions without end", [lifecycle({ ...ends, noncurrentVersionExpiration: undefined })], "fail"),
  backups("refuses an end before backups are old enough", [lifecycle({ ...ends, expiration: { days: 34 } })], "fail"),
  backups("refuses an end after the data's own", [lifecycle({ ...ends, expiration: { days: 400 } })], "fail", {
    parameters: { "data.retention.max.days": 365 },
  }),
  backups("refuses a rule that is off", [lifecycle({ ...ends, status: "Disabled" })], "fail"),
  backups("refuses none", [], "fail"),
  backups("defers unknown days", [lifecycle({ ...ends, expiration: { days: UNKNOWN } })], "deferred"),
]);

const ofPeople = row.bind(undefined, { "data-classification": "cardholder phi" });
table("personal-data-expires", checks["personal-data-expires"], [
  ofPeople("accepts an end", [lifecycle(ends)], "pass"),
  ofPeople("refuses none", [], "fail"),
  ofPeople("refuses an end after the data's own", [lifecycle({ ...ends, expiration: { days: 400 } })], "fail", {
    parameters: { "data.retention.max.days": 365 },
  }),
  row({ "data-classification": "internal" }, "does not ask a bucket without data about people", [], "not-applicable"),
  row({ "data-classification": "phi", purpose: "logs" }, "leaves logs to their own parameters", [], "not-applicable"),
  { it: "defers an unknown class", given: bucket({ "data-classification": UNKNOWN }), want: "deferred" },
]);
