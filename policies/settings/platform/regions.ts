import type { Issue } from "../problems";
import { partitionOf } from "../site";
import type { Rule } from "./rules";
import { unique } from "./unique";

/** Regions that exist in the stack's partition, the stack's own among them. Which ones a framework accepts is for the parameters. */
export const regionRules: Rule = ({ allowedRegions }, site) => {
  const issues: Issue[] = (allowedRegions ?? []).flatMap((region, index) => {
    if (region === undefined) return [];
    const partition = partitionOf(region);
    const path = ["allowedRegions", index];
    if (partition === undefined) return [{ path, message: "is no AWS region; write one such as eu-west-1" }];
    return site === undefined || partition === site.partition
      ? []
      : [{ path, message: "is in another partition than aws:region; write regions of one partition" }];
  });
  if (site !== undefined && allowedRegions !== undefined && !allowedRegions.includes(site.region)) {
    issues.push({
      path: ["allowedRegions"],
      message: `does not hold aws:region, ${site.region}; add it, or deploy the stack to an allowed region`,
    });
  }
  return [...issues, ...unique(allowedRegions, ["allowedRegions"], "region")];
};
