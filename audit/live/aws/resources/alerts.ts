import { listed } from "../call";
import { type AwsResource, type Translation, camel, list, text } from "../resource";

const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const ruleType = "aws:cloudwatch/eventRule:EventRule";

const alarms: Translation = {
  types: [alarmType],
  from: ["cloudwatch.DescribeAlarms"],
  make: (answers) =>
    listed(answers("cloudwatch.DescribeAlarms"), "MetricAlarms").map((alarm) => ({
      type: alarmType,
      name: text(alarm, "AlarmName"),
      ids: [text(alarm, "AlarmArn")],
      inputs: {
        name: text(alarm, "AlarmName"),
        alarmActions: list(alarm, "AlarmActions") as readonly string[],
        actionsEnabled: alarm["ActionsEnabled"] === true,
        // What the service says of the alarm.
        state: text(alarm, "StateValue"),
      },
    })),
};

/** Rules that other services made for themselves are theirs. */
const rules: Translation = {
  types: [ruleType],
  from: ["events.ListRules"],
  make: (answers) =>
    listed(answers("events.ListRules"), "Rules")
      .filter((rule) => text(rule, "ManagedBy") === "")
      .map((rule) => ({
        type: ruleType,
        name: text(rule, "Name"),
        ids: [text(rule, "Arn")],
        inputs: { name: text(rule, "Name"), state: text(rule, "State") },
      })),
};

const targetType = "aws:cloudwatch/eventTarget:EventTarget";

const targets: Translation = {
  types: [targetType],
  from: ["events.ListTargetsByRule"],
  make: (answers) =>
    answers("events.ListTargetsByRule").flatMap(({ input, output }) =>
      list(output, "Targets").map((target) => ({
        type: targetType,
        name: `${text(input, "Rule")}/${text(target, "Id")}`,
        ids: [],
        inputs: { rule: text(input, "Rule"), arn: text(target, "Arn") },
      })),
    ),
};

const topicType = "aws:sns/topic:Topic";
const subscriptionType = "aws:sns/topicSubscription:TopicSubscription";

const topics: Translation = {
  types: [topicType],
  from: ["sns.GetTopicAttributes"],
  make: (answers) =>
    answers("sns.GetTopicAttributes").map(({ input, output }) => {
      const arn = text(input, "TopicArn");
      const key = text(output, "Attributes", "KmsMasterKeyId");
      return {
        type: topicType,
        name: arn.split(":").at(-1) ?? arn,
        ids: [arn],
        inputs: { policy: text(output, "Attributes", "Policy"), ...(key === "" ? {} : { kmsMasterKeyId: key }) },
      };
    }),
};

/** Whoever has not confirmed has no ARN of his own. */
const subscriptions: Translation = {
  types: [subscriptionType],
  from: ["sns.ListSubscriptionsByTopic"],
  make: (answers) =>
    listed(answers("sns.ListSubscriptionsByTopic"), "Subscriptions").map((subscription, index) => ({
      type: subscriptionType,
      name: `${text(subscription, "TopicArn").split(":").at(-1) ?? ""}/${String(index)}`,
      ids: [],
      inputs: {
        topic: text(subscription, "TopicArn"),
        protocol: text(subscription, "Protocol"),
        confirmed: text(subscription, "SubscriptionArn").startsWith("arn:"),
      },
    })),
};

const detectorType = "aws:guardduty/detector:Detector";
const featureType = "aws:guardduty/detectorFeature:DetectorFeature";
const findingType = "aws:guardduty/finding:Finding";

const detectors: Translation = {
  types: [detectorType, featureType],
  from: ["guardduty.GetDetector"],
  make: (answers) =>
    answers("guardduty.GetDetector").flatMap(({ input, output }): readonly AwsResource[] => {
      const id = text(input, "DetectorId");
      return [
        {
          type: detectorType,
          name: id,
          ids: [id],
          inputs: { enable: text(output, "Status") === "ENABLED", findingPublishingFrequency: text(output, "FindingPublishingFrequency") },
        },
        ...list(output, "Features").map((feature) => ({
          type: featureType,
          name: `${id}/${text(feature, "Name")}`,
          ids: [],
          inputs: {
            detectorId: id,
            name: text(feature, "Name"),
            status: text(feature, "Status"),
            additionalConfigurations: list(feature, "AdditionalConfiguration").map(camel),
          },
        })),
      ];
    }),
};

const findings: Translation = {
  types: [findingType],
  from: ["guardduty.ListFindings"],
  make: (answers) =>
    answers("guardduty.ListFindings").flatMap(({ input, output }) =>
      list(output, "FindingIds").map((id) => ({
        type: findingType,
        name: String(id),
        ids: [],
        inputs: { detectorId: text(input, "DetectorId") },
      })),
    ),
};

export const alertTranslations: readonly Translation[] = [alarms, rules, targets, topics, subscriptions, detectors, findings];
