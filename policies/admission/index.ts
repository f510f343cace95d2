export type { AdmissionCheckId } from "../controls";
export { deletionKinds, synced } from "./admission";
export { admissionCheckIds } from "./checks";
export {
  type Constraint,
  type ConstraintTemplate,
  type Decisions,
  type EnforcementAction,
  constraint,
  constraintKinds,
  constraintTemplate,
} from "./template";
export { waivedBy } from "./waived";
