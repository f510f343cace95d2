import { requiredServices } from "../../../../policies/preview/vpc-endpoints";
import { policy, tags } from "../../../audit/live/aws/account/names";
import type { Aws } from "../aws";
import { account, region } from "../server";
import { type Loose, type Made, first, text } from "./made";

/** The VPC that every account comes with has public subnets and open groups: a landing zone takes it away. */
export async function withoutDefaultVpc(aws: Aws): Promise<void> {
  const { Subnets } = await aws.call("ec2", "DescribeSubnets");
  for (const { SubnetId } of Subnets as readonly Loose[]) await aws.call("ec2", "DeleteSubnet", { SubnetId });
  const { Vpcs } = await aws.call("ec2", "DescribeVpcs");
  for (const { VpcId } of Vpcs as readonly Loose[]) await aws.call("ec2", "DeleteVpc", { VpcId });
  const { NetworkAcls } = await aws.call("ec2", "DescribeNetworkAcls");
  for (const { NetworkAclId } of NetworkAcls as readonly Loose[])
    await aws.call("ec2", "DeleteNetworkAclEntry", { NetworkAclId, RuleNumber: 100, Egress: false });
}

export async function makeNetwork(
  aws: Aws,
): Promise<Pick<Made, "vpcId" | "subnetId" | "groupId" | "defaultGroupId" | "aclId" | "tableId">> {
  const tagged = (ResourceType: string) => [{ ResourceType, Tags: tags }];
  const { Vpc } = await aws.call("ec2", "CreateVpc", { CidrBlock: "10.10.0.0/16", TagSpecifications: tagged("vpc") });
  const vpcId = text((Vpc as Loose)["VpcId"]);
  await aws.call("ec2", "ModifyVpcAttribute", { VpcId: vpcId, EnableDnsHostnames: { Value: true } });
  const { Subnet } = await aws.call("ec2", "CreateSubnet", {
    VpcId: vpcId,
    CidrBlock: "10.10.1.0/24",
    AvailabilityZone: `${region}a`,
    TagSpecifications: [{ ResourceType: "subnet", Tags: [...tags, { Key: "kubernetes.io/role/internal-elb", Value: "1" }] }],
  });
  const subnetId = text((Subnet as Loose)["SubnetId"]);
  await aws.call("ec2", "ModifySubnetAttribute", { SubnetId: subnetId, MapPublicIpOnLaunch: { Value: false } });
  const { RouteTable } = await aws.call("ec2", "CreateRouteTable", { VpcId: vpcId });
  const tableId = text((RouteTable as Loose)["RouteTableId"]);
  await aws.call("ec2", "AssociateRouteTable", { RouteTableId: tableId, SubnetId: subnetId });
  const inVpc = { Filters: [{ Name: "vpc-id", Values: [vpcId] }] };
  const defaultGroup = first((await aws.call("ec2", "DescribeSecurityGroups", inVpc))["SecurityGroups"]);
  const defaultGroupId = text(defaultGroup["GroupId"]);
  await aws.call("ec2", "RevokeSecurityGroupEgress", {
    GroupId: defaultGroupId,
    IpPermissions: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
  });
  const { GroupId } = await aws.call("ec2", "CreateSecurityGroup", {
    GroupName: "nodes",
    Description: "nodes",
    VpcId: vpcId,
    TagSpecifications: tagged("security-group"),
  });
  await aws.call("ec2", "RevokeSecurityGroupEgress", {
    GroupId,
    IpPermissions: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
  });
  const acl = first((await aws.call("ec2", "DescribeNetworkAcls", inVpc))["NetworkAcls"]);
  const aclId = text(acl["NetworkAclId"]);
  await aws.call("ec2", "DeleteNetworkAclEntry", { NetworkAclId: aclId, RuleNumber: 100, Egress: false });
  await aws.call("ec2", "CreateNetworkAclEntry", {
    NetworkAclId: aclId,
    RuleNumber: 100,
    Egress: false,
    Protocol: "-1",
    RuleAction: "allow",
    CidrBlock: "10.0.0.0/8",
  });
  const condition = { StringEquals: { "aws:PrincipalAccount": account } };
  for (const service of requiredServices)
    await aws.call("ec2", "CreateVpcEndpoint", {
      VpcId: vpcId,
      ServiceName: `com.amazonaws.${region}.${service}`,
      VpcEndpointType: service === "s3" ? "Gateway" : "Interface",
      PolicyDocument: policy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition: condition }),
      ...(service === "s3" ? {} : { PrivateDnsEnabled: true, SubnetIds: [subnetId] }),
    });
  return { vpcId, subnetId, groupId: text(GroupId), defaultGroupId, aclId, tableId };
}

export async function makeEdge(
  aws: Aws,
  { subnetId, vpcId }: Pick<Made, "subnetId" | "vpcId">,
): Promise<Pick<Made, "balancerArn" | "listenerArn">> {
  const { LoadBalancers } = await aws.call("elb", "CreateLoadBalancer", {
    Name: "portal",
    Scheme: "internal",
    Type: "application",
    Subnets: [subnetId],
  });
  const balancerArn = text(first(LoadBalancers)["LoadBalancerArn"]);
  await aws.call("elb", "ModifyLoadBalancerAttributes", {
    LoadBalancerArn: balancerArn,
    Attributes: [
      { Key: "access_logs.s3.enabled", Value: "true" },
      { Key: "access_logs.s3.bucket", Value: "access-logs" },
      { Key: "routing.http.drop_invalid_header_fields.enabled", Value: "true" },
    ],
  });
  const { TargetGroups } = await aws.call("elb", "CreateTargetGroup", { Name: "portal", Protocol: "HTTPS", Port: 443, VpcId: vpcId });
  const certificate = first((await aws.call("acm", "ListCertificates"))["CertificateSummaryList"]);
  const { CertificateArn } =
    certificate["CertificateArn"] === undefined
      ? await aws.call("acm", "RequestCertificate", { DomainName: "portal.example.com" })
      : certificate;
  const { Listeners } = await aws.call("elb", "CreateListener", {
    LoadBalancerArn: balancerArn,
    Protocol: "HTTPS",
    Port: 443,
    SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    Certificates: [{ CertificateArn }],
    DefaultActions: [{ Type: "forward", TargetGroupArn: first(TargetGroups)["TargetGroupArn"] }],
  });
  return { balancerArn, listenerArn: text(first(Listeners)["ListenerArn"]) };
}
