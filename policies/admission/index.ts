export type { AdmissionCheckId } from "../controls";
export { admissionCheckIds } from "./checks";
export { type Constraint, type ConstraintTemplate, constraint, constraintTemplate } from "./template";
