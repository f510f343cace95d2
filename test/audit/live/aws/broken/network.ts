import { keptWell } from "../account";
import { daysAgo, policy } from "../account/names";
import { type Broken, none, set } from "./change";

const open = [{ CidrIp: "0.0.0.0/0" }];
const rules = (permissions: string) => `SecurityGroups.1.${permissions}`;
const balancer = (key: string, index: number, value: string) =>
  set("elb.DescribeLoadBalancerAttributes", `Attributes.${String(index)}`, { Key: key, Value: value });

export const brokenNetwork: Broken = [
  ["a subnet that gives public addresses", set("ec2.DescribeSubnets", "Subnets.0.MapPublicIpOnLaunch", true), ["subnet-no-public-ip"]],
  [
    "a private subnet with a route to the internet",
    set("ec2.DescribeRouteTables", "RouteTables.0.Routes.1", { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-0aaa" }),
    ["private-subnet-no-internet-route"],
  ],
  [
    "the same in the table that a subnet uses because it names none",
    {
      ...set("ec2.DescribeRouteTables", "RouteTables.1.Routes", [{ DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-0aaa" }]),
      "ec2.DescribeSubnets": [
        {
          input: {},
          output: {
            Subnets: [
              {
                ...((keptWell["ec2.DescribeSubnets"]?.[0]?.output?.["Subnets"] as object[])[0] as object),
                SubnetId: "subnet-0bbb",
              },
            ],
          },
        },
      ],
      "eks.DescribeNodegroup": set("eks.DescribeNodegroup", "nodegroup.subnets", ["subnet-0bbb"])["eks.DescribeNodegroup"] ?? [],
    },
    ["private-subnet-no-internet-route"],
  ],
  [
    "nodes in a public subnet",
    set("ec2.DescribeSubnets", "Subnets.0.Tags.4", { Key: "kubernetes.io/role/elb", Value: "1" }),
    ["node-group-subnets-private"],
  ],
  [
    "a default security group with a rule",
    set("ec2.DescribeSecurityGroups", "SecurityGroups.0.IpPermissionsEgress", [{ IpProtocol: "-1", IpRanges: open }]),
    ["default-security-group-closed"],
  ],
  [
    "a group that admits the internet",
    set("ec2.DescribeSecurityGroups", rules("IpPermissions"), [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: open }]),
    ["security-group-no-public-ingress"],
  ],
  [
    "a group that admits the internet of version 6",
    set("ec2.DescribeSecurityGroups", rules("IpPermissions"), [
      { IpProtocol: "tcp", FromPort: 443, ToPort: 443, Ipv6Ranges: [{ CidrIpv6: "::/0" }] },
    ]),
    ["security-group-no-public-ingress"],
  ],
  [
    "a group that admits every port",
    set("ec2.DescribeSecurityGroups", rules("IpPermissions"), [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "10.0.0.0/8" }] }]),
    ["security-group-ingress-ports-named"],
  ],
  [
    "a group that lets everything out",
    set("ec2.DescribeSecurityGroups", rules("IpPermissionsEgress"), [{ IpProtocol: "-1", IpRanges: open }]),
    ["security-group-no-open-egress"],
  ],
  [
    "a network ACL that admits SSH from the internet",
    set("ec2.DescribeNetworkAcls", "NetworkAcls.0.Entries.0", {
      Egress: false,
      Protocol: "-1",
      RuleAction: "allow",
      CidrBlock: "0.0.0.0/0",
    }),
    ["network-acl-no-public-admin-ports"],
  ],
  ["a VPC that nobody records", none("ec2.DescribeFlowLogs", "FlowLogs"), ["flow-log-present"]],
  ["a flow log of refusals only", set("ec2.DescribeFlowLogs", "FlowLogs.0.TrafficType", "REJECT"), ["flow-log-records-all-traffic"]],
  ["a flow log that is not active", set("ec2.DescribeFlowLogs", "FlowLogs.0.FlowLogStatus", "INACTIVE"), ["flow-log-delivers"]],
  ["a flow log that cannot be delivered", set("ec2.DescribeFlowLogs", "FlowLogs.0.DeliverLogsStatus", "FAILED"), ["flow-log-delivers"]],
  [
    "a VPC without the endpoint of a service",
    set("ec2.DescribeVpcEndpoints", "VpcEndpoints.11.ServiceName", "com.amazonaws.eu-central-1.sqs"),
    ["vpc-endpoints-present"],
  ],
  [
    "an endpoint without its name",
    set("ec2.DescribeVpcEndpoints", "VpcEndpoints.0.PrivateDnsEnabled", false),
    ["vpc-endpoint-private-dns"],
  ],
  ["a VPC without host names", set("ec2.DescribeVpcAttribute", "EnableDnsHostnames.Value", false, 1), ["vpc-endpoint-private-dns"]],
  [
    "an endpoint that lets everybody through",
    set(
      "ec2.DescribeVpcEndpoints",
      "VpcEndpoints.0.PolicyDocument",
      policy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }),
    ),
    ["vpc-endpoint-policy-limited"],
  ],
  ["a load balancer without a log", balancer("access_logs.s3.enabled", 0, "false"), ["load-balancer-access-logged"]],
  [
    "a load balancer that passes odd headers",
    balancer("routing.http.drop_invalid_header_fields.enabled", 2, "false"),
    ["load-balancer-drops-invalid-headers"],
  ],
  ["a load balancer that only watches", balancer("routing.http.desync_mitigation_mode", 3, "monitor"), ["load-balancer-desync-defensive"]],
  [
    "a listener with old TLS",
    set("elb.DescribeListeners", "Listeners.0.SslPolicy", "ELBSecurityPolicy-2016-08"),
    ["listener-tls-policy-strong"],
  ],
  ["a listener in clear", set("elb.DescribeListeners", "Listeners.0.Protocol", "HTTP"), ["listener-encrypted"]],
  ["a certificate with a weak key", set("acm.DescribeCertificate", "Certificate.KeyAlgorithm", "RSA-1024"), ["certificate-key-strong"]],
  ["a certificate that ends soon", set("acm.DescribeCertificate", "Certificate.NotAfter", daysAgo(-10)), ["certificate-not-ending"]],
  ["a certificate that ended", set("acm.DescribeCertificate", "Certificate.Status", "EXPIRED"), ["certificate-not-ending"]],
  ["a public load balancer without a web ACL", none("waf.ListResourcesForWebACL", "ResourceArns"), ["public-load-balancer-behind-waf"]],
  ["a web ACL without rules", none("waf.GetWebACL", "WebACL.Rules"), ["web-acl-blocks"]],
  ["a web ACL that only counts", set("waf.GetWebACL", "WebACL.Rules.0.OverrideAction", { Count: {} }), ["web-acl-blocks"]],
  ["a web ACL without a log", none("waf.ListLoggingConfigurations", "LoggingConfigurations"), ["web-acl-logged"]],
];
