import { type CheckId, type LiveCheckId, type PreviewCheckId, checkIds, checks } from "../../../policies/controls";
import { previewChecks } from "../../../policies/preview";
import type { PreviewCheck } from "../../../policies/preview/check";
import type { LiveCheck } from "../check";
import { accountDataChecks } from "./account-data";
import { accountMachineChecks } from "./account-machines";
import { accountRecordChecks } from "./account-records";
import { admissionChecks } from "./admission";
import { backupChecks } from "./backups";
import { workloadChecks } from "./workloads";

/** Checks that only a live system can answer. */
const own: Readonly<Record<Exclude<LiveCheckId, PreviewCheckId>, LiveCheck>> = {
  ...accountDataChecks,
  ...accountMachineChecks,
  ...accountRecordChecks,
  ...admissionChecks,
  ...backupChecks,
  ...workloadChecks,
};

const ofCluster = (type: string): boolean => type.startsWith("kubernetes:");

/** A program can write objects of a cluster as a part of something else; in a cluster they are what they are. */
const liveTypes = (types: readonly string[]): readonly string[] => (types.some(ofCluster) ? types.filter(ofCluster) : types);

/** What is asked of planned objects is asked of those that are there in the same words. */
const shared = (check: PreviewCheck): LiveCheck =>
  check.kind === "plan"
    ? (plan, { settings }) => check.evaluate(plan, settings)
    : (plan, { settings }) =>
        plan.ofType(...liveTypes(check.types)).map((object) => ({ urn: object.urn, verdict: check.evaluate(object, settings) }));

const isLive = (id: CheckId): id is LiveCheckId => checks[id].moments.includes("live");
const isPlanned = (id: LiveCheckId): id is LiveCheckId & PreviewCheckId => Object.hasOwn(previewChecks, id);

/** Every check of the moment `live`. */
export const liveChecks = Object.fromEntries(
  checkIds.filter(isLive).map((id) => [id, isPlanned(id) ? shared(previewChecks[id]) : own[id]]),
) as Readonly<Record<LiveCheckId, LiveCheck>>;
