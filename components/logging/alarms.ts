import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { AuditLogGroup } from "./delivery";
import type { LoggedEvent } from "./trail-events";

export interface AlarmArgs {
  readonly clusterName: string;
  readonly topicArn: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/** One occurrence raises the alarm, within the five minutes that a metric of a log group needs. */
export function createEventAlarms(
  name: string,
  events: readonly LoggedEvent[],
  groupName: pulumi.Input<string>,
  args: AlarmArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  for (const { short, description, pattern } of events) {
    const metric = { namespace: `${args.clusterName}/security`, name: short };
    new cloudwatch.LogMetricFilter(
      `${name}-${short}`,
      { name: `${args.clusterName}-${short}`, logGroupName: groupName, pattern, metricTransformation: { ...metric, value: "1" } },
      opts,
    );
    createAlarm(`${name}-${short}`, args, opts, {
      name: `${args.clusterName}-${short}`,
      alarmDescription: description,
      namespace: metric.namespace,
      metricName: metric.name,
      statistic: "Sum",
      period: 300,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      // A filter that finds nothing says nothing.
      treatMissingData: "notBreaching",
    });
  }
}

/** A group that falls silent is a control that failed (PCI DSS 10.7.2), and so is a stream that no longer reaches the archive. */
export function createSilenceAlarms(
  name: string,
  groups: readonly AuditLogGroup[],
  args: AlarmArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  for (const { short, groupName } of groups) {
    createAlarm(`${name}-${short}-silent`, args, opts, {
      name: `${args.clusterName}-${short}-silent`,
      alarmDescription: `nothing was written to the log group ${short} for an hour`,
      namespace: "AWS/Logs",
      metricName: "IncomingLogEvents",
      dimensions: { LogGroupName: groupName },
      statistic: "Sum",
      period: 3600,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
    });
    createAlarm(`${name}-${short}-undelivered`, args, opts, {
      name: `${args.clusterName}-${short}-undelivered`,
      alarmDescription: `records of ${short} have waited for the archive for more than an hour`,
      namespace: "AWS/Firehose",
      metricName: "DeliveryToS3.DataFreshness",
      dimensions: { DeliveryStreamName: `${args.clusterName}-${short}` },
      statistic: "Maximum",
      period: 300,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 3600,
      treatMissingData: "notBreaching",
    });
  }
}

function createAlarm(
  name: string,
  { topicArn, tags }: AlarmArgs,
  opts: pulumi.CustomResourceOptions,
  alarm: Omit<cloudwatch.MetricAlarmArgs, "evaluationPeriods">,
): void {
  new cloudwatch.MetricAlarm(name, { ...alarm, evaluationPeriods: 1, alarmActions: [topicArn], tags: { ...tags } }, opts);
}
