import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { Hidden } from "./tree";
import { type Verdict, deferred, notEvaluated } from "./verdict";

/**
 * Decides on the number of availability zones of the subnets that a top-level property names. Subnet ids say nothing of zones, so only
 * subnets of the same program can be counted. A zone that is not known may be any: the decision must be the same for all.
 */
export function withZones(resource: Reader, property: string, plan: Plan, decide: (zones: number) => Verdict): Verdict {
  const subnets = resource
    .sources(property)
    .flatMap((urn) => plan.get(urn) ?? [])
    .filter((source) => source.type === "aws:ec2/subnet:Subnet");
  if (subnets.length === 0) return notEvaluated("the subnets are made by another program, so their zones cannot be seen");
  const zones = subnets.map((subnet) => subnet.read("availabilityZone") ?? subnet.read("availabilityZoneId"));
  const known = zones.filter((zone) => typeof zone === "string");
  const least = new Set(known).size;
  const fewest = decide(Math.max(least, 1));
  const most = decide(least + zones.length - known.length);
  if (fewest.status === most.status) return fewest;
  const hidden = zones.find((zone) => zone instanceof Hidden);
  return hidden === undefined ? deferred("the zone of a subnet") : notEvaluated(hidden.reason);
}
