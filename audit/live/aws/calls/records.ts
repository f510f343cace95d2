import { type AwsCall, type Exchange, type Input, listed, names } from "../call";

const trails = (exchanges: readonly Exchange[]): readonly Input[] =>
  listed(exchanges, "trailList").map(({ TrailARN, Name }) => ({ Name: TrailARN ?? Name }));
const selected = (exchanges: readonly Exchange[]): readonly Input[] => trails(exchanges).map(({ Name }) => ({ TrailName: Name }));

const topics = (exchanges: readonly Exchange[]): readonly Input[] => listed(exchanges, "Topics").map(({ TopicArn }) => ({ TopicArn }));

const detectors = (exchanges: readonly Exchange[]): readonly Input[] =>
  names(exchanges, "DetectorIds").map((DetectorId) => ({ DetectorId }));

const detector = (operation: string, more: Partial<AwsCall> = {}): AwsCall => ({
  service: "guardduty",
  operation,
  each: { of: "guardduty.ListDetectors", inputs: detectors },
  ...more,
});

export const recordCalls: readonly AwsCall[] = [
  { service: "cloudtrail", operation: "DescribeTrails", lists: ["trailList"] },
  { service: "cloudtrail", operation: "GetTrailStatus", each: { of: "cloudtrail.DescribeTrails", inputs: trails } },
  { service: "cloudtrail", operation: "GetEventSelectors", each: { of: "cloudtrail.DescribeTrails", inputs: selected } },
  { service: "logs", operation: "DescribeLogGroups", lists: ["logGroups"] },
  {
    service: "logs",
    operation: "DescribeSubscriptionFilters",
    lists: ["subscriptionFilters"],
    each: {
      of: "logs.DescribeLogGroups",
      inputs: (exchanges) => listed(exchanges, "logGroups").map(({ logGroupName }) => ({ logGroupName })),
    },
  },
  {
    service: "logs",
    operation: "DescribeLogStreams",
    lists: ["logStreams"],
    // The newest stream of each kind of control-plane log says whether it still arrives.
    each: {
      of: "logs.DescribeLogGroups",
      inputs: (exchanges) =>
        listed(exchanges, "logGroups")
          .filter(({ logGroupName }) => /^\/aws\/eks\/.+\/cluster$/.test(String(logGroupName)))
          .map(({ logGroupName }) => ({ logGroupName, logStreamNamePrefix: "kube-apiserver-audit-" })),
    },
  },
  { service: "logs", operation: "DescribeResourcePolicies", lists: ["resourcePolicies"] },
  { service: "firehose", operation: "ListDeliveryStreams", lists: ["DeliveryStreamNames"], input: { Limit: 10_000 } },
  {
    service: "firehose",
    operation: "DescribeDeliveryStream",
    each: {
      of: "firehose.ListDeliveryStreams",
      inputs: (exchanges) => names(exchanges, "DeliveryStreamNames").map((DeliveryStreamName) => ({ DeliveryStreamName })),
    },
  },
  { service: "cloudwatch", operation: "DescribeAlarms", lists: ["MetricAlarms"], input: { AlarmTypes: ["MetricAlarm"] } },
  { service: "events", operation: "ListRules", lists: ["Rules"] },
  {
    service: "events",
    operation: "ListTargetsByRule",
    lists: ["Targets"],
    each: { of: "events.ListRules", inputs: (exchanges) => listed(exchanges, "Rules").map(({ Name }) => ({ Rule: Name })) },
  },
  { service: "sns", operation: "ListTopics", lists: ["Topics"] },
  { service: "sns", operation: "GetTopicAttributes", each: { of: "sns.ListTopics", inputs: topics } },
  { service: "sns", operation: "ListSubscriptionsByTopic", lists: ["Subscriptions"], each: { of: "sns.ListTopics", inputs: topics } },
  { service: "guardduty", operation: "ListDetectors", lists: ["DetectorIds"] },
  detector("GetDetector"),
  detector("ListFindings", {
    lists: ["FindingIds"],
    input: { FindingCriteria: { Criterion: { severity: { GreaterThanOrEqual: 7 }, "service.archived": { Equals: ["false"] } } } },
  }),
  { service: "config", operation: "DescribeConfigurationRecorders", lists: ["ConfigurationRecorders"] },
  { service: "config", operation: "DescribeConfigurationRecorderStatus", lists: ["ConfigurationRecordersStatus"] },
  { service: "config", operation: "DescribeDeliveryChannels", lists: ["DeliveryChannels"] },
  { service: "tagging", operation: "GetResources", lists: ["ResourceTagMappingList"] },
];
