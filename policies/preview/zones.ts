import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { UNKNOWN } from "./tree";
import { type Verdict, deferred, notEvaluated } from "./verdict";

/**
 * Decides on the number of availability zones of the subnets that a top-level property names. Subnet ids say nothing of zones, so only
 * subnets of the same program can be counted.
 */
export function withZones(resource: Reader, property: string, plan: Plan, decide: (zones: number) => Verdict): Verdict {
  const subnets = resource
    .sources(property)
    .flatMap((urn) => plan.get(urn) ?? [])
    .filter((source) => source.type === "aws:ec2/subnet:Subnet");
  if (subnets.length === 0) return notEvaluated("the subnets are made by another program, so their zones cannot be seen");
  const zones = subnets.map((subnet) => subnet.read("availabilityZone") ?? subnet.read("availabilityZoneId"));
  // A subnet without a zone gets one that EC2 chooses.
  const open = zones.some((zone) => zone === UNKNOWN || zone === undefined);
  const verdict = decide(new Set(zones.filter((zone) => typeof zone === "string")).size);
  return open && verdict.status !== "pass" ? deferred("the zone of a subnet") : verdict;
}
