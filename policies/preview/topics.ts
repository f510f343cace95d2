import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { companions } from "./companions";
import { type Statement, onStatements } from "./iam-document";
import { obscured } from "./obscured";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { notPublic, refusesClearText, serviceScoped } from "./resource-policies";
import { type Verdict, demand, fail, notApplicable, pass, worst } from "./verdict";

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
function transport(topic: Reader, plan: Plan): Verdict {
  const policies = companions(plan, topic, "arn", policyType);
  if (policies.length > 0) return worst(policies.map((policy) => onStatements(policy, "policy", tlsOnly)));
  if (topic.read("policy") !== undefined) return onStatements(topic, "policy", tlsOnly);
  const loose = plan.ofType(policyType).filter((policy) => policy.sources("arn").length === 0);
  return (
    obscured(loose, "arn") ??
    fail("messages may travel in clear; add a TopicPolicy that denies sns:Publish when aws:SecureTransport is false")
  );
}

const onPolicy = (decide: (statements: readonly Statement[]) => Verdict): PreviewCheck =>
  onEach([topicType, policyType], (resource) =>
    resource.read("policy") === undefined ? notApplicable : onStatements(resource, "policy", decide),
  );

/** Only of topics that alerts go to: what an application publishes is its own affair. */
function heard(topic: Reader, plan: Plan): Verdict {
  const alerts = senders.some(([type, property]) => companions(plan, topic, property, type).length > 0);
  if (!alerts) return notApplicable;
  if (companions(plan, topic, "topic", subscriptionType).length > 0) return pass;
  const loose = plan.ofType(subscriptionType).filter((one) => one.sources("topic").length === 0);
  return obscured(loose, "topic") ?? fail("alerts go to a topic that nobody hears; add a TopicSubscription");
}

export const topicChecks = {
  "topic-tls-only": onEachInPlan(topicType, transport),
  "topic-policy-not-public": onPolicy(notPublic),
  "topic-policy-service-scoped": onPolicy(serviceScoped),
  "alert-topic-has-subscriber": onEachInPlan(topicType, heard),
} as const satisfies Record<string, PreviewCheck>;
