import type { Plan } from "../../policies/preview/plan";

/** Which stack a plan is about, and the URN under which is reported what concerns the program as a whole. */
export interface Subject {
  readonly project: string;
  readonly stack: string;
  readonly urn: string;
}

/** The URN that the engine gives to the root resource of a stack. */
export function stackUrn(project: string, stack: string): string {
  return `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
}

/** Taken from the first URN: all resources of a plan belong to one stack. A plan without resources names neither. */
export function subjectOf(plan: Plan): Subject {
  const [, stack = "unknown", project = "unknown"] = /^urn:pulumi:(.*?)::(.*?)::/.exec(plan.resources[0]?.urn ?? "") ?? [];
  return { project, stack, urn: stackUrn(project, stack) };
}
