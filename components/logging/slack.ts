import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { Site } from "../args";
import { policyDocument } from "../policy-document";
import type { CreatedRule } from "./event-rules";

export interface SlackArgs {
  readonly site: Site;
  readonly clusterName: string;
  /** Address of an incoming webhook; whoever knows it can write to the channel. */
  readonly webhook: pulumi.Input<string>;
  readonly rules: readonly CreatedRule[];
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Slack takes a text and nothing else, so messages of the topic cannot go there as they are. EventBridge can write the text: every rule
 * gets the channel as a second target, and one more rule brings the alarms. The webhook's address is its own credential; the connection
 * asks for one more, which Slack ignores.
 */
export function createSlack(name: string, args: SlackArgs, opts: pulumi.CustomResourceOptions): void {
  const { clusterName } = args;
  const connection = new cloudwatch.EventConnection(
    name,
    {
      name: `${clusterName}-slack`,
      description: "Slack needs no other credential than the address",
      authorizationType: "API_KEY",
      authParameters: { apiKey: { key: "X-Not-Used", value: "none" } },
    },
    opts,
  );
  const destination = new cloudwatch.EventApiDestination(
    name,
    {
      name: `${clusterName}-slack`,
      description: "The channel that is told of alerts",
      invocationEndpoint: pulumi.secret(args.webhook),
      httpMethod: "POST",
      invocationRateLimitPerSecond: 1,
      connectionArn: connection.arn,
    },
    opts,
  );
  const role = createRole(name, args, opts);
  const alarms = alarmRule(`${name}-alarms`, args, opts);
  const tell = ({ short, rule }: CreatedRule, inputTransformer: NonNullable<cloudwatch.EventTargetArgs["inputTransformer"]>) =>
    new cloudwatch.EventTarget(
      `${name}-${short}`,
      { rule: rule.name, targetId: "slack", arn: destination.arn, roleArn: role.arn, inputTransformer },
      opts,
    );
  tell({ short: "alarms", rule: alarms }, { inputPaths: { alarm: "$.detail.alarmName" }, inputTemplate: '{"text": "Alarm: <alarm>"}' });
  for (const rule of args.rules)
    tell(rule, {
      inputPaths: { account: "$.account", region: "$.region" },
      inputTemplate: `{"text": "${clusterName}-${rule.short} in account <account>, <region>"}`,
    });
}

function alarmRule(name: string, { clusterName, tags }: SlackArgs, opts: pulumi.CustomResourceOptions): cloudwatch.EventRule {
  const detail = { alarmName: [{ prefix: `${clusterName}-` }], state: { value: ["ALARM"] } };
  const eventPattern = JSON.stringify({ source: ["aws.cloudwatch"], "detail-type": ["CloudWatch Alarm State Change"], detail });
  const args = { name: `${clusterName}-alarms`, description: "an alarm of this cluster went off", eventPattern, tags: { ...tags } };
  return new cloudwatch.EventRule(name, args, opts);
}

/** EventBridge calls the channel, and nothing else, in the name of this role. */
function createRole(name: string, { site, clusterName, tags }: SlackArgs, opts: pulumi.CustomResourceOptions): iam.Role {
  const { partition, region, accountId } = site;
  const events = `arn:${partition}:events:${region}:${accountId}`;
  const trust = policyDocument([
    {
      Sid: "RulesOfThisCluster",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": `${events}:rule/${clusterName}-*` } },
    },
  ]);
  const call = policyDocument([
    {
      Sid: "TellChannel",
      Effect: "Allow",
      Action: "events:InvokeApiDestination",
      Resource: `${events}:api-destination/${clusterName}-slack/*`,
    },
  ]);
  const description = "Tells a Slack channel of alerts";
  const role = new iam.Role(name, { name: `${clusterName}-slack`, description, assumeRolePolicy: trust, tags: { ...tags } }, opts);
  new iam.RolePolicy(name, { role: role.name, policy: call }, opts);
  return role;
}
