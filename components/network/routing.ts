import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import type { Vpc } from "./vpc";
import type { Zone } from "./zones";

/**
 * Public subnets reach the internet gateway, private ones a NAT gateway, intra ones nothing outside. Each zone has a private table of
 * its own also when they share one NAT gateway, so that going from one to one per zone changes routes and nothing else.
 *
 * Returns the ids of the private route tables.
 */
export function createRouting(vpc: Vpc, zones: readonly Zone[], nat: "single" | "per-zone"): pulumi.Output<string>[] {
  const internet = new ec2.InternetGateway(`${vpc.name}-internet`, { vpcId: vpc.id, tags: vpc.tagsFor("internet") }, vpc.opts);
  const publicTable = createTable(vpc, "public");
  routeOut(vpc, "public-internet", publicTable, { gatewayId: internet.id });
  const intraTable = createTable(vpc, "intra");
  const nats = createNats(vpc, nat === "single" ? zones.slice(0, 1) : zones, internet);
  return zones.map((zone, index) => {
    const privateTable = createTable(vpc, `private-${zone.name}`);
    const gateway = nats[index % nats.length];
    if (gateway) routeOut(vpc, `private-${zone.name}-nat`, privateTable, { natGatewayId: gateway.id });
    associate(vpc, `public-${zone.name}`, zone.public, publicTable);
    associate(vpc, `private-${zone.name}`, zone.private, privateTable);
    associate(vpc, `intra-${zone.name}`, zone.intra, intraTable);
    return privateTable.id;
  });
}

function createTable(vpc: Vpc, suffix: string): ec2.RouteTable {
  return new ec2.RouteTable(`${vpc.name}-${suffix}`, { vpcId: vpc.id, tags: vpc.tagsFor(suffix) }, vpc.opts);
}

function createNats(vpc: Vpc, zones: readonly Zone[], internet: ec2.InternetGateway): readonly ec2.NatGateway[] {
  const opts = { ...vpc.opts, dependsOn: [internet] };
  return zones.map((zone) => {
    const suffix = `nat-${zone.name}`;
    const tags = vpc.tagsFor(suffix);
    const address = new ec2.Eip(`${vpc.name}-${suffix}`, { domain: "vpc", tags }, opts);
    return new ec2.NatGateway(`${vpc.name}-${suffix}`, { allocationId: address.allocationId, subnetId: zone.public.id, tags }, opts);
  });
}

type Target = Pick<ec2.RouteArgs, "gatewayId" | "natGatewayId">;

function routeOut(vpc: Vpc, suffix: string, table: ec2.RouteTable, target: Target): void {
  new ec2.Route(`${vpc.name}-${suffix}`, { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", ...target }, vpc.opts);
}

function associate(vpc: Vpc, suffix: string, subnet: ec2.Subnet, table: ec2.RouteTable): void {
  new ec2.RouteTableAssociation(`${vpc.name}-${suffix}`, { subnetId: subnet.id, routeTableId: table.id }, vpc.opts);
}
