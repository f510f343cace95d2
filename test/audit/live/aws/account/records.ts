import { type Answered, about, account, arn, cluster, daysAgo, keyArn, once, policy, tags } from "./names";

const trail = arn("cloudtrail", "trail/platform");
const topic = arn("sns", "alerts");
const findings = arn("sns", "findings");
const detector = "d-0aaa";
const controlPlane = `/aws/eks/${cluster}/cluster`;
const stream = arn("firehose", "deliverystream/logs");

const group = (logGroupName: string) => ({
  logGroupName,
  logGroupArn: arn("logs", `log-group:${logGroupName}`),
  arn: arn("logs", `log-group:${logGroupName}:*`),
  kmsKeyId: keyArn,
  retentionInDays: 2192,
  deletionProtectionEnabled: true,
});
const groups = [controlPlane, "/platform/flow", "/platform/trail", "aws-waf-logs-portal"];

const feature = (Name: string, ...AdditionalConfiguration: readonly object[]) => ({ Name, Status: "ENABLED", AdditionalConfiguration });

export const topicPolicyOf = (Resource: string): string =>
  policy(
    {
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource,
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    },
    { Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource, Condition: { Bool: { "aws:SecureTransport": "false" } } },
  );

export const records: Answered = {
  "cloudtrail.DescribeTrails": once({
    trailList: [
      {
        Name: "platform",
        TrailARN: trail,
        IsMultiRegionTrail: true,
        IncludeGlobalServiceEvents: true,
        LogFileValidationEnabled: true,
        KmsKeyId: keyArn,
        S3BucketName: "logs",
        CloudWatchLogsLogGroupArn: arn("logs", "log-group:/platform/trail:*"),
      },
    ],
  }),
  "cloudtrail.GetTrailStatus": about([{ Name: trail }, { IsLogging: true, LatestDeliveryTime: daysAgo(0.01) }]),
  "cloudtrail.GetEventSelectors": about([
    { TrailName: trail },
    {
      TrailARN: trail,
      AdvancedEventSelectors: [
        {
          Name: "objects",
          FieldSelectors: [
            { Field: "eventCategory", Equals: ["Data"] },
            { Field: "resources.type", Equals: ["AWS::S3::Object"] },
          ],
        },
      ],
    },
  ]),
  "logs.DescribeLogGroups": once({ logGroups: groups.map(group) }),
  "logs.DescribeSubscriptionFilters": about(
    ...groups.map(
      (logGroupName) =>
        [
          { logGroupName },
          { subscriptionFilters: [{ logGroupName, filterName: "archive", filterPattern: "", destinationArn: stream }] },
        ] as const,
    ),
  ),
  "logs.DescribeLogStreams": about([
    { logGroupName: controlPlane, logStreamNamePrefix: "kube-apiserver-audit-" },
    { logStreams: [{ logStreamName: "kube-apiserver-audit-1", lastIngestionTime: Date.parse(daysAgo(0.001)) }] },
  ]),
  "logs.DescribeResourcePolicies": once({
    resourcePolicies: [
      {
        policyName: "waf",
        policyDocument: policy({
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: "logs:PutLogEvents",
          Resource: "*",
          Condition: { StringEquals: { "aws:SourceAccount": account } },
        }),
      },
    ],
  }),
  "firehose.ListDeliveryStreams": once({ DeliveryStreamNames: ["logs"], HasMoreDeliveryStreams: false }),
  "firehose.DescribeDeliveryStream": about([
    { DeliveryStreamName: "logs" },
    {
      DeliveryStreamDescription: {
        DeliveryStreamName: "logs",
        DeliveryStreamARN: stream,
        DeliveryStreamEncryptionConfiguration: { Status: "ENABLED", KeyType: "CUSTOMER_MANAGED_CMK", KeyARN: keyArn },
        Destinations: [{ DestinationId: "1", ExtendedS3DestinationDescription: { BucketARN: "arn:aws:s3:::logs" } }],
      },
    },
  ]),
  "cloudwatch.DescribeAlarms": once({
    MetricAlarms: [
      {
        AlarmName: "root-sign-in",
        AlarmArn: arn("cloudwatch", "alarm:root-sign-in"),
        AlarmActions: [topic],
        ActionsEnabled: true,
        StateValue: "OK",
      },
    ],
  }),
  "events.ListRules": once({ Rules: [{ Name: "findings", Arn: arn("events", "rule/findings"), State: "ENABLED" }] }),
  "events.ListTargetsByRule": about([{ Rule: "findings" }, { Targets: [{ Id: "alerts", Arn: findings }] }]),
  "sns.ListTopics": once({ Topics: [{ TopicArn: topic }, { TopicArn: findings }] }),
  "sns.GetTopicAttributes": about(
    ...[topic, findings].map((one) => [{ TopicArn: one }, { Attributes: { Policy: topicPolicyOf(one), KmsMasterKeyId: keyArn } }] as const),
  ),
  "sns.ListSubscriptionsByTopic": about(
    ...[topic, findings].map(
      (one) => [{ TopicArn: one }, { Subscriptions: [{ TopicArn: one, Protocol: "email", SubscriptionArn: `${one}:1` }] }] as const,
    ),
  ),
  "guardduty.ListDetectors": once({ DetectorIds: [detector] }),
  "guardduty.GetDetector": about([
    { DetectorId: detector },
    {
      Status: "ENABLED",
      FindingPublishingFrequency: "FIFTEEN_MINUTES",
      Features: [
        feature("S3_DATA_EVENTS"),
        feature("EKS_AUDIT_LOGS"),
        feature("EBS_MALWARE_PROTECTION"),
        feature("RUNTIME_MONITORING", { Name: "EKS_ADDON_MANAGEMENT", Status: "ENABLED" }),
      ],
    },
  ]),
  "guardduty.ListFindings": about([{ DetectorId: detector }, { FindingIds: [] }]),
  "config.DescribeConfigurationRecorders": once({
    ConfigurationRecorders: [{ name: "default", recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } }],
  }),
  "config.DescribeConfigurationRecorderStatus": once({
    ConfigurationRecordersStatus: [{ name: "default", recording: true, lastStatus: "SUCCESS" }],
  }),
  "config.DescribeDeliveryChannels": once({ DeliveryChannels: [{ name: "default", s3BucketName: "logs" }] }),
  "tagging.GetResources": once({
    ResourceTagMappingList: [
      trail,
      topic,
      findings,
      stream,
      keyArn,
      arn("ecr", "repository/mirror"),
      arn("dynamodb", "table/sessions"),
      arn("sqs", "jobs"),
      ...groups.map((name) => arn("logs", `log-group:${name}`)),
    ].map((ResourceARN) => ({ ResourceARN, Tags: tags })),
  }),
  "dynamodb.ListTables": once({ TableNames: ["sessions"] }),
  "dynamodb.DescribeTable": about([{ TableName: "sessions" }, { Table: { TableArn: arn("dynamodb", "table/sessions") } }]),
  "efs.DescribeFileSystems": once({ FileSystems: [{ FileSystemArn: arn("elasticfilesystem", "file-system/fs-1"), Tags: tags }] }),
  "rds.DescribeDBClusters": once({ DBClusters: [{ DBClusterArn: arn("rds", "cluster:records"), TagList: tags }] }),
  "rds.DescribeDBInstances": once({ DBInstances: [{ DBInstanceArn: arn("rds", "db:records-1"), TagList: tags }] }),
  "sqs.ListQueues": once({ QueueUrls: [`https://sqs.eu-central-1.amazonaws.com/${account}/jobs`] }),
  "sqs.GetQueueAttributes": about([
    { QueueUrl: `https://sqs.eu-central-1.amazonaws.com/${account}/jobs`, AttributeNames: ["QueueArn"] },
    { Attributes: { QueueArn: arn("sqs", "jobs") } },
  ]),
};
