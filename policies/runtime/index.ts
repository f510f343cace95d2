export type { RuntimeCheckId } from "../controls";
export { type Source, runtimeCheckIds, runtimeChecks, sources } from "./checks";
export { type RuleDecisions, ruleFiles } from "./rules";
