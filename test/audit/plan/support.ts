import { type PlanRequest, type PlannedProgram, planProgram } from "../../../audit/plan";
import type { PlannedResource } from "../../../policies/preview/plan";

export const prefix = "urn:pulumi:dev::bank::";
export const stackUrn = `${prefix}pulumi:pulumi:Stack::bank-dev`;
export const unknownId = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const defaultAws = `${prefix}pulumi:providers:aws::default_7_48_0`;

/** Plans a program of the project `bank`, stack `dev`. */
export function planned(program: PlanRequest["program"], request: Partial<PlanRequest> = {}): Promise<PlannedProgram> {
  return planProgram({ program, project: "bank", stack: "dev", config: { "aws:region": "eu-west-1" }, secretKeys: [], ...request });
}

/** The resource whose URN ends so; fails when there is not exactly one. */
export function find(program: PlannedProgram, end: string): PlannedResource {
  const found = program.plan.resources.filter((resource) => resource.urn.endsWith(end));
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${String(found.length)} resources end in ${end}`);
  return first;
}
