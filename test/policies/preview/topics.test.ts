import { topicChecks as checks } from "../../../policies/preview/topics";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { type Case, planned, table } from "./support";

const topic = planned("aws:sns/topic:Topic", "topic");
const policy = (document: Value) => planned("aws:sns/topicPolicy:TopicPolicy", "policy", { policy: document }, { from: { arn: [topic] } });
const document = (...statements: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const arn = "arn:aws:sns:eu-west-1:111122223333:alerts";
const transport = {
  Effect: "Deny",
  Principal: "*",
  Action: "sns:Publish",
  Resource: arn,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const publish = (more: object) => ({ Effect: "Allow", Action: "sns:Publish", Resource: arn, ...more });
const alarms = { Service: "cloudwatch.amazonaws.com" };
const ours = { StringEquals: { "aws:SourceAccount": "111122223333" } };

table("topic-tls-only", checks["topic-tls-only"], [
  { it: "accepts a refusal of clear text", given: [topic, policy(document(transport))], want: { topic: "pass" } },
  {
    it: "accepts it in the topic itself",
    given: planned("aws:sns/topic:Topic", "topic", { policy: document(transport) }),
    want: "pass",
  },
  { it: "refuses a policy without", given: [topic, policy(document(publish({ Principal: alarms })))], want: { topic: "fail" } },
  {
    it: "refuses a refusal of one principal",
    given: [topic, policy(document({ ...transport, Principal: { AWS: "arn:aws:iam::111122223333:role/r" } }))],
    want: { topic: "fail" },
  },
  {
    it: "refuses a refusal of another action",
    given: [topic, policy(document({ ...transport, Action: "sns:Subscribe" }))],
    want: { topic: "fail" },
  },
  { it: "refuses a topic without policy", given: topic, want: "fail" },
  {
    it: "defers a policy of some topic",
    given: [topic, planned("aws:sns/topicPolicy:TopicPolicy", "p", { arn: UNKNOWN })],
    want: { topic: "deferred" },
  },
  { it: "defers an unknown policy", given: [topic, policy(UNKNOWN)], want: { topic: "deferred" } },
  { it: "cannot read a hidden policy", given: [topic, policy(new Hidden("ciphertext"))], want: { topic: "not-evaluated" } },
]);

const alone = (it: string, statements: readonly object[] | Value, want: string): Case => ({
  it,
  given: policy(Array.isArray(statements) ? document(...(statements as readonly object[])) : (statements as Value)),
  want: want as never,
});

table("topic-policy-not-public", checks["topic-policy-not-public"], [
  alone("refuses everybody", [publish({ Principal: "*" })], "fail"),
  alone(
    "accepts everybody of an account",
    [publish({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } } })],
    "pass",
  ),
  alone("accepts a service", [publish({ Principal: alarms })], "pass"),
  alone("accepts refusals of everybody", [transport], "pass"),
  alone("defers an unknown policy", UNKNOWN, "deferred"),
  { it: "has nothing to say of a topic without policy", given: topic, want: "not-applicable" },
]);

table("topic-policy-service-scoped", checks["topic-policy-service-scoped"], [
  alone("accepts a service for one account", [publish({ Principal: alarms, Condition: ours })], "pass"),
  alone("refuses a service for any account", [publish({ Principal: alarms })], "fail"),
  alone(
    "refuses a condition that every account meets",
    [publish({ Principal: alarms, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:*" } } })],
    "fail",
  ),
  alone("accepts EventBridge, which sends nothing to test", [publish({ Principal: { Service: "events.amazonaws.com" } })], "pass"),
  alone("cannot read a hidden policy", new Hidden("ciphertext"), "not-evaluated"),
]);

const alarm = planned("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {}, { from: { alarmActions: [topic] } });
const subscription = (more: Inputs = {}, of = [topic]) =>
  planned("aws:sns/topicSubscription:TopicSubscription", "subscription", more, { from: { topic: of } });
table("alert-topic-has-subscriber", checks["alert-topic-has-subscriber"], [
  { it: "accepts a topic of alarms that somebody hears", given: [topic, alarm, subscription()], want: { topic: "pass" } },
  { it: "refuses one that nobody hears", given: [topic, alarm], want: { topic: "fail" } },
  {
    it: "refuses a topic of event rules that nobody hears",
    given: [topic, planned("aws:cloudwatch/eventTarget:EventTarget", "target", {}, { from: { arn: [topic] } })],
    want: { topic: "fail" },
  },
  { it: "does not ask a topic of something else", given: topic, want: "not-applicable" },
  { it: "defers a subscription to some topic", given: [topic, alarm, subscription({ topic: UNKNOWN }, [])], want: { topic: "deferred" } },
]);
