import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { customerKey } from "./customer-key";
import { isFalse } from "./tree";
import { all, demand } from "./verdict";

const topicType = "aws:sns/topic:Topic";
const subscriptionType = "aws:sns/topicSubscription:TopicSubscription";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

export const alertChecks = {
  // Services of AWS cannot publish to a topic with the key alias/aws/sns, for nobody can let them use it.
  "topic-encrypted-with-cmk": onEachInPlan(topicType, (topic) =>
    customerKey(topic, "kmsMasterKeyId", "the topic is not encrypted with your key; set kmsMasterKeyId to the ARN of the key for alerts"),
  ),
  "topic-subscription-encrypted": onEach(subscriptionType, (subscription) =>
    subscription.expect("protocol", (protocol) => protocol !== "http", "alerts travel in clear; subscribe with https"),
  ),
  "alarm-has-action": onEach(alarmType, (alarm) =>
    all(
      alarm.inspect("alarmActions", (actions) =>
        demand(Array.isArray(actions) && actions.length > 0, "the alarm tells nobody; name a topic in alarmActions"),
      ),
      alarm.expect("actionsEnabled", (value) => !isFalse(value), "the alarm's actions are switched off; remove actionsEnabled"),
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
