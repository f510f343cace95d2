import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as wafv2 from "@pulumi/aws/wafv2";
import type * as pulumi from "@pulumi/pulumi";
import { wafLogGroupName } from "./names";

export interface WebAclArgs {
  readonly clusterName: string;
  readonly balancerArn: pulumi.Input<string>;
  readonly logsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly deletionProtection: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** Groups of rules that AWS maintains, in the order in which they look (AWS WAF developer guide, "Managed rule groups"). */
const managed = [
  "AWSManagedRulesAmazonIpReputationList",
  "AWSManagedRulesCommonRuleSet",
  "AWSManagedRulesKnownBadInputsRuleSet",
  "AWSManagedRulesSQLiRuleSet",
] as const;

/** Requests of one address in five minutes: more is no person. */
const rateLimit = 2000;

const seen = (metricName: string) => ({ cloudwatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName });

/** Requests are sampled nowhere: samples hold what is asked, which may be patient data. */
export const rules = [
  {
    name: "rate",
    priority: 0,
    action: { block: {} },
    statement: { rateBasedStatement: { limit: rateLimit, aggregateKeyType: "IP" } },
    visibilityConfig: seen("rate"),
  },
  ...managed.map((name, index) => ({
    name,
    priority: index + 1,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
    visibilityConfig: seen(name),
  })),
];

/** Filters requests before they reach the load balancer, and records what it decides, without credentials. */
export function createWebAcl(name: string, args: WebAclArgs, opts: pulumi.CustomResourceOptions): cloudwatch.LogGroup {
  const group = new cloudwatch.LogGroup(
    `${name}-waf`,
    {
      name: wafLogGroupName(args.clusterName),
      kmsKeyId: args.logsKeyArn,
      retentionInDays: args.logRetentionDays,
      deletionProtectionEnabled: args.deletionProtection,
      tags: { ...args.tags },
    },
    opts,
  );
  const acl = new wafv2.WebAcl(
    name,
    {
      name: args.clusterName,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rules,
      visibilityConfig: seen("all"),
      tags: { ...args.tags },
    },
    opts,
  );
  new wafv2.WebAclLoggingConfiguration(
    name,
    {
      resourceArn: acl.arn,
      logDestinationConfigs: [group.arn],
      redactedFields: ["authorization", "cookie"].map((header) => ({ singleHeader: { name: header } })),
    },
    opts,
  );
  new wafv2.WebAclAssociation(name, { resourceArn: args.balancerArn, webAclArn: acl.arn }, opts);
  return group;
}
