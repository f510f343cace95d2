import * as ec2 from "@pulumi/aws/ec2";
import * as rules from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "../args";
import { endpointPolicy } from "./endpoint-policies";
import { endpointServiceName, interfaceEndpoints } from "./endpoint-services";
import type { Vpc } from "./vpc";

export interface EndpointsArgs {
  readonly site: Site;
  /** One per zone, for the endpoints' interfaces. Every address of the VPC can reach them. */
  readonly subnetIds: pulumi.Input<string>[];
  /** The tables that get the route to S3. */
  readonly routeTableIds: pulumi.Input<string>[];
  readonly extra: readonly string[];
}

/** S3 by a gateway endpoint, everything else by interface endpoints; returns the security group of the latter. */
export function createEndpoints(vpc: Vpc, args: EndpointsArgs): ec2.SecurityGroup {
  createEndpoint(vpc, args.site, "s3", { vpcEndpointType: "Gateway", routeTableIds: args.routeTableIds });
  const group = createGroup(vpc);
  for (const service of interfaceEndpoints(args.extra)) {
    createEndpoint(vpc, args.site, service, {
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: args.subnetIds,
      securityGroupIds: [group.id],
    });
  }
  return group;
}

function createEndpoint(vpc: Vpc, site: Site, service: string, kind: Partial<ec2.VpcEndpointArgs>): void {
  new ec2.VpcEndpoint(
    `${vpc.name}-endpoint-${service}`,
    {
      vpcId: vpc.id,
      serviceName: endpointServiceName(site, service),
      policy: endpointPolicy(site, service),
      tags: vpc.tagsFor(`endpoint-${service}`),
      ...kind,
    },
    vpc.opts,
  );
}

/** Answers the VPC on 443. It has no egress rule, and the provider removes the open one that AWS makes: an endpoint never calls. */
function createGroup(vpc: Vpc): ec2.SecurityGroup {
  const group = new ec2.SecurityGroup(
    `${vpc.name}-endpoints`,
    { vpcId: vpc.id, description: "VPC endpoints: HTTPS from inside the VPC", tags: vpc.tagsFor("endpoints") },
    vpc.opts,
  );
  new rules.SecurityGroupIngressRule(
    `${vpc.name}-endpoints-https`,
    {
      securityGroupId: group.id,
      description: "HTTPS from inside the VPC",
      cidrIpv4: vpc.cidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      tags: vpc.tagsFor("endpoints-https"),
    },
    vpc.opts,
  );
  return group;
}
