export type { AdmissionCheckId } from "../controls";
export { admissionCheckIds } from "./checks";
export { type Constraint, type ConstraintTemplate, type Decisions, constraint, constraintKinds, constraintTemplate } from "./template";
