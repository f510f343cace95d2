import { account, daysAgo, policy } from "../account/names";
import { type Broken, gone, none, set } from "./change";

const trail = (path: string, to: unknown) => set("cloudtrail.DescribeTrails", `trailList.0.${path}`, to);
const status = (path: string, to: unknown) => set("cloudtrail.GetTrailStatus", path, to);
const group = (path: string, to: unknown, index = 0) => set("logs.DescribeLogGroups", `logGroups.${String(index)}.${path}`, to);
const topic = (...statements: readonly object[]) => set("sns.GetTopicAttributes", "Attributes.Policy", policy(...statements));
const tls = { Effect: "Deny", Principal: "*", Action: "sns:Publish", Condition: { Bool: { "aws:SecureTransport": "false" } } };
const feature = (index: number) => set("guardduty.GetDetector", `Features.${String(index)}.Status`, "DISABLED");

export const brokenRecords: Broken = [
  ["no trail", none("cloudtrail.DescribeTrails", "trailList"), ["trail-present"]],
  ["a trail of one region", trail("IsMultiRegionTrail", false), ["trail-covers-all-regions"]],
  ["a trail without global services", trail("IncludeGlobalServiceEvents", false), ["trail-covers-global-services"]],
  ["a trail with files that nobody can verify", trail("LogFileValidationEnabled", false), ["trail-files-validated"]],
  ["a trail with the key of AWS", trail("KmsKeyId", undefined), ["trail-encrypted-with-cmk"]],
  ["a trail that nobody is alerted by", trail("CloudWatchLogsLogGroupArn", undefined), ["trail-delivers-to-log-group"]],
  ["a trail that is off", status("IsLogging", false), ["trail-logging-on"]],
  ["a trail that stopped", status("LatestDeliveryTime", daysAgo(2)), ["trail-delivers"]],
  ["a trail that never delivered", status("LatestDeliveryTime", undefined), ["trail-delivers"]],
  ["a trail that cannot write", status("LatestDeliveryError", "AccessDenied"), ["trail-delivers"]],
  ["a trail that sees no reads", none("cloudtrail.GetEventSelectors", "AdvancedEventSelectors"), ["trail-records-bucket-reads"]],
  ["a log group without a key", group("kmsKeyId", undefined), ["log-group-encrypted-with-cmk"]],
  ["a log group that forgets", group("retentionInDays", 7), ["log-group-retention-sufficient"]],
  ["a log group that keeps all", group("retentionInDays", undefined), ["log-group-retention-sufficient"]],
  ["audit logs that are in no archive", none("logs.DescribeSubscriptionFilters", "subscriptionFilters"), ["audit-log-group-archived"]],
  [
    "audit logs that do not arrive",
    set("logs.DescribeLogStreams", "logStreams.0.lastIngestionTime", Date.parse(daysAgo(1))),
    ["audit-log-arrives"],
  ],
  ["no audit log at all", none("logs.DescribeLogStreams", "logStreams"), ["audit-log-arrives"]],
  [
    "logs that another account may write",
    set(
      "logs.DescribeResourcePolicies",
      "resourcePolicies.0.policyDocument",
      policy({ Effect: "Allow", Principal: { AWS: "arn:aws:iam::999988887777:root" }, Action: "logs:PutLogEvents", Resource: "*" }),
    ),
    ["log-resource-policy-own-account"],
  ],
  [
    "a delivery stream with the key of AWS",
    set("firehose.DescribeDeliveryStream", "DeliveryStreamDescription.DeliveryStreamEncryptionConfiguration.KeyType", "AWS_OWNED_CMK"),
    ["delivery-stream-encrypted-with-cmk"],
  ],
  ["an alarm that tells nobody", none("cloudwatch.DescribeAlarms", "MetricAlarms.0.AlarmActions"), ["alarm-has-action"]],
  ["an alarm that rings", set("cloudwatch.DescribeAlarms", "MetricAlarms.0.StateValue", "ALARM"), ["alarm-is-quiet"]],
  ["a rule that is off", set("events.ListRules", "Rules.0.State", "DISABLED"), ["event-rule-enabled"]],
  ["a topic with no key", set("sns.GetTopicAttributes", "Attributes.KmsMasterKeyId", undefined), ["topic-encrypted-with-cmk"]],
  ["a topic in clear", topic(), ["topic-tls-only"]],
  ["a topic for everybody", topic(tls, { Effect: "Allow", Principal: "*", Action: "sns:Publish" }), ["topic-policy-not-public"]],
  [
    "a topic for a service on anybody's behalf",
    topic(tls, { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sns:Publish" }),
    ["topic-policy-service-scoped"],
  ],
  ["alerts that nobody hears", none("sns.ListSubscriptionsByTopic", "Subscriptions"), ["alert-topic-has-subscriber"]],
  [
    "a subscriber who has not confirmed",
    set("sns.ListSubscriptionsByTopic", "Subscriptions.0.SubscriptionArn", "PendingConfirmation"),
    ["topic-subscription-confirmed"],
  ],
  ["nothing that detects threats", gone("guardduty.GetDetector"), ["guardduty-present"]],
  ["a detector that is off", set("guardduty.GetDetector", "Status", "DISABLED"), ["guardduty-detector-enabled"]],
  ["a detector that is slow", set("guardduty.GetDetector", "FindingPublishingFrequency", "SIX_HOURS"), ["guardduty-publishes-often"]],
  ["buckets that nobody watches", feature(0), ["guardduty-watches-buckets"]],
  ["audit logs that nobody watches", feature(1), ["guardduty-watches-audit-logs"]],
  ["disks that nobody scans", feature(2), ["guardduty-scans-disks"]],
  ["nodes that nobody watches", feature(3), ["guardduty-watches-runtime"]],
  ["a finding that nobody looked at", set("guardduty.ListFindings", "FindingIds", ["f-1"]), ["guardduty-findings-handled"]],
  ["no recorder", none("config.DescribeConfigurationRecorders", "ConfigurationRecorders"), ["configuration-recorder-present"]],
  [
    "a recorder of some types",
    set("config.DescribeConfigurationRecorders", "ConfigurationRecorders.0.recordingGroup.allSupported", false),
    ["configuration-recorder-complete"],
  ],
  [
    "a recorder that is off",
    set("config.DescribeConfigurationRecorderStatus", "ConfigurationRecordersStatus.0.recording", false),
    ["configuration-recorder-running"],
  ],
  [
    "a recorder that fails",
    set("config.DescribeConfigurationRecorderStatus", "ConfigurationRecordersStatus.0.lastStatus", "FAILURE"),
    ["configuration-recorder-succeeds"],
  ],
  ["a recorder without a channel", none("config.DescribeDeliveryChannels", "DeliveryChannels"), ["configuration-delivery-present"]],
  [
    "a channel to nowhere",
    set("config.DescribeDeliveryChannels", "DeliveryChannels.0.s3BucketName", undefined),
    ["configuration-delivered"],
  ],
  ["a table that nobody owns", none("tagging.GetResources", "ResourceTagMappingList.6.Tags"), ["resource-tagged-for-inventory"]],
  [
    "a log group that was never tagged",
    set("tagging.GetResources", "ResourceTagMappingList.8.ResourceARN", `arn:aws:logs:eu-central-1:${account}:log-group:x`),
    ["resource-tagged-for-inventory"],
  ],
];
