import type { CheckIdAt, CheckId as WrittenCheckId } from "./checks";
import type { NamedCheckId } from "./themes";

export { checkIds, checks } from "./checks";
export { frameworks } from "./frameworks";
export { parameters } from "./parameters";
export type { ParameterName } from "./parameters";
export { planned } from "./planned";
export { controlsOf, controlsOfCheck, levelOf, plannedOf, requirementsOf, whose } from "./queries";
export type { Owner } from "./queries";
export { requirementIds, requirements } from "./requirements";
export type { RequirementId } from "./requirements";
export { controlIds, controls } from "./themes";
export type { ControlId } from "./themes";

/** `Ids`, if the compiler finds each of them among `Named`; else an error that spells out those it does not find. */
type AllNamed<Ids extends Named, Named extends string> = Ids;

/** A check that no control names is an error here; a control that names a check which is not written is one in its theme file. */
export type CheckId = AllNamed<WrittenCheckId, NamedCheckId>;

export type StackFileCheckId = CheckIdAt<"stack-file">;
export type PreviewCheckId = CheckIdAt<"preview">;
export type AdmissionCheckId = CheckIdAt<"admission">;
export type RuntimeCheckId = CheckIdAt<"runtime">;
export type LiveCheckId = CheckIdAt<"live">;
