import type { Inputs } from "../../../../policies/preview/tree";
import { listed } from "../call";
import { type AwsResource, type Translation, at, list, outputsFor, tagsOf, text } from "../resource";

const one = (type: string, id: string, inputs: Inputs, ...more: readonly string[]): AwsResource => ({
  type,
  name: id,
  ids: [id, ...more],
  inputs,
});

const vpcs: Translation = {
  types: ["aws:ec2/vpc:Vpc"],
  from: ["ec2.DescribeVpcs", "ec2.DescribeVpcAttribute"],
  make: (answers) =>
    listed(answers("ec2.DescribeVpcs"), "Vpcs").map((vpc) => {
      const attributes = outputsFor(answers("ec2.DescribeVpcAttribute"), "VpcId", vpc["VpcId"]);
      const on = (name: string): boolean => attributes.some((attribute) => at(attribute, name, "Value") === true);
      return one("aws:ec2/vpc:Vpc", text(vpc, "VpcId"), {
        cidrBlock: text(vpc, "CidrBlock"),
        tags: tagsOf(vpc["Tags"]),
        enableDnsSupport: on("EnableDnsSupport"),
        enableDnsHostnames: on("EnableDnsHostnames"),
      });
    }),
};

const subnets: Translation = {
  types: ["aws:ec2/subnet:Subnet"],
  from: ["ec2.DescribeSubnets"],
  make: (answers) =>
    listed(answers("ec2.DescribeSubnets"), "Subnets").map((subnet) =>
      one("aws:ec2/subnet:Subnet", text(subnet, "SubnetId"), {
        vpcId: text(subnet, "VpcId"),
        availabilityZone: text(subnet, "AvailabilityZone"),
        mapPublicIpOnLaunch: subnet["MapPublicIpOnLaunch"] === true,
        tags: tagsOf(subnet["Tags"]),
      }),
    ),
};

const tableType = "aws:ec2/routeTable:RouteTable";
const mainTableType = "aws:ec2/defaultRouteTable:DefaultRouteTable";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";

/** A subnet that names no table uses the VPC's main one, which so counts as associated with it. */
const routeTables: Translation = {
  types: [tableType, mainTableType, associationType],
  from: ["ec2.DescribeRouteTables", "ec2.DescribeSubnets"],
  make: (answers) => {
    const tables = listed(answers("ec2.DescribeRouteTables"), "RouteTables");
    const named = new Set(tables.flatMap((table) => list(table, "Associations").map((each) => text(each, "SubnetId"))));
    const isMain = (table: unknown): boolean => list(table, "Associations").some((each) => at(each, "Main") === true);
    return tables.flatMap((table) => {
      const id = text(table, "RouteTableId");
      const unnamed = listed(answers("ec2.DescribeSubnets"), "Subnets").filter(
        (subnet) => isMain(table) && subnet["VpcId"] === table["VpcId"] && !named.has(text(subnet, "SubnetId")),
      );
      const used = [...list(table, "Associations"), ...unnamed].map((each) => text(each, "SubnetId")).filter((subnet) => subnet !== "");
      const routes = list(table, "Routes").map((route) => ({
        cidrBlock: text(route, "DestinationCidrBlock"),
        ipv6CidrBlock: text(route, "DestinationIpv6CidrBlock"),
        gatewayId: text(route, "GatewayId"),
        natGatewayId: text(route, "NatGatewayId"),
      }));
      return [
        one(tableType, id, { vpcId: text(table, "VpcId"), routes, tags: tagsOf(table["Tags"]) }),
        ...used.map((subnetId) => one(associationType, `${id}/${subnetId}`, { routeTableId: id, subnetId })),
      ];
    });
  },
};

const groupType = "aws:ec2/securityGroup:SecurityGroup";
const defaultGroupType = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

const permission = (rule: unknown): Inputs => ({
  protocol: text(rule, "IpProtocol"),
  fromPort: (at(rule, "FromPort") ?? 0) as number,
  toPort: (at(rule, "ToPort") ?? 0) as number,
  cidrBlocks: list(rule, "IpRanges").map((range) => text(range, "CidrIp")),
  ipv6CidrBlocks: list(rule, "Ipv6Ranges").map((range) => text(range, "CidrIpv6")),
  securityGroups: list(rule, "UserIdGroupPairs").map((pair) => text(pair, "GroupId")),
});

const securityGroups: Translation = {
  types: [groupType, defaultGroupType],
  from: ["ec2.DescribeSecurityGroups"],
  make: (answers) =>
    listed(answers("ec2.DescribeSecurityGroups"), "SecurityGroups").map((group) =>
      one(group["GroupName"] === "default" ? defaultGroupType : groupType, text(group, "GroupId"), {
        name: text(group, "GroupName"),
        vpcId: text(group, "VpcId"),
        ingress: list(group, "IpPermissions").map(permission),
        egress: list(group, "IpPermissionsEgress").map(permission),
        tags: tagsOf(group["Tags"]),
      }),
    ),
};

const aclType = "aws:ec2/networkAcl:NetworkAcl";

/** The last entry of every list denies the rest and has no number of its own. */
const networkAcls: Translation = {
  types: [aclType, "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"],
  from: ["ec2.DescribeNetworkAcls"],
  make: (answers) =>
    listed(answers("ec2.DescribeNetworkAcls"), "NetworkAcls").map((acl) => {
      const entries = (egress: boolean) =>
        list(acl, "Entries")
          .filter((entry) => at(entry, "Egress") === egress)
          .map((entry) => ({
            action: text(entry, "RuleAction"),
            protocol: text(entry, "Protocol"),
            fromPort: (at(entry, "PortRange", "From") ?? 0) as number,
            toPort: (at(entry, "PortRange", "To") ?? 65_535) as number,
            cidrBlock: text(entry, "CidrBlock"),
            ipv6CidrBlock: text(entry, "Ipv6CidrBlock"),
          }));
      const type = acl["IsDefault"] === true ? "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl" : aclType;
      return one(type, text(acl, "NetworkAclId"), { vpcId: text(acl, "VpcId"), ingress: entries(false), egress: entries(true) });
    }),
};

/** A flow log names what it watches, and its destination in one of two members. */
const flowLogs: Translation = {
  types: ["aws:ec2/flowLog:FlowLog"],
  from: ["ec2.DescribeFlowLogs"],
  make: (answers) =>
    listed(answers("ec2.DescribeFlowLogs"), "FlowLogs").map((log) => {
      const watched = text(log, "ResourceId");
      const property = watched.startsWith("vpc-")
        ? "vpcId"
        : watched.startsWith("subnet-")
          ? "subnetId"
          : watched.startsWith("tgw-")
            ? "transitGatewayId"
            : "eniId";
      return one("aws:ec2/flowLog:FlowLog", text(log, "FlowLogId"), {
        [property]: watched,
        trafficType: text(log, "TrafficType"),
        logDestinationType: text(log, "LogDestinationType"),
        logDestination: text(log, "LogDestination") || text(log, "LogGroupName"),
        // Not an argument of the resource: what the service says of the log.
        status: text(log, "FlowLogStatus"),
        deliveryStatus: text(log, "DeliverLogsStatus"),
      });
    }),
};

const endpoints: Translation = {
  types: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
  from: ["ec2.DescribeVpcEndpoints"],
  make: (answers) =>
    listed(answers("ec2.DescribeVpcEndpoints"), "VpcEndpoints").map((endpoint) =>
      one("aws:ec2/vpcEndpoint:VpcEndpoint", text(endpoint, "VpcEndpointId"), {
        vpcId: text(endpoint, "VpcId"),
        serviceName: text(endpoint, "ServiceName"),
        vpcEndpointType: text(endpoint, "VpcEndpointType"),
        policy: text(endpoint, "PolicyDocument"),
        privateDnsEnabled: endpoint["PrivateDnsEnabled"] === true,
      }),
    ),
};

export const networkTranslations: readonly Translation[] = [vpcs, subnets, routeTables, securityGroups, networkAcls, flowLogs, endpoints];
