import { requiredServices } from "../../../../../policies/preview/vpc-endpoints";
import { type Answered, about, account, arn, once, policy, region, subnetId, tags, vpcId } from "./names";

const balancer = arn("elasticloadbalancing", "loadbalancer/app/portal/50dc6c495c0c9188");
const listener = arn("elasticloadbalancing", "listener/app/portal/50dc6c495c0c9188/f2f7dc8efc522ab2");
const webAcl = arn("wafv2", "regional/webacl/portal/11112222-3333-4444-5555-666677778888");
const certificate = arn("acm", "certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");

const ownAccount = policy({
  Effect: "Allow",
  Principal: "*",
  Action: "*",
  Resource: "*",
  Condition: { StringEquals: { "aws:PrincipalAccount": account } },
});

const closed = { IpPermissions: [], IpPermissionsEgress: [] };

export const network: Answered = {
  "ec2.DescribeVpcs": once({ Vpcs: [{ VpcId: vpcId, CidrBlock: "10.10.0.0/16", Tags: tags }] }),
  "ec2.DescribeVpcAttribute": about(
    [
      { VpcId: vpcId, Attribute: "enableDnsSupport" },
      { VpcId: vpcId, EnableDnsSupport: { Value: true } },
    ],
    [
      { VpcId: vpcId, Attribute: "enableDnsHostnames" },
      { VpcId: vpcId, EnableDnsHostnames: { Value: true } },
    ],
  ),
  "ec2.DescribeSubnets": once({
    Subnets: [
      {
        SubnetId: subnetId,
        VpcId: vpcId,
        AvailabilityZone: "eu-central-1a",
        MapPublicIpOnLaunch: false,
        Tags: [...tags, { Key: "kubernetes.io/role/internal-elb", Value: "1" }],
      },
    ],
  }),
  "ec2.DescribeRouteTables": once({
    RouteTables: [
      {
        RouteTableId: "rtb-0aaa",
        VpcId: vpcId,
        Associations: [{ SubnetId: subnetId, Main: false }],
        Routes: [
          { DestinationCidrBlock: "10.10.0.0/16", GatewayId: "local" },
          { DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: "nat-0aaa" },
        ],
      },
      { RouteTableId: "rtb-main", VpcId: vpcId, Associations: [{ Main: true }], Routes: [] },
    ],
  }),
  "ec2.DescribeSecurityGroups": once({
    SecurityGroups: [
      { GroupId: "sg-default", GroupName: "default", VpcId: vpcId, ...closed, Tags: tags },
      {
        GroupId: "sg-nodes",
        GroupName: "nodes",
        VpcId: vpcId,
        IpPermissions: [{ IpProtocol: "tcp", FromPort: 443, ToPort: 443, UserIdGroupPairs: [{ GroupId: "sg-nodes" }] }],
        IpPermissionsEgress: [{ IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "10.10.0.0/16" }] }],
        Tags: tags,
      },
    ],
  }),
  "ec2.DescribeNetworkAcls": once({
    NetworkAcls: [
      {
        NetworkAclId: "acl-0aaa",
        VpcId: vpcId,
        IsDefault: true,
        Entries: [
          { Egress: false, Protocol: "6", RuleAction: "allow", CidrBlock: "10.10.0.0/16", PortRange: { From: 443, To: 443 } },
          { Egress: false, Protocol: "-1", RuleAction: "deny", CidrBlock: "0.0.0.0/0" },
          { Egress: true, Protocol: "-1", RuleAction: "allow", CidrBlock: "0.0.0.0/0" },
        ],
      },
    ],
  }),
  "ec2.DescribeFlowLogs": once({
    FlowLogs: [
      {
        FlowLogId: "fl-0aaa",
        ResourceId: vpcId,
        TrafficType: "ALL",
        FlowLogStatus: "ACTIVE",
        DeliverLogsStatus: "SUCCESS",
        LogDestinationType: "cloud-watch-logs",
        LogGroupName: "/platform/flow",
      },
    ],
  }),
  "ec2.DescribeVpcEndpoints": once({
    VpcEndpoints: requiredServices.map((service) => ({
      VpcEndpointId: `vpce-${service}`,
      VpcId: vpcId,
      ServiceName: `com.amazonaws.${region}.${service}`,
      VpcEndpointType: service === "s3" ? "Gateway" : "Interface",
      PolicyDocument: ownAccount,
      PrivateDnsEnabled: service !== "s3",
    })),
  }),
  "elb.DescribeLoadBalancers": once({
    LoadBalancers: [{ LoadBalancerArn: balancer, LoadBalancerName: "portal", Type: "application", Scheme: "internet-facing" }],
  }),
  "elb.DescribeLoadBalancerAttributes": about([
    { LoadBalancerArn: balancer },
    {
      Attributes: [
        { Key: "access_logs.s3.enabled", Value: "true" },
        { Key: "access_logs.s3.bucket", Value: "access-logs" },
        { Key: "routing.http.drop_invalid_header_fields.enabled", Value: "true" },
        { Key: "routing.http.desync_mitigation_mode", Value: "defensive" },
        { Key: "deletion_protection.enabled", Value: "true" },
      ],
    },
  ]),
  "elb.DescribeListeners": about([
    { LoadBalancerArn: balancer },
    {
      Listeners: [
        {
          ListenerArn: listener,
          LoadBalancerArn: balancer,
          Port: 443,
          Protocol: "HTTPS",
          SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
          DefaultActions: [{ Type: "forward" }],
        },
      ],
    },
  ]),
  "acm.ListCertificates": once({ CertificateSummaryList: [{ CertificateArn: certificate }] }),
  "acm.DescribeCertificate": about([
    { CertificateArn: certificate },
    {
      Certificate: {
        CertificateArn: certificate,
        KeyAlgorithm: "RSA-2048",
        Status: "ISSUED",
        NotAfter: "2027-06-01T00:00:00.000Z",
        InUseBy: [balancer],
      },
    },
  ]),
  "waf.ListWebACLs": once({ WebACLs: [{ Name: "portal", Id: "1", ARN: webAcl }] }),
  "waf.GetWebACL": about([
    { Name: "portal", Id: "1", Scope: "REGIONAL" },
    {
      WebACL: {
        Name: "portal",
        ARN: webAcl,
        Rules: [
          {
            Name: "common",
            Priority: 1,
            Statement: { ManagedRuleGroupStatement: { VendorName: "AWS", Name: "AWSManagedRulesCommonRuleSet" } },
            OverrideAction: { None: {} },
          },
        ],
      },
    },
  ]),
  "waf.ListResourcesForWebACL": about([{ WebACLArn: webAcl, ResourceType: "APPLICATION_LOAD_BALANCER" }, { ResourceArns: [balancer] }]),
  "waf.ListLoggingConfigurations": once({
    LoggingConfigurations: [{ ResourceArn: webAcl, LogDestinationConfigs: [arn("logs", "log-group:aws-waf-logs-portal")] }],
  }),
};
