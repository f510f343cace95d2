import { block, isPrivate, overlaps } from "../addresses";
import type { Issue } from "../problems";
import { isZoneOf } from "../site";
import { choice, list, section, text } from "./fields";
import type { Rule } from "./rules";
import { unique } from "./unique";

const cidr = (what: string) => text(what, /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/);

export const serviceCidrDefault = "172.20.0.0/16";

export const networkSchema = section({
  cidr: cidr("an IPv4 range from /16 to /20, such as 10.20.0.0/16").meta({
    description: "IPv4 range of the VPC, /16 to /20, private (RFC 1918, or 100.64.0.0/10).",
    why: "A /20 is the smallest that holds private, public and intra subnets in three zones.",
  }),
  zones: list("full zone names such as eu-west-1a", text("a full zone name such as eu-west-1a", /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/), 2, 3).meta(
    {
      description: "Two or three zones of the region, by their full names.",
      why: "Named, so that nothing has to be looked up and every preview plans the same.",
    },
  ),
  nat: choice(["single", "per-zone"]).meta({
    description: "One NAT gateway, or one in each zone. Production needs `per-zone`.",
    why: "With a single one the loss of its zone cuts off the others, logs and alerts included (HIPAA 164.308(a)(7), GDPR 32(1)(b)).",
  }),
  extraEndpoints: list("service names such as sqs", text("a service name such as sqs", /^[a-z][a-z0-9.-]{1,62}$/))
    .default([])
    .meta({ description: "Interface endpoints beyond the required set.", why: "The required set is always made." }),
});

/** Ranges that fit and do not overlap, zones of the region, NAT that survives the loss of a zone in production. */
export const networkRules: Rule = ({ network, cluster, environment }, site) => {
  const issues: Issue[] = [];
  const vpc = block(network?.cidr ?? "");
  if (network?.cidr !== undefined) issues.push(...vpcIssues(network.cidr));
  for (const [index, zone] of (network?.zones ?? []).entries()) {
    if (zone !== undefined && site && !isZoneOf(zone, site.region)) {
      issues.push({
        path: ["network", "zones", index],
        message: `is not a zone of ${site.region}; write ${site.region}a, ${site.region}b and so on`,
      });
    }
  }
  issues.push(
    ...unique(network?.zones, ["network", "zones"], "zone"),
    ...unique(network?.extraEndpoints, ["network", "extraEndpoints"], "endpoint"),
  );
  if (environment === "production" && network?.nat === "single") {
    issues.push({ path: ["network", "nat"], message: "is a single gateway, whose zone production would depend on; write per-zone" });
  }
  const service = block(cluster?.serviceCidr ?? serviceCidrDefault);
  if (vpc && service && overlaps(vpc, service)) {
    const message = `overlaps the range of Services (cluster.serviceCidr, by default ${serviceCidrDefault}); write two ranges that do not touch`;
    issues.push({ path: ["network", "cidr"], message });
  }
  return issues;
};

function vpcIssues(cidrText: string): Issue[] {
  const range = block(cidrText);
  const prefix = Number(cidrText.split("/")[1]);
  const path = ["network", "cidr"];
  if (prefix < 16 || prefix > 20) {
    return [{ path, message: "must be from /16 to /20, so that all subnets fit and AWS accepts it; write one such as 10.20.0.0/16" }];
  }
  if (range === undefined) return [{ path, message: "is not a range that starts at its first address; write one such as 10.20.0.0/16" }];
  if (!isPrivate(range))
    return [{ path, message: "is not private; write a range within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10" }];
  return [];
}
