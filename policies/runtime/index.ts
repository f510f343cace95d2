export { runtimeCheckIds, runtimeChecks, sources } from "./checks";
export { type RuleDecisions, ruleFiles } from "./rules";
