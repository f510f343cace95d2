import type { PlanReport } from "./document";

/** What was judged, as the first line of a report names it: a stack, or objects that no stack made. */
export const subjectOf = ({ source, stack, project }: Pick<PlanReport, "source" | "stack" | "project">): string =>
  source === "manifest" ? `Kubernetes objects of ${project}` : `stack ${stack} of project ${project}`;
