import type { Settings } from "../settings";
import { bucketType } from "./bucket-parts";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { longestPause } from "./cron";
import { customerKey } from "./customer-key";
import type { Plan } from "./plan";
import { onPlatform } from "./presence";
import type { Known, Reader } from "./reader";
import { chartName, onRelease, releaseType } from "./releases";
import { isTrue } from "./tree";
import { type Verdict, all, anyOf, demand, fail, notApplicable, pass, worst } from "./verdict";

const scheduleType = "kubernetes:velero.io/v1:Schedule";
const locationType = "kubernetes:velero.io/v1:BackupStorageLocation";
const cronJobType = "kubernetes:batch/v1:CronJob";
const namespaceType = "kubernetes:core/v1:Namespace";
const secretType = "kubernetes:core/v1:Secret";

/** Classes of data about people. */
const regulated = new Set<Known>(["phi", "cardholder", "personal"]);

const frequent = (schedule: Reader, { parameters }: Settings): Verdict =>
  all(
    schedule.expect("spec.paused", (paused) => !isTrue(paused), "nothing is backed up while it is paused; set spec.paused: false"),
    schedule.inspect("spec.schedule", (text) => {
      const pause = typeof text === "string" ? longestPause(text) : undefined;
      if (pause === undefined) return fail("spec.schedule is no schedule; write one of five fields, such as 17 1 * * *");
      return demand(
        pause <= parameters["backup.rpo.hours"],
        "backups are too far apart; run spec.schedule at least every backup.rpo.hours",
      );
    }),
  );

const volumes = (schedule: Reader): Verdict =>
  anyOf(
    [
      schedule.expect("spec.template.snapshotVolumes", (value) => value === undefined || isTrue(value), ""),
      schedule.expect("spec.template.snapshotMoveData", isTrue, ""),
      schedule.expect("spec.template.defaultVolumesToFsBackup", isTrue, ""),
    ],
    "volumes are left out; set spec.template.snapshotVolumes: true",
  );

/** Every namespace with data about people is in a schedule. */
const covered = (plan: Plan): Verdict => {
  const schedules = plan.ofType(scheduleType);
  return worst([
    pass,
    ...plan.ofType(namespaceType).map((namespace) =>
      namespace.inspect('metadata.labels["data-class"]', (dataClass) => {
        if (!regulated.has(dataClass)) return notApplicable;
        return namespace.inspect("metadata.name", (name) =>
          anyOf(
            schedules.map((schedule) => includes(schedule, name)),
            "a namespace with data about people is in no schedule of backups; name it in includedNamespaces of a velero.io Schedule",
          ),
        );
      }),
    ),
  ]);
};

const includes = (schedule: Reader, name: Known): Verdict =>
  schedule.inspect("spec.template.includedNamespaces", (list) =>
    list === undefined
      ? pass
      : anyOf(
          schedule.every(
            "spec.template.includedNamespaces",
            (one) => one.expect("", (included) => included === "*" || included === name, ""),
            fail(""),
          ),
          "",
        ),
  );

const hoursOf = (text: Known): number => {
  const [whole, ...parts] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?$/.exec(typeof text === "string" ? text : "") ?? [];
  if (whole === undefined || whole === "") return Number.NaN;
  const [hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number((part as string | undefined) ?? 0));
  return hours + minutes / 60 + seconds / 3600;
};

/** Velero's own default is 30 days. */
const bounded = (schedule: Reader, { parameters }: Settings): Verdict =>
  schedule.inspect("spec.template.ttl", (ttl) => {
    const days = (ttl === undefined ? 720 : hoursOf(ttl)) / 24;
    const most = parameters["data.retention.max.days"] ?? Infinity;
    return all(
      demand(days >= parameters["backup.retention.days"], "backups end too early; raise spec.template.ttl to backup.retention.days"),
      demand(!(days > most), "backups outlive the data's time; lower spec.template.ttl to data.retention.max.days or less"),
    );
  });

const encryption = "backups are not encrypted with your key; set spec.config.serverSideEncryption: aws:kms and kmsKeyId";

const encrypted = (location: Reader): Verdict =>
  location.inspect("spec.provider", (provider) =>
    provider === "aws" || provider === "velero.io/aws"
      ? all(
          location.expect("spec.config.serverSideEncryption", (value) => value === "aws:kms" || value === "aws:kms:dsse", encryption),
          customerKey(location, "spec.config.kmsKeyId", encryption),
        )
      : notApplicable,
  );

const velero = (plan: Plan): readonly Reader[] =>
  plan.ofType(releaseType).filter((release) => chartName(release.read("chart")) === "velero");

/** What moves volumes into a bucket keeps a repository there, which has to delete. */
const keepsRepository = (values: Reader): boolean =>
  isTrue(values.read("deployNodeAgent")) ||
  isTrue(values.read("configuration.defaultSnapshotMoveData")) ||
  isTrue(values.read("configuration.defaultVolumesToFsBackup"));

const schedulesMove = (plan: Plan): boolean =>
  plan
    .ofType(scheduleType)
    .some(
      (schedule) =>
        isTrue(schedule.read("spec.template.snapshotMoveData")) || isTrue(schedule.read("spec.template.defaultVolumesToFsBackup")),
    );

const isLocked = (bucket: Reader): boolean => isTrue(bucket.read("objectLockEnabled"));

/** Known not to work (velero#7400, velero#8726, kopia#5509). */
const fitsLock = (location: Reader, plan: Plan): Verdict =>
  location.inspect("spec.objectStorage.bucket", (name) => {
    const buckets = plan.ofType(bucketType).filter((bucket) => bucket.read("bucket") === name);
    if (!buckets.some(isLocked)) return notApplicable;
    return all(
      location.expect(
        "spec.config.checksumAlgorithm",
        (algorithm) => algorithm !== "",
        "S3 refuses objects without checksum under a lock; leave spec.config.checksumAlgorithm out, or set CRC32",
      ),
      location.inspect("spec.accessMode", (mode) =>
        demand(
          mode === "ReadOnly" || !(schedulesMove(plan) || velero(plan).some((release) => keepsRepository(release.at("values")))),
          "the repository of moved volumes cannot be maintained under a lock; write to a bucket without one and replicate it, or set snapshotMoveData: false",
        ),
      ),
    );
  });

/** Without a Secret of its own Velero encrypts every repository with a password that is in its source. */
const ownPassword = (values: Reader, plan: Plan): Verdict =>
  keepsRepository(values) || schedulesMove(plan)
    ? anyOf(
        plan.ofType(secretType).map((secret) => secret.expect("metadata.name", (name) => name === "velero-repo-credentials", "")),
        "repositories are encrypted with a well-known password; add a Secret velero-repo-credentials with a random one, or move no volumes",
      )
    : pass;

const restoreTested = (plan: Plan, { parameters }: Settings): Verdict =>
  anyOf(
    plan.ofType(cronJobType).map((job) =>
      all(
        job.expect("metadata.name", (name) => typeof name === "string" && name.includes("restore-test"), ""),
        job.expect("spec.suspend", (suspend) => !isTrue(suspend), ""),
        job.expect(
          "spec.schedule",
          (text) => (longestPause(typeof text === "string" ? text : "") ?? Infinity) <= parameters["restore.test.days"] * 24,
          "",
        ),
      ),
    ),
    "nothing tests that backups can be restored; add a CronJob restore-test that runs at least every restore.test.days",
  );

export const veleroChecks = {
  "backup-schedules-cover-data": onPlatform([scheduleType, namespaceType], covered),
  "backup-schedule-frequent": onEach(scheduleType, frequent),
  "backup-schedule-keeps-volumes": onEach(scheduleType, volumes),
  "backup-schedule-retention-bounded": onEach(scheduleType, bounded),
  "backup-location-encrypted": onEachInPlan(locationType, encrypted),
  "backup-location-fits-lock": onEachInPlan(locationType, fitsLock),
  "backup-repository-password-own": onEachInPlan(releaseType, (release, plan) =>
    release.inspect("chart", (name) => (chartName(name) === "velero" ? ownPassword(release.at("values"), plan) : notApplicable)),
  ),
  "restore-test-scheduled": onPlatform(cronJobType, restoreTested),
  "velero-without-stored-keys": onRelease("velero", (values) =>
    values.expect(
      "credentials.useSecret",
      (value) => value === false,
      "keys of AWS are kept in a Secret; set credentials.useSecret: false and associate a role",
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
