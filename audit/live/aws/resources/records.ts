import type { Inputs } from "../../../../policies/preview/tree";
import { listed } from "../call";
import { type Translation, at, camel, list, outputFor, text } from "../resource";

const trailType = "aws:cloudtrail/trail:Trail";

/** Shadows of a trail in other regions have the same ARN. */
const trails: Translation = {
  types: [trailType],
  from: ["cloudtrail.DescribeTrails", "cloudtrail.GetTrailStatus", "cloudtrail.GetEventSelectors"],
  make: (answers) =>
    listed(answers("cloudtrail.DescribeTrails"), "trailList").map((trail) => {
      const arn = text(trail, "TrailARN") || text(trail, "Name");
      const status = outputFor(answers("cloudtrail.GetTrailStatus"), "Name", arn);
      const selectors = outputFor(answers("cloudtrail.GetEventSelectors"), "TrailName", arn);
      return {
        type: trailType,
        name: text(trail, "Name"),
        ids: [arn],
        inputs: {
          isMultiRegionTrail: trail["IsMultiRegionTrail"] === true,
          includeGlobalServiceEvents: trail["IncludeGlobalServiceEvents"] === true,
          enableLogging: at(status, "IsLogging") === true,
          enableLogFileValidation: trail["LogFileValidationEnabled"] === true,
          ...(text(trail, "KmsKeyId") === "" ? {} : { kmsKeyId: text(trail, "KmsKeyId") }),
          cloudWatchLogsGroupArn: text(trail, "CloudWatchLogsLogGroupArn"),
          s3BucketName: text(trail, "S3BucketName"),
          eventSelectors: list(selectors, "EventSelectors").map(camel),
          advancedEventSelectors: list(selectors, "AdvancedEventSelectors").map(camel),
          // What the service says of the trail.
          latestDelivery: text(status, "LatestDeliveryTime"),
          deliveryError: text(status, "LatestDeliveryError"),
          logGroupError: text(status, "LatestCloudWatchLogsDeliveryError"),
        },
      };
    }),
};

const groupType = "aws:cloudwatch/logGroup:LogGroup";
const filterType = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";
const streamType = "aws:cloudwatch/logStream:LogStream";
const logPolicyType = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";

const groups: Translation = {
  types: [groupType],
  from: ["logs.DescribeLogGroups"],
  make: (answers) =>
    listed(answers("logs.DescribeLogGroups"), "logGroups").map((group) => ({
      type: groupType,
      name: text(group, "logGroupName"),
      ids: [text(group, "logGroupArn"), text(group, "arn"), text(group, "logGroupName")],
      inputs: {
        name: text(group, "logGroupName"),
        ...(text(group, "kmsKeyId") === "" ? {} : { kmsKeyId: text(group, "kmsKeyId") }),
        ...(group["retentionInDays"] === undefined ? {} : { retentionInDays: group["retentionInDays"] as number }),
        deletionProtectionEnabled: group["deletionProtectionEnabled"] === true,
      },
    })),
};

const subscriptions: Translation = {
  types: [filterType],
  from: ["logs.DescribeSubscriptionFilters"],
  make: (answers) =>
    listed(answers("logs.DescribeSubscriptionFilters"), "subscriptionFilters").map((filter) => ({
      type: filterType,
      name: `${text(filter, "logGroupName")}/${text(filter, "filterName")}`,
      ids: [],
      inputs: {
        logGroup: text(filter, "logGroupName"),
        filterPattern: text(filter, "filterPattern"),
        destinationArn: text(filter, "destinationArn"),
      },
    })),
};

const streams: Translation = {
  types: [streamType],
  from: ["logs.DescribeLogStreams"],
  make: (answers) =>
    answers("logs.DescribeLogStreams").flatMap(({ input, output }) =>
      list(output, "logStreams").map((stream) => ({
        type: streamType,
        name: `${text(input, "logGroupName")}/${text(stream, "logStreamName")}`,
        ids: [],
        inputs: { logGroup: text(input, "logGroupName"), lastIngestionTime: at(stream, "lastIngestionTime") as number },
      })),
    ),
};

const logPolicies: Translation = {
  types: [logPolicyType],
  from: ["logs.DescribeResourcePolicies"],
  make: (answers) =>
    listed(answers("logs.DescribeResourcePolicies"), "resourcePolicies").map((policy) => ({
      type: logPolicyType,
      name: text(policy, "policyName"),
      ids: [],
      inputs: { policyDocument: text(policy, "policyDocument") },
    })),
};

const deliveryType = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";

/** The bucket of the destination is all that says where records go. */
const deliveries: Translation = {
  types: [deliveryType],
  from: ["firehose.DescribeDeliveryStream"],
  make: (answers) =>
    answers("firehose.DescribeDeliveryStream").map(({ output }) => {
      const stream = at(output, "DeliveryStreamDescription");
      const [destination] = list(stream, "Destinations");
      const encryption = at(stream, "DeliveryStreamEncryptionConfiguration");
      const target = at(destination, "ExtendedS3DestinationDescription") ?? at(destination, "S3DestinationDescription");
      return {
        type: deliveryType,
        name: text(stream, "DeliveryStreamName"),
        ids: [text(stream, "DeliveryStreamARN")],
        inputs: {
          name: text(stream, "DeliveryStreamName"),
          serverSideEncryption: {
            enabled: text(encryption, "Status") === "ENABLED",
            keyType: text(encryption, "KeyType"),
            ...(text(encryption, "KeyARN") === "" ? {} : { keyArn: text(encryption, "KeyARN") }),
          },
          extendedS3Configuration: { bucketArn: text(target, "BucketARN"), prefix: text(target, "Prefix") },
        },
      };
    }),
};

const recorderType = "aws:cfg/recorder:Recorder";
const recorderStatusType = "aws:cfg/recorderStatus:RecorderStatus";
const channelType = "aws:cfg/deliveryChannel:DeliveryChannel";

const named = (type: string, from: string, member: string, inputs: (one: Inputs) => Inputs): Translation => ({
  types: [type],
  from: [from],
  make: (answers) =>
    listed(answers(from), member).map((one) => ({
      type,
      name: text(one, "name"),
      ids: [],
      inputs: { name: text(one, "name"), ...inputs(one as Inputs) },
    })),
});

const recorder: readonly Translation[] = [
  named(recorderType, "config.DescribeConfigurationRecorders", "ConfigurationRecorders", (one) => ({
    recordingGroup: one["recordingGroup"],
  })),
  named(recorderStatusType, "config.DescribeConfigurationRecorderStatus", "ConfigurationRecordersStatus", (one) => ({
    isEnabled: one["recording"],
    lastStatus: one["lastStatus"],
  })),
  named(channelType, "config.DescribeDeliveryChannels", "DeliveryChannels", (one) => ({ s3BucketName: one["s3BucketName"] })),
];

export const recordTranslations: readonly Translation[] = [trails, groups, subscriptions, streams, logPolicies, deliveries, ...recorder];
