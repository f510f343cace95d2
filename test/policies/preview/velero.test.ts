import { UNKNOWN, type Value } from "../../../policies/preview/tree";
import { veleroChecks as checks } from "../../../policies/preview/velero";
import { planned, platform, table } from "./support";

const key = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-1111-2222-3333-444455556666";
const template = (change: object = {}) => ({ includedNamespaces: ["wards"], snapshotVolumes: true, ttl: "840h0m0s", ...change });
const schedule = (spec: object) => planned("kubernetes:velero.io/v1:Schedule", "schedule", { spec } as never);
const from = (change: object) => schedule({ schedule: "17 1 * * *", template: template(change) });
const at = (text: Value, more: object = {}) => schedule({ schedule: text, template: template(), ...more });
const velero = (values: Value) => planned("kubernetes:helm.sh/v3:Release", "velero", { chart: "velero", values });
const namespace = (name: Value, dataClass: Value) =>
  planned("kubernetes:core/v1:Namespace", "namespace", { metadata: { name, labels: { "data-class": dataClass } } });
const location = (spec: Value) => planned("kubernetes:velero.io/v1:BackupStorageLocation", "location", { spec });
const bucket = (locked: Value) => planned("aws:s3/bucket:Bucket", "bucket", { bucket: "backups", objectLockEnabled: locked });

table("backup-schedule-frequent", checks["backup-schedule-frequent"], [
  { it: "accepts every day for a day", given: at("17 1 * * *"), want: "pass" },
  { it: "accepts every minute", given: at("* * * * *"), want: "pass" },
  { it: "refuses every week", given: at("17 1 * * 0"), want: "fail" },
  { it: "refuses every day for six hours", given: at("17 1 * * *"), settings: { parameters: { "backup.rpo.hours": 6 } }, want: "fail" },
  {
    it: "refuses two runs that leave the night out",
    given: at("0 8,12 * * *"),
    settings: { parameters: { "backup.rpo.hours": 12 } },
    want: "fail",
  },
  { it: "refuses what is no schedule", given: at("daily"), want: "fail" },
  { it: "refuses one that is paused", given: at("17 1 * * *", { paused: true }), want: "fail" },
  { it: "defers an unknown one", given: at(UNKNOWN), want: "deferred" },
]);

table("backup-schedule-keeps-volumes", checks["backup-schedule-keeps-volumes"], [
  { it: "accepts snapshots", given: from({}), want: "pass" },
  { it: "accepts the default, which is to take them", given: from({ snapshotVolumes: undefined }), want: "pass" },
  { it: "accepts volumes that are moved instead", given: from({ snapshotVolumes: false, snapshotMoveData: true }), want: "pass" },
  { it: "refuses to leave volumes out", given: from({ snapshotVolumes: false }), want: "fail" },
  { it: "defers an unknown choice", given: from({ snapshotVolumes: UNKNOWN }), want: "deferred" },
]);

table("backup-schedule-retention-bounded", checks["backup-schedule-retention-bounded"], [
  { it: "accepts the days that are asked for", given: from({}), want: "pass" },
  { it: "refuses fewer", given: from({ ttl: "839h" }), want: "fail" },
  { it: "refuses the default, 30 days, where 35 are asked for", given: from({ ttl: undefined }), want: "fail" },
  { it: "refuses what is no time", given: from({ ttl: "35 days" }), want: "fail" },
  { it: "refuses an empty time", given: from({ ttl: "" }), want: "fail" },
  {
    it: "refuses more than data may be kept",
    given: from({ ttl: "9000h" }),
    settings: { parameters: { "data.retention.max.days": 365 } },
    want: "fail",
  },
  { it: "defers an unknown time", given: from({ ttl: UNKNOWN }), want: "deferred" },
]);

table("backup-schedules-cover-data", checks["backup-schedules-cover-data"], [
  { it: "accepts a namespace that a schedule names", given: [platform, namespace("wards", "phi"), from({})], want: "pass" },
  {
    it: "accepts one that all are meant with",
    given: [platform, namespace("labs", "phi"), from({ includedNamespaces: ["*"] })],
    want: "pass",
  },
  {
    it: "accepts one when none is named, which means all",
    given: [platform, namespace("labs", "phi"), from({ includedNamespaces: undefined })],
    want: "pass",
  },
  { it: "does not ask for data that is about nobody", given: [platform, namespace("tools", "internal"), from({})], want: "pass" },
  { it: "refuses one that no schedule names", given: [platform, namespace("labs", "cardholder"), from({})], want: "fail" },
  { it: "refuses one when there is no schedule", given: [platform, namespace("wards", "phi")], want: "fail" },
  { it: "defers a name that is not known", given: [platform, namespace(UNKNOWN, "phi"), from({})], want: "deferred" },
  { it: "is silent where no platform is promised", given: namespace("wards", "phi"), want: {} },
]);

const aws = (config: object, more: object = {}) =>
  location({ provider: "aws", objectStorage: { bucket: "backups" }, config, ...more } as never);
const encrypted = { serverSideEncryption: "aws:kms", kmsKeyId: key };

table("backup-location-encrypted", checks["backup-location-encrypted"], [
  { it: "accepts a key of one's own", given: aws(encrypted), want: "pass" },
  { it: "refuses encryption without one", given: aws({ serverSideEncryption: "aws:kms" }), want: "fail" },
  { it: "refuses the key of S3", given: aws({ serverSideEncryption: "AES256" }), want: "fail" },
  { it: "refuses none", given: aws({}), want: "fail" },
  { it: "does not ask another provider", given: location({ provider: "other" }), want: "not-applicable" },
  { it: "defers an unknown provider", given: location({ provider: UNKNOWN }), want: "deferred" },
]);

const read = { accessMode: "ReadOnly" };
const moving = from({ snapshotMoveData: true });

table("backup-location-fits-lock", checks["backup-location-fits-lock"], [
  { it: "accepts a locked bucket when nothing is moved", given: [aws(encrypted), bucket(true)], want: "pass" },
  { it: "accepts one that is only read, whatever is moved", given: [aws(encrypted, read), bucket(true), moving], want: "pass" },
  { it: "does not ask of a bucket without lock", given: [aws(encrypted), bucket(false), moving], want: { location: "not-applicable" } },
  { it: "refuses to write without checksum", given: [aws({ ...encrypted, checksumAlgorithm: "" }), bucket(true)], want: "fail" },
  { it: "refuses a repository under a lock, by a schedule", given: [aws(encrypted), bucket(true), moving], want: "fail" },
  { it: "refuses one by the chart's agent", given: [aws(encrypted), bucket(true), velero({ deployNodeAgent: true })], want: "fail" },
  {
    it: "refuses one by the chart's default",
    given: [aws(encrypted), bucket(true), velero({ configuration: { defaultVolumesToFsBackup: true } })],
    want: "fail",
  },
]);

const password = planned("kubernetes:core/v1:Secret", "secret", { metadata: { name: "velero-repo-credentials" } });
table("backup-repository-password-own", checks["backup-repository-password-own"], [
  { it: "needs none when nothing is moved", given: velero({}), want: "pass" },
  { it: "accepts one of one's own", given: [velero({ deployNodeAgent: true }), password], want: "pass" },
  { it: "refuses the well-known one", given: velero({ deployNodeAgent: true }), want: "fail" },
  { it: "refuses it when a schedule moves volumes", given: [velero({}), moving], want: "fail" },
]);

const job = (spec: object, name: Value = "restore-test") =>
  planned("kubernetes:batch/v1:CronJob", "job", { metadata: { name }, spec } as never);
table("restore-test-scheduled", checks["restore-test-scheduled"], [
  { it: "accepts every week for 90 days", given: [platform, job({ schedule: "43 3 * * 0" })], want: "pass" },
  { it: "refuses every half year", given: [platform, job({ schedule: "0 0 1 1,7 *" })], want: "fail" },
  { it: "refuses one that is suspended", given: [platform, job({ schedule: "43 3 * * 0", suspend: true })], want: "fail" },
  { it: "refuses another job", given: [platform, job({ schedule: "43 3 * * 0" }, "clean-up")], want: "fail" },
  { it: "refuses none", given: platform, want: "fail" },
  { it: "defers an unknown schedule", given: [platform, job({ schedule: UNKNOWN })], want: "deferred" },
]);

table("velero-without-stored-keys", checks["velero-without-stored-keys"], [
  { it: "accepts a role", given: velero({ credentials: { useSecret: false } }), want: "pass" },
  { it: "refuses the default, a Secret", given: velero({}), want: "fail" },
  { it: "defers unknown values", given: velero(UNKNOWN), want: "deferred" },
]);
