import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  archivePermissions,
  archiveTrust,
  subscriptionPermissions,
  subscriptionTrust,
} from "../../../components/logging/delivery-policies";
import { topicStatements } from "../../../components/logging/topic";
import { policyDocument } from "../../../components/policy-document";
import { Secret } from "../../../policies/preview/tree";
import { type Decision, type Request, decide, asAnybody } from "../policy-simulator";
import { clusterName, named, only, planComponent, site, textOf } from "../support";
import { account, breakGlass, createBoth, role } from "./support";

const cloudwatch = (type: string): string => `aws:cloudwatch/${type[0]?.toLowerCase() ?? ""}${type.slice(1)}:${type}`;
const streamType = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const topicType = "aws:sns/topic:Topic";
const subscriptionType = "aws:sns/topicSubscription:TopicSubscription";
const plan = (...changes: Parameters<typeof createBoth>) => planComponent(() => createBoth(...changes));

describe("the delivery of logs", () => {
  it("streams every group into the archive, encrypted on its way and there, under a prefix of its own", async () => {
    const planned = await plan();
    const streams = planned.ofType(streamType);
    assert.equal(streams.length, 2);
    for (const stream of streams) {
      const short = stream.name.replace("logging-delivery-", "");
      assert.deepEqual(stream.read("serverSideEncryption"), {
        enabled: true,
        keyType: "CUSTOMER_MANAGED_CMK",
        keyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs",
      });
      assert.equal(stream.read("extendedS3Configuration.kmsKeyArn"), "arn:aws:kms:eu-west-1:111122223333:key/logs");
      assert.equal(stream.read("extendedS3Configuration.prefix"), `cloudwatch/${short}/!{timestamp:yyyy/MM/dd}/`);
      const filter = named(planned, cloudwatch("LogSubscriptionFilter"), stream.name);
      assert.deepEqual([filter.read("filterPattern"), filter.sources("destinationArn")], ["", [stream.urn]]);
    }
  });

  it("starts when the archive is locked and its role may write", async () => {
    const planned = await plan();
    const [stream] = planned.ofType(streamType);
    const before = new Set(stream?.resource.dependencies);
    for (const type of ["BucketObjectLockConfiguration", "BucketPolicy", "BucketServerSideEncryptionConfiguration"])
      assert.ok(before.has(named(planned, `aws:s3/b${type.slice(1)}:${type}`, "archive-bucket").urn), type);
    assert.ok(before.has(named(planned, "aws:iam/rolePolicy:RolePolicy", "logging-delivery-archive").urn));
  });
});

const own = `arn:aws:firehose:eu-west-1:${account}:deliverystream/${clusterName}-flow-logs`;
const other = `arn:aws:firehose:eu-west-1:${account}:deliverystream/other`;
const bucket = `arn:aws:s3:::archive`;
const assume = (service: string, context: Request["context"] = {}): Request => ({ caller: { service }, action: "sts:AssumeRole", context });
const firehose = (source: string, of = account) => assume("firehose.amazonaws.com", { "aws:SourceAccount": of, "aws:SourceArn": source });
const logs = (source: string) => assume("logs.amazonaws.com", { "aws:SourceArn": source });
const topicArn = `arn:aws:sns:eu-west-1:${account}:${clusterName}-alerts`;
const publish = (caller: Request["caller"], context: Request["context"] = {}): Request => ({
  ...(caller === undefined ? {} : { caller }),
  action: "sns:Publish",
  resource: topicArn,
  context,
});
const alarm = (name: string, of = account) => ({
  "aws:SourceAccount": of,
  "aws:SourceArn": `arn:aws:cloudwatch:eu-west-1:${of}:alarm:${name}`,
});
const alarms = { service: "cloudwatch.amazonaws.com" };

const documents = {
  "subscription trust": subscriptionTrust(site),
  subscription: asAnybody(subscriptionPermissions(site, clusterName)),
  "archive trust": archiveTrust(site, clusterName),
  archive: asAnybody(archivePermissions(site, "archive")),
  topic: policyDocument(topicStatements(site, clusterName)),
} as const;

const cases: readonly (readonly [Decision, keyof typeof documents, string, Request])[] = [
  ["allowed", "subscription trust", "a group of this account", logs(`arn:aws:logs:eu-west-1:${account}:log-group:/aws/x:*`)],
  ["refused", "subscription trust", "a group of another account", logs("arn:aws:logs:eu-west-1:999999999999:log-group:/aws/x:*")],
  ["refused", "subscription trust", "a group of another region", logs(`arn:aws:logs:us-east-1:${account}:log-group:/aws/x:*`)],
  ["refused", "subscription trust", "another service", assume("firehose.amazonaws.com")],
  ["allowed", "subscription", "feeds an own stream", { caller: role("r"), action: "firehose:PutRecordBatch", resource: own }],
  ["refused", "subscription", "feeds another stream", { caller: role("r"), action: "firehose:PutRecord", resource: other }],
  ["refused", "subscription", "deletes an own stream", { caller: role("r"), action: "firehose:DeleteDeliveryStream", resource: own }],
  ["allowed", "archive trust", "an own stream", firehose(own)],
  ["refused", "archive trust", "another stream", firehose(other)],
  ["refused", "archive trust", "an own stream for another account", firehose(own, "999999999999")],
  ["allowed", "archive", "writes", { caller: role("r"), action: "s3:PutObject", resource: `${bucket}/cloudwatch/1` }],
  ["refused", "archive", "reads", { caller: role("r"), action: "s3:GetObject", resource: `${bucket}/cloudwatch/1` }],
  ["refused", "archive", "deletes", { caller: role("r"), action: "s3:DeleteObject", resource: `${bucket}/cloudwatch/1` }],
  ["refused", "archive", "writes to another bucket", { caller: role("r"), action: "s3:PutObject", resource: "arn:aws:s3:::b/1" }],
  ["allowed", "topic", "an own alarm", publish(alarms, alarm(`${clusterName}-root-use`))],
  ["refused", "topic", "another alarm", publish(alarms, alarm("other"))],
  ["refused", "topic", "an alarm of another account", publish(alarms, alarm(`${clusterName}-root-use`, "999999999999"))],
  ["allowed", "topic", "an event rule", publish({ service: "events.amazonaws.com" })],
  ["refused", "topic", "an event rule without TLS", publish({ service: "events.amazonaws.com" }, { "aws:SecureTransport": "false" })],
  ["refused", "topic", "a role of another account", publish(role("r", "999999999999"))],
  ["refused", "topic", "nobody in particular", publish(undefined)],
];

describe("the policies of delivery and alerts", () => {
  for (const [expected, document, who, request] of cases) {
    it(`${document}: ${who}: ${request.action} is ${expected}`, () => {
      assert.equal(decide(documents[document], request), expected);
    });
  }
});

describe("alerts", () => {
  it("go over an encrypted topic to every address", async () => {
    const planned = await plan();
    assert.equal(only(planned, topicType).read("kmsMasterKeyId"), "arn:aws:kms:eu-west-1:111122223333:key/alerts");
    const told = planned.ofType(subscriptionType).map((one) => [one.read("protocol"), one.read("endpoint")]);
    assert.deepEqual(told.sort(), [
      ["email", "a@example.com"],
      ["email", "b@example.com"],
    ]);
  });

  it("come from every alarm and every rule to the topic", async () => {
    const planned = await plan({ trailGroupName: "/aws/cloudtrail/ledger-dev" });
    const topic = only(planned, topicType).urn;
    const all = planned.ofType(cloudwatch("MetricAlarm"));
    assert.ok(all.length > 15);
    for (const one of all) assert.deepEqual([one.sources("alarmActions"), one.read("actionsEnabled")], [[topic], undefined], one.name);
    const rules = planned.ofType(cloudwatch("EventRule")).map(({ urn }) => urn);
    const targets = planned.ofType(cloudwatch("EventTarget")).filter((target) => target.sources("arn").includes(topic));
    assert.deepEqual(targets.flatMap((target) => target.sources("rule")).sort(), rules.sort());
  });

  it("are raised by the trail of another team through rules only, and by an own trail through its log group too", async () => {
    const filters = async (...changes: Parameters<typeof createBoth>) =>
      (await plan(...changes)).ofType(cloudwatch("LogMetricFilter")).map((filter) => filter.read("logGroupName"));
    const own = ["/aws/eks/ledger-dev/cluster", "/aws/eks/ledger-dev/data-access", "/aws/eks/ledger-dev/falco"];
    assert.deepEqual([...new Set(await filters())], own);
    const withTrail = await filters({ trailGroupName: "/aws/cloudtrail/ledger-dev" });
    assert.deepEqual([...new Set(withTrail)].sort(), ["/aws/cloudtrail/ledger-dev", ...own]);
  });

  it("tell at once when the emergency role is taken, although that call only reads", async () => {
    const rule = named(await plan(), cloudwatch("EventRule"), "logging-rule-break-glass");
    assert.equal(rule.read("state"), "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
    const pattern = JSON.parse(textOf(rule, "eventPattern")) as { detail: { requestParameters: unknown } };
    assert.deepEqual(pattern.detail.requestParameters, { roleArn: [breakGlass] });
  });

  it("tell when a group falls silent: no data is a failure there", async () => {
    const alarmsOfSilence = (await plan())
      .ofType(cloudwatch("MetricAlarm"))
      .filter((one) => one.read("metricName") === "IncomingLogEvents");
    assert.deepEqual(
      alarmsOfSilence.map((one) => [one.read("treatMissingData"), one.read("dimensions")]),
      [
        ["breaching", { LogGroupName: "/aws/eks/ledger-dev/cluster" }],
        ["breaching", { LogGroupName: "/aws/vpc/ledger-dev/flow-logs" }],
      ],
    );
  });

  it("keep the tokens of Slack and PagerDuty secret, and reach both", async () => {
    const slackWebhook = pulumi.secret("https://hooks.example.com/planted");
    const planned = await plan({ alerts: { emails: [], slackWebhook, pagerDutyKey: pulumi.secret("planted") } });
    const slack = only(planned, cloudwatch("EventApiDestination"));
    assert.ok(only(planned, subscriptionType).resource.inputs["endpoint"] instanceof Secret);
    assert.ok(slack.resource.inputs["invocationEndpoint"] instanceof Secret);
    const toSlack = planned.ofType(cloudwatch("EventTarget")).filter((target) => target.sources("arn").includes(slack.urn));
    assert.equal(toSlack.length, planned.ofType(cloudwatch("EventRule")).length);
  });
});
