import type { Check, Moment } from "../model";
import { admissionChecks } from "./admission";
import { auditChecks } from "./audit";
import { backupChecks } from "./backup";
import { clusterChecks } from "./cluster";
import { computeServiceChecks } from "./compute-services";
import { dataServiceChecks } from "./data-services";
import { encryptionChecks } from "./encryption";
import { meshChecks } from "./mesh";
import { namespaceChecks } from "./namespace";
import { networkChecks } from "./network";
import { runtimeChecks } from "./runtime";

const all = {
  ...networkChecks,
  ...encryptionChecks,
  ...clusterChecks,
  ...meshChecks,
  ...admissionChecks,
  ...namespaceChecks,
  ...runtimeChecks,
  ...auditChecks,
  ...backupChecks,
  ...dataServiceChecks,
  ...computeServiceChecks,
};

/** Kebab-case, says what holds; never renamed or reused once released. */
export type CheckId = keyof typeof all;

/** The checks that look at the given moment. */
export type CheckIdAt<At extends Moment> = { [Id in CheckId]: At extends (typeof all)[Id]["moments"][number] ? Id : never }[CheckId];

export const checks: Readonly<Record<CheckId, Check>> = all;

export const checkIds = Object.keys(all) as readonly CheckId[];
