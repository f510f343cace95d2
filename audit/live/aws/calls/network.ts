import { type AwsCall, type Exchange, type Input, listed } from "../call";

const ec2 = (operation: string, list: string): AwsCall => ({ service: "ec2", operation, lists: [list] });

const balancers = (exchanges: readonly Exchange[]): readonly Input[] =>
  listed(exchanges, "LoadBalancers").map(({ LoadBalancerArn }) => ({ LoadBalancerArn }));

export const networkCalls: readonly AwsCall[] = [
  ec2("DescribeVpcs", "Vpcs"),
  ec2("DescribeSubnets", "Subnets"),
  ec2("DescribeRouteTables", "RouteTables"),
  ec2("DescribeSecurityGroups", "SecurityGroups"),
  ec2("DescribeNetworkAcls", "NetworkAcls"),
  ec2("DescribeFlowLogs", "FlowLogs"),
  ec2("DescribeVpcEndpoints", "VpcEndpoints"),
  {
    service: "ec2",
    operation: "DescribeVpcAttribute",
    // The other of the two is asked nowhere else: EC2 gives one attribute at a time.
    each: {
      of: "ec2.DescribeVpcs",
      inputs: (exchanges) =>
        listed(exchanges, "Vpcs").flatMap(({ VpcId }) =>
          ["enableDnsSupport", "enableDnsHostnames"].map((Attribute) => ({ VpcId, Attribute })),
        ),
    },
  },
  { service: "elb", operation: "DescribeLoadBalancers", lists: ["LoadBalancers"] },
  {
    service: "elb",
    operation: "DescribeLoadBalancerAttributes",
    lists: ["Attributes"],
    each: { of: "elb.DescribeLoadBalancers", inputs: balancers },
  },
  { service: "elb", operation: "DescribeListeners", lists: ["Listeners"], each: { of: "elb.DescribeLoadBalancers", inputs: balancers } },
  { service: "acm", operation: "ListCertificates", lists: ["CertificateSummaryList"] },
  {
    service: "acm",
    operation: "DescribeCertificate",
    each: {
      of: "acm.ListCertificates",
      inputs: (exchanges) => listed(exchanges, "CertificateSummaryList").map(({ CertificateArn }) => ({ CertificateArn })),
    },
  },
  { service: "waf", operation: "ListWebACLs", lists: ["WebACLs"], input: { Scope: "REGIONAL", Limit: 100 } },
  {
    service: "waf",
    operation: "GetWebACL",
    each: {
      of: "waf.ListWebACLs",
      inputs: (exchanges) => listed(exchanges, "WebACLs").map(({ Name, Id }) => ({ Name, Id, Scope: "REGIONAL" })),
    },
  },
  {
    service: "waf",
    operation: "ListResourcesForWebACL",
    lists: ["ResourceArns"],
    each: {
      of: "waf.ListWebACLs",
      inputs: (exchanges) => listed(exchanges, "WebACLs").map(({ ARN }) => ({ WebACLArn: ARN, ResourceType: "APPLICATION_LOAD_BALANCER" })),
    },
  },
  { service: "waf", operation: "ListLoggingConfigurations", lists: ["LoggingConfigurations"], input: { Scope: "REGIONAL", Limit: 100 } },
];
