export { type PlanRequest, type PlannedProgram, planProgram } from "./run";
export { isDefaultProvider } from "./default-providers";
