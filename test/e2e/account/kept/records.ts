import { tags } from "../../../audit/live/aws/account/names";
import { topicPolicyOf } from "../../../audit/live/aws/account/records";
import type { Aws } from "../aws";
import { account, region } from "../server";
import { type Made, text } from "./made";

export async function makeRecords(
  aws: Aws,
  { keyArn, vpcId }: Pick<Made, "keyArn" | "vpcId">,
): Promise<Pick<Made, "trailArn" | "topicArn" | "detectorId">> {
  const tagMap = Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
  for (const logGroupName of ["/platform/flow", "/platform/trail"]) {
    await aws.call("logs", "CreateLogGroup", { logGroupName, kmsKeyId: keyArn, tags: tagMap });
    await aws.call("logs", "PutRetentionPolicy", { logGroupName, retentionInDays: 2192 });
  }
  await aws.call("ec2", "CreateFlowLogs", {
    ResourceIds: [vpcId],
    ResourceType: "VPC",
    TrafficType: "ALL",
    LogGroupName: "/platform/flow",
    DeliverLogsPermissionArn: `arn:aws:iam::${account}:role/node`,
  });
  const roleArn = `arn:aws:iam::${account}:role/node`;
  const { DeliveryStreamARN } = await aws.call("firehose", "CreateDeliveryStream", {
    DeliveryStreamName: "logs",
    DeliveryStreamType: "DirectPut",
    DeliveryStreamEncryptionConfigurationInput: { KeyType: "CUSTOMER_MANAGED_CMK", KeyARN: keyArn },
    ExtendedS3DestinationConfiguration: { RoleARN: roleArn, BucketARN: "arn:aws:s3:::logs" },
    Tags: tags,
  });
  for (const logGroupName of ["/platform/flow", "/platform/trail"])
    await aws.call("logs", "PutSubscriptionFilter", {
      logGroupName,
      filterName: "archive",
      filterPattern: "",
      destinationArn: DeliveryStreamARN,
      roleArn,
    });
  const { TrailARN } = await aws.call("cloudtrail", "CreateTrail", {
    Name: "platform",
    S3BucketName: "logs",
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    EnableLogFileValidation: true,
    KmsKeyId: keyArn,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:${region}:${account}:log-group:/platform/trail:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/node`,
    TagsList: tags,
  });
  await aws.call("cloudtrail", "StartLogging", { Name: TrailARN });
  await aws.call("cloudtrail", "PutEventSelectors", {
    TrailName: "platform",
    AdvancedEventSelectors: [
      {
        Name: "objects",
        FieldSelectors: [
          { Field: "eventCategory", Equals: ["Data"] },
          { Field: "resources.type", Equals: ["AWS::S3::Object"] },
        ],
      },
    ],
  });
  const { TopicArn } = await aws.call("sns", "CreateTopic", { Name: "alerts", Tags: tags, Attributes: { KmsMasterKeyId: keyArn } });
  await aws.call("sns", "SetTopicAttributes", { TopicArn, AttributeName: "Policy", AttributeValue: topicPolicyOf(text(TopicArn)) });
  await aws.call("sns", "Subscribe", { TopicArn, Protocol: "email", Endpoint: "alerts@example.com" });
  await aws.call("cloudwatch", "PutMetricAlarm", {
    AlarmName: "root-sign-in",
    AlarmActions: [TopicArn],
    MetricName: "root",
    Namespace: "platform",
    Statistic: "Sum",
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
  });
  await aws.call("events", "PutRule", { Name: "findings", EventPattern: '{"source":["aws.guardduty"]}', State: "ENABLED" });
  const { DetectorId } = await aws.call("guardduty", "CreateDetector", {
    Enable: true,
    FindingPublishingFrequency: "FIFTEEN_MINUTES",
    Features: [
      { Name: "S3_DATA_EVENTS", Status: "ENABLED" },
      { Name: "EKS_AUDIT_LOGS", Status: "ENABLED" },
      { Name: "EBS_MALWARE_PROTECTION", Status: "ENABLED" },
      { Name: "RUNTIME_MONITORING", Status: "ENABLED", AdditionalConfiguration: [{ Name: "EKS_ADDON_MANAGEMENT", Status: "ENABLED" }] },
    ],
  });
  return { trailArn: text(TrailARN), topicArn: text(TopicArn), detectorId: text(DetectorId) };
}
