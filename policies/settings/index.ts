export { environments } from "./model";
export type { Environment, Parameters, Settings } from "./model";
export { overridePaths, resolveParameters } from "./parameters";
export type { ExplainedParameter } from "./parameters";
export { ConfigError, type Problem } from "./problems";
export { accountOf, parametersFrom, platformKey, settingsFrom, settingsRecord, tenantsFrom } from "./read";
export { type Attestation, attestationsFrom } from "./attestation-file";
export { waiversFrom } from "./waiver-file";
