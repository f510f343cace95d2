import * as ec2 from "@pulumi/aws/ec2";
import { type ZoneSubnets, divide } from "./subnets";
import type { Vpc } from "./vpc";

/** The subnets of one zone, created. */
export interface Zone {
  readonly name: string;
  readonly public: ec2.Subnet;
  readonly private: ec2.Subnet;
  readonly intra: ec2.Subnet;
}

/** The load balancer controller finds subnets by these tags, whose value is 1. */
const roleTags = {
  public: { "kubernetes.io/role/elb": "1" },
  private: { "kubernetes.io/role/internal-elb": "1" },
  intra: {},
} as const;

export function createZones(vpc: Vpc, names: readonly string[]): readonly Zone[] {
  return divide(vpc.cidr, names).map((ranges) => ({
    name: ranges.zone,
    public: createSubnet(vpc, ranges, "public"),
    private: createSubnet(vpc, ranges, "private"),
    intra: createSubnet(vpc, ranges, "intra"),
  }));
}

function createSubnet(vpc: Vpc, ranges: ZoneSubnets, kind: "public" | "private" | "intra"): ec2.Subnet {
  const suffix = `${kind}-${ranges.zone}`;
  return new ec2.Subnet(
    `${vpc.name}-${suffix}`,
    {
      vpcId: vpc.id,
      availabilityZone: ranges.zone,
      cidrBlock: ranges[kind],
      mapPublicIpOnLaunch: false,
      tags: { ...vpc.tagsFor(suffix), ...roleTags[kind] },
    },
    vpc.opts,
  );
}
