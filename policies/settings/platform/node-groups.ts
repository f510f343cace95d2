import type { Issue } from "../problems";
import type { Draft } from "./rules";
import { unique } from "./unique";

type Group = NonNullable<NonNullable<NonNullable<Draft["cluster"]>["nodeGroups"]>[number]>;

/** Graviton families have a `g` behind their generation (`m7g`, `c7gn`, `im4gn`); the first one is `a1`. */
export const architectureOf = (instanceType: string): "arm64" | "x86_64" =>
  /^(a1|[a-z]+\d+g[a-z]*)(-[a-z]+)?\./.test(instanceType) ? "arm64" : "x86_64";

/** Sizes in order, types of the architecture, and in production a node for each zone. */
export function nodeGroupIssues({ cluster, environment, network }: Draft): Issue[] {
  const zones = environment === "production" ? network?.zones?.length : undefined;
  return (cluster?.nodeGroups ?? []).flatMap((group, index) => {
    if (group === undefined) return [];
    const path = ["cluster", "nodeGroups", index];
    return [...sizeIssues(group, zones), ...typeIssues(group)].map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  });
}

function sizeIssues({ minSize, desiredSize, maxSize }: Group, zones: number | undefined): Issue[] {
  const issues: Issue[] = [];
  if (minSize !== undefined && desiredSize !== undefined && desiredSize < minSize)
    issues.push({ path: ["desiredSize"], message: "is below minSize; write a number from minSize to maxSize" });
  if (maxSize !== undefined && desiredSize !== undefined && desiredSize > maxSize)
    issues.push({ path: ["desiredSize"], message: "is above maxSize; write a number from minSize to maxSize" });
  if (minSize !== undefined && maxSize !== undefined && minSize > maxSize)
    issues.push({ path: ["minSize"], message: "is above maxSize; write a number up to maxSize" });
  if (minSize !== undefined && zones !== undefined && minSize < zones) {
    issues.push({
      path: ["minSize"],
      message: `leaves a zone without a node in production; write ${String(zones)} or more, one for each zone`,
    });
  }
  return issues;
}

function typeIssues({ architecture = "x86_64", instanceTypes }: Group): Issue[] {
  const wrong = (instanceTypes ?? []).flatMap((type, index) =>
    type === undefined || architectureOf(type) === architecture
      ? []
      : [
          {
            path: ["instanceTypes", index],
            message: `is of the architecture ${architectureOf(type)}; write a type of ${architecture}, or the other architecture`,
          },
        ],
  );
  return [...wrong, ...unique(instanceTypes, ["instanceTypes"], "type")];
}
