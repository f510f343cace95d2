export { ConfigError, type Problem } from "./problems";
export { environments, services } from "./model";
export type { Environment, ExternalService, Parameters, ServiceName, Settings } from "./model";
export { overridePaths, resolveParameters } from "./parameters";
export type { ExplainedParameter, Resolution } from "./parameters";
export { parametersFrom, platformKey, settingsFrom, settingsRecord } from "./read";
export type { SettingsInput } from "./read";
