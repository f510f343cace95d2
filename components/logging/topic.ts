import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import type { AlertSettings, Site } from "../args";
import { alertTopicArn, alertTopicName } from "../names";
import { type Statement, policyDocument } from "../policy-document";

export interface TopicArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly keyArn: pulumi.Input<string>;
  readonly alerts: Pick<AlertSettings, "emails" | "pagerDutyKey">;
  readonly tags: Readonly<Record<string, string>>;
}

/** The topic of the cluster's alerts and who is told. Each address has to confirm once; until then nothing reaches it. */
export function createTopic(name: string, args: TopicArgs, opts: pulumi.CustomResourceOptions): sns.Topic {
  const topicName = alertTopicName(args.clusterName);
  const topic = new sns.Topic(name, { name: topicName, kmsMasterKeyId: args.keyArn, tags: { ...args.tags } }, opts);
  new sns.TopicPolicy(name, { arn: topic.arn, policy: policyDocument(topicStatements(args.site, args.clusterName)) }, opts);
  for (const email of args.alerts.emails)
    new sns.TopicSubscription(`${name}-${email}`, { topic: topic.arn, protocol: "email", endpoint: email }, opts);
  if (args.alerts.pagerDutyKey !== undefined) subscribePagerDuty(`${name}-pagerduty`, topic, args.alerts.pagerDutyKey, opts);
  return topic;
}

/** PagerDuty takes SNS messages at an address that holds the integration's key, and confirms the subscription by itself. */
function subscribePagerDuty(name: string, topic: sns.Topic, key: pulumi.Input<string>, opts: pulumi.CustomResourceOptions): void {
  const endpoint = pulumi.secret(pulumi.interpolate`https://events.pagerduty.com/integration/${key}/enqueue`);
  new sns.TopicSubscription(name, { topic: topic.arn, protocol: "https", endpoint, endpointAutoConfirms: true }, opts);
}

/**
 * Alarms of this cluster publish, and event rules; nobody does without TLS. Whoever else may is decided by IAM in this account. The
 * statement for rules has no condition, because EventBridge sends nothing that one could test when it publishes to a topic (EventBridge
 * user guide, "Resource-based policies").
 */
export function topicStatements(site: Site, clusterName: string): readonly Statement[] {
  const { partition, region, accountId } = site;
  const topic = alertTopicArn(site, clusterName);
  const publish = { Action: "sns:Publish", Resource: topic } as const;
  const alarms = `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${clusterName}-*`;
  return [
    { Sid: "OnlyEncryptedTransport", Effect: "Deny", Principal: "*", ...publish, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    {
      Sid: "AlarmsPublish",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      ...publish,
      Condition: { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": alarms } },
    },
    { Sid: "EventRulesPublish", Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, ...publish },
  ];
}
