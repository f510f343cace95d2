import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

/** A rule of EventBridge, as data: what it is called, in words, and the events that it matches. */
export interface AlertRule {
  readonly short: string;
  readonly description: string;
  readonly pattern: Readonly<Record<string, unknown>>;
  /** Also for calls that only read or hand out credentials, which EventBridge leaves out otherwise. */
  readonly readOnlyCalls?: boolean;
}

const callsOf = (source: string, eventName: readonly unknown[], detail: object = {}): AlertRule["pattern"] => ({
  source: [`aws.${source}`],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: { eventSource: [`${source}.amazonaws.com`], eventName, ...detail },
});

/**
 * What raises an alert at once, with the account's own trail or another team's: findings of GuardDuty that are high, orders to destroy a
 * key, the emergency role, and whoever turns off what watches (PCI DSS 10.7.2, 12.10.5).
 */
export function alertRules(breakGlassRoleArn: string): readonly AlertRule[] {
  return [
    {
      short: "guardduty-high",
      description: "GuardDuty found something of severity 7 or more",
      pattern: { source: ["aws.guardduty"], "detail-type": ["GuardDuty Finding"], detail: { severity: [{ numeric: [">=", 7] }] } },
    },
    {
      short: "key-deletion",
      description: "somebody ordered the deletion of a key, or disabled it",
      pattern: callsOf("kms", ["ScheduleKeyDeletion", "DisableKey"]),
    },
    {
      short: "break-glass",
      description: "somebody took the emergency role",
      pattern: callsOf("sts", [{ prefix: "AssumeRole" }], { requestParameters: { roleArn: [breakGlassRoleArn] } }),
      readOnlyCalls: true,
    },
    ...stopped,
  ];
}

/** What turns off a control, or shortens what it keeps. */
const stopped: readonly AlertRule[] = [
  {
    short: "trail-stopped",
    description: "somebody stopped or changed the trail",
    pattern: callsOf("cloudtrail", ["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"]),
  },
  { short: "flow-logs-deleted", description: "somebody deleted flow logs", pattern: callsOf("ec2", ["DeleteFlowLogs"]) },
  {
    short: "config-stopped",
    description: "somebody stopped the recording of configuration",
    pattern: callsOf("config", ["StopConfigurationRecorder", "DeleteConfigurationRecorder", "DeleteDeliveryChannel"]),
  },
  {
    short: "guardduty-stopped",
    description: "somebody stopped or changed the detection of threats",
    pattern: callsOf("guardduty", ["DeleteDetector", "UpdateDetector", "StopMonitoringMembers", "DisassociateFromAdministratorAccount"]),
  },
  {
    short: "logs-shortened",
    description: "somebody deleted a log group, its way to the archive, or changed how long it keeps logs",
    pattern: callsOf("logs", ["DeleteLogGroup", "DeleteLogStream", "PutRetentionPolicy", "DeleteSubscriptionFilter"]),
  },
];

export interface CreatedRule {
  readonly short: string;
  readonly rule: cloudwatch.EventRule;
}

/** Makes the rules, each with the topic as its target. They are named after the cluster. */
export function createRules(
  name: string,
  rules: readonly AlertRule[],
  args: { readonly clusterName: string; readonly topicArn: pulumi.Input<string>; readonly tags: Readonly<Record<string, string>> },
  opts: pulumi.CustomResourceOptions,
): CreatedRule[] {
  return rules.map(({ short, description, pattern, readOnlyCalls = false }) => {
    const rule = new cloudwatch.EventRule(
      `${name}-${short}`,
      {
        name: `${args.clusterName}-${short}`,
        description,
        eventPattern: JSON.stringify(pattern),
        state: readOnlyCalls ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED",
        tags: { ...args.tags },
      },
      opts,
    );
    new cloudwatch.EventTarget(`${name}-${short}`, { rule: rule.name, targetId: "alerts", arn: args.topicArn }, opts);
    return { short, rule };
  });
}
