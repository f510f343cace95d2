import type { CheckId } from "../checks";
import type { Control } from "../model";
import type { ParameterName } from "../parameters";
import type { RequirementId } from "../requirements";
import { admissionControls } from "./admission";
import { auditControls } from "./audit";
import { backupControls } from "./backup";
import { clusterControls } from "./cluster";
import { encryptionControls } from "./encryption";
import { meshControls } from "./mesh";
import { namespaceControls } from "./namespace";
import { networkControls } from "./network";
import { runtimeControls } from "./runtime";
import { serviceControls } from "./services";

const all = {
  ...networkControls,
  ...encryptionControls,
  ...clusterControls,
  ...meshControls,
  ...admissionControls,
  ...namespaceControls,
  ...runtimeControls,
  ...auditControls,
  ...backupControls,
  ...serviceControls,
};

export type ControlId = keyof typeof all;

/** The checks that some control names. */
export type NamedCheckId = (typeof all)[ControlId]["checks"][number];

export const controls: Readonly<Record<ControlId, Control<RequirementId, CheckId, ParameterName>>> = all;

export const controlIds = Object.keys(all) as readonly ControlId[];
