export { admissionCheckIds } from "./checks";
export { constraint, constraintTemplate } from "./template";
