import type { Judged } from "../../../policies/preview/check";
import type { Plan } from "../../../policies/preview/plan";
import type { Reader } from "../../../policies/preview/reader";
import { type Verdict, fail, notApplicable, pass } from "../../../policies/preview/verdict";
import { isTrue } from "../../../policies/preview/tree";
import type { LiveCheck, LiveContext } from "../check";

const scheduleType = "kubernetes:velero.io/v1:Schedule";
const backupType = "kubernetes:velero.io/v1:Backup";
const restoreType = "kubernetes:velero.io/v1:Restore";

const anHour = 3_600_000;
const aDay = 24 * anHour;

const timeOf = (object: Reader, path: string): number => {
  const value = object.read(path);
  return typeof value === "string" ? Date.parse(value) : NaN;
};

/** The one that ended last; what has not ended is none. */
function newest(objects: readonly Reader[], path: string): Reader | undefined {
  return objects
    .filter((one) => !Number.isNaN(timeOf(one, path)))
    .reduce<Reader | undefined>((best, one) => (best === undefined || timeOf(one, path) > timeOf(best, path) ? one : best), undefined);
}

const ended = "status.completionTimestamp";

/** The newest backup of a schedule that ended says whether the schedule works: an older good one does not make up for it. */
function newestOf(schedule: Reader, plan: Plan, { settings, readAt }: LiveContext): Verdict {
  if (isTrue(schedule.read("spec.paused"))) return fail("the schedule is paused; set spec.paused to false");
  const name = schedule.read("metadata.name");
  const own = plan.ofType(backupType).filter((backup) => backup.read('metadata.labels["velero.io/schedule-name"]') === name);
  const last = newest(own, ended);
  if (last === undefined) return fail("no backup of the schedule has ended yet; see Velero's log");
  if (last.read("status.phase") !== "Completed") return fail("the newest backup is not complete; see its log (velero backup logs)");
  const age = (readAt - timeOf(last, ended)) / anHour;
  return age <= settings.parameters["backup.rpo.hours"]
    ? pass
    : fail("the newest backup is older than backup.rpo.hours; see why no newer one ended");
}

const scheduled: LiveCheck = (plan, context) => {
  const schedules = plan.ofType(scheduleType);
  if (schedules.length === 0) return [whole(context, fail("no schedule makes backups; update the stack"))];
  return schedules.map((schedule) => ({ urn: schedule.urn, verdict: newestOf(schedule, plan, context) }));
};

const whole = ({ clusterUrn }: LiveContext, verdict: Verdict): Judged => ({ urn: clusterUrn, verdict });

/** A restore that ended well, not too long ago, and fast enough. */
const restored: LiveCheck = (plan, context) => {
  const { settings, readAt } = context;
  const last = newest(plan.ofType(restoreType), ended);
  if (last === undefined)
    return [whole(context, fail("no restore has ended, so nobody knows whether backups can be used; run the job restore-test"))];
  if (last.read("status.phase") !== "Completed")
    return [{ urn: last.urn, verdict: fail("the newest restore did not complete; see its log") }];
  const age = (readAt - timeOf(last, ended)) / aDay;
  const took = (timeOf(last, ended) - timeOf(last, "status.startTimestamp")) / anHour;
  if (!(age <= settings.parameters["restore.test.days"]))
    return [
      { urn: last.urn, verdict: fail("the newest restore is older than restore.test.days; see why the job restore-test does not run") },
    ];
  if (!(took <= settings.parameters["backup.rto.hours"]))
    return [{ urn: last.urn, verdict: fail("the restore took longer than backup.rto.hours; restore less at a time") }];
  return [{ urn: last.urn, verdict: pass }];
};

const expiry: LiveCheck = (plan, { settings }) =>
  plan
    .ofType(backupType)
    .map((backup) => ({ urn: backup.urn, verdict: endsInTime(backup, settings.parameters["data.retention.max.days"]) }));

function endsInTime(backup: Reader, most: number | undefined): Verdict {
  const end = timeOf(backup, "status.expiration");
  const start = timeOf(backup, "status.startTimestamp");
  if (Number.isNaN(end)) return fail("the backup has no end; set a ttl");
  if (most === undefined) return notApplicable;
  return (end - start) / aDay <= most ? pass : fail("the backup outlives data.retention.max.days; shorten its ttl");
}

export const backupChecks = {
  "newest-backup-complete": scheduled,
  "newest-restore-complete": restored,
  "backups-end-in-time": expiry,
} as const satisfies Record<string, LiveCheck>;
