import { type PreviewCheck, onEachInPlan } from "./check";
import { companions, onCompanions } from "./companions";
import type { Statement } from "./iam-document";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { notPublic, refusesClearText, serviceScoped, onOwnPolicy, onPolicies } from "./resource-policies";
import { type Verdict, demand, fail, notApplicable, pass } from "./verdict";

const topicType = "aws:sns/topic:Topic";
const policyType = "aws:sns/topicPolicy:TopicPolicy";
const subscriptionType = "aws:sns/topicSubscription:TopicSubscription";

/** What names a topic as the place where alerts go, and by which property. */
const senders = [
  ["aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions"],
  ["aws:cloudwatch/eventTarget:EventTarget", "arn"],
] as const;

const tlsOnly = (statements: readonly Statement[]): Verdict =>
  demand(
    refusesClearText(statements, ["sns:Publish"]),
    "messages may travel in clear; deny sns:Publish to everybody when aws:SecureTransport is false",
  );

/** A topic that nobody gave a policy admits its own account, over any transport. */
const transport = (topic: Reader, plan: Plan): Verdict =>
  onOwnPolicy(
    plan,
    topic,
    { property: "arn", type: policyType },
    tlsOnly,
    fail("messages may travel in clear; add a TopicPolicy that denies sns:Publish when aws:SecureTransport is false"),
  );

/** Only of topics that alerts go to: what an application publishes is its own affair. */
function heard(topic: Reader, plan: Plan): Verdict {
  const alerts = senders.some(([type, property]) => companions(plan, topic, property, type).length > 0);
  if (!alerts) return notApplicable;
  return onCompanions(
    plan,
    topic,
    { property: "topic", type: subscriptionType },
    () => pass,
    fail("alerts go to a topic that nobody hears; add a TopicSubscription"),
  );
}

export const topicChecks = {
  "topic-tls-only": onEachInPlan(topicType, transport),
  "topic-policy-not-public": onPolicies([topicType, policyType], notPublic),
  "topic-policy-service-scoped": onPolicies([topicType, policyType], serviceScoped),
  "alert-topic-has-subscriber": onEachInPlan(topicType, heard),
} as const satisfies Record<string, PreviewCheck>;
