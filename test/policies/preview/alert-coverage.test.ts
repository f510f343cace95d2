import { alertCoverageChecks as checks } from "../../../policies/preview/alert-coverage";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { clusterEvents } from "../../../components/logging/cluster-events";
import { type LoggedEvent, trailEvents } from "../../../components/logging/trail-events";
import { alertRules } from "../../../components/logging/event-rules";
import { type Case, planned, platform, table } from "./support";

const breakGlass = "arn:aws:iam::111122223333:role/break-glass";
const hidden = new Hidden("ciphertext");

const rule = (pattern: Inputs[string], more: Inputs = {}, name = "rule") =>
  planned("aws:cloudwatch/eventRule:EventRule", name, { name, eventPattern: pattern, ...more });
const target = (of: string) => planned("aws:cloudwatch/eventTarget:EventTarget", `${of}-target`, { rule: of, arn: "topic" });
const ours = (short: string): string => JSON.stringify(alertRules(breakGlass).find((one) => one.short === short)?.pattern);

/** Rows of a check that asks for a rule. */
function ruleCases(pattern: string, more: Inputs = {}): readonly Case[] {
  const row = (it: string, given: Case["given"], want: string): Case => ({
    it,
    given: [platform, given].flat(),
    want: { platform: want as never },
  });
  return [
    row("accepts a rule with a target", [rule(pattern, more), target("rule")], "pass"),
    row("refuses a rule that tells nobody", rule(pattern, more), "fail"),
    row("refuses a rule of something else", [rule('{"source":["aws.x"]}', more), target("rule")], "fail"),
    row("refuses a rule that is switched off", [rule(pattern, { ...more, state: "DISABLED" }), target("rule")], "fail"),
    row("refuses none", [], "fail"),
    row("cannot judge a pattern that is not known", [rule(UNKNOWN, more), target("rule")], "not-evaluated"),
    row("cannot judge a hidden pattern", [rule(hidden, more), target("rule")], "not-evaluated"),
    row("cannot judge a filter that it does not know", [rule('{"source":[{"wildcard":"*"}]}', more), target("rule")], "not-evaluated"),
    { it: "has nothing to say of a program that is no platform", given: rule(pattern), want: {} },
  ];
}

const reads: Inputs = { state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" };

table("alert-on-high-findings", checks["alert-on-high-findings"], [
  ...ruleCases(ours("guardduty-high")),
  {
    it: "refuses a rule for still higher findings only",
    given: [platform, rule('{"source":["aws.guardduty"],"detail":{"severity":[{"numeric":[">=",8]}]}}'), target("rule")],
    want: { platform: "fail" },
  },
]);
table("alert-on-key-deletion", checks["alert-on-key-deletion"], ruleCases(ours("key-deletion")));
table("alert-on-break-glass", checks["alert-on-break-glass"], [
  ...ruleCases(ours("break-glass"), reads),
  {
    it: "refuses a rule that does not see calls that only read",
    given: [platform, rule(ours("break-glass")), target("rule")],
    want: { platform: "fail" },
  },
  {
    it: "refuses a rule for another role",
    given: [platform, rule(JSON.stringify(alertRules("arn:other")[2]?.pattern), reads), target("rule")],
    want: { platform: "fail" },
  },
  {
    it: "cannot judge without knowing the role",
    given: platform,
    settings: { breakGlassRoleArn: undefined },
    want: { platform: "not-evaluated" },
  },
]);

const stopping = ["trail-stopped", "flow-logs-deleted", "config-stopped", "guardduty-stopped", "logs-shortened"];
const stoppers = (shorts: readonly string[]) => shorts.flatMap((short) => [rule(ours(short), {}, short), target(short)]);
table("alert-on-stopped-controls", checks["alert-on-stopped-controls"], [
  { it: "accepts the platform's own rules", given: [platform, ...stoppers(stopping)], want: { platform: "pass" } },
  ...stopping.map((short): Case => ({
    it: `refuses them without ${short}`,
    given: [platform, ...stoppers(stopping.filter((one) => one !== short))],
    want: { platform: "fail" },
  })),
]);

const filter = (short: string, pattern: Inputs[string], more: Inputs = {}) =>
  planned("aws:cloudwatch/logMetricFilter:LogMetricFilter", `${short}-filter`, {
    pattern,
    metricTransformation: { name: short, namespace: "n", value: "1" },
    ...more,
  });
const atOnce: Inputs = {
  alarmActions: ["topic"],
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  threshold: 1,
  statistic: "Sum",
  period: 300,
  evaluationPeriods: 1,
};
const alarm = (short: string, more: Inputs = {}) =>
  planned("aws:cloudwatch/metricAlarm:MetricAlarm", `${short}-alarm`, { metricName: short, namespace: "n", ...atOnce, ...more });
const allBut = (events: readonly LoggedEvent[], except?: string) =>
  events.filter(({ short }) => short !== except).flatMap(({ short, pattern }) => [filter(short, pattern), alarm(short)]);
const watched = (except?: string) => allBut(trailEvents, except);

/** Alarms that come late, or not at all, for one event. */
const deaf: readonly (readonly [string, Inputs])[] = [
  ["that tells nobody", { alarmActions: undefined }],
  ["that is switched off", { actionsEnabled: false }],
  ["that one event does not set off", { threshold: 2 }],
  ["that must exceed what one event counts", { comparisonOperator: "GreaterThanThreshold" }],
  ["that goes off when nothing happens", { comparisonOperator: "LessThanThreshold" }],
  ["on an average", { statistic: "Average" }],
  ["that waits for a second period", { evaluationPeriods: 2 }],
  ["that looks once a day", { period: 86_400 }],
];
const needed = trailEvents.map(({ short }) => short).filter((short) => !["sign-in-failed", "organisation-changed"].includes(short));

const rootUse = trailEvents.find(({ short }) => short === "root-use")?.pattern;
const group = planned("aws:cloudwatch/logGroup:LogGroup", "group", { name: "/aws/eks/c/cluster" });

table("alert-on-account-events", checks["alert-on-account-events"], [
  { it: "accepts the platform's own filters and alarms", given: [platform, ...watched()], want: { platform: "pass" } },
  ...needed.map((short): Case => ({
    it: `refuses them without ${short}`,
    given: [platform, ...watched(short)],
    want: { platform: "fail" },
  })),
  {
    it: "refuses a filter whose metric no alarm watches",
    given: [platform, ...watched().filter(({ name }) => name !== "root-use-alarm")],
    want: { platform: "fail" },
  },
  ...deaf.map(([words, change]): Case => ({
    it: `refuses an alarm ${words}`,
    given: [platform, ...watched("root-use"), filter("root-use", rootUse), alarm("root-use", change)],
    want: { platform: "fail" },
  })),
  {
    it: "refuses a filter that counts nothing",
    given: [
      platform,
      ...watched("root-use"),
      filter("root-use", rootUse, { metricTransformation: { name: "root-use", namespace: "n", value: "0" } }),
      alarm("root-use"),
    ],
    want: { platform: "fail" },
  },
  {
    it: "refuses a filter on another group than the trail's",
    given: [
      platform,
      planned("aws:cloudtrail/trail:Trail", "trail", {}, { from: { cloudWatchLogsGroupArn: [group] } }),
      group,
      ...watched().map((one) => (one.type.includes("Filter") ? { ...one, inputs: { ...one.inputs, logGroupName: "other" } } : one)),
    ],
    want: { platform: "fail" },
  },
  {
    it: "cannot judge an alarm that it cannot see",
    given: [platform, ...watched("root-use"), filter("root-use", rootUse), alarm("root-use", { alarmActions: hidden })],
    want: { platform: "not-evaluated" },
  },
  {
    it: "cannot judge where a pattern is not known",
    given: [platform, ...watched("root-use"), filter("x", UNKNOWN), alarm("x")],
    want: { platform: "not-evaluated" },
  },
  {
    it: "leaves the alarms of another team's trail to that team",
    given: platform,
    settings: { externalServices: { cloudtrail: { owner: "security team", reference: "LZ-1" } } },
    want: { platform: "left-to-people" },
  },
]);

const ofCluster = (except?: string) =>
  allBut(clusterEvents, except).map((one) => ({ ...one, inputs: { ...one.inputs, logGroupName: "/aws/eks/c/cluster" } }));
table("alert-on-cluster-events", checks["alert-on-cluster-events"], [
  { it: "accepts the platform's own filters and alarms", given: [platform, group, ...ofCluster()], want: { platform: "pass" } },
  { it: "refuses them on another group", given: [platform, group, ...allBut(clusterEvents)], want: { platform: "fail" } },
  ...clusterEvents.map(({ short }): Case => ({
    it: `refuses them without ${short}`,
    given: [platform, group, ...ofCluster(short)],
    want: { platform: "fail" },
  })),
  { it: "refuses none", given: [platform, group], want: { platform: "fail" } },
]);
const flowGroup = planned("aws:cloudwatch/logGroup:LogGroup", "flow", { name: "flow" });
const flowLog = planned("aws:ec2/flowLog:FlowLog", "log", { logDestination: UNKNOWN }, { from: { logDestination: [flowGroup] } });
const silence = (dimensions: Inputs[string], treatMissingData: Inputs[string] = "breaching", more: Inputs = {}) =>
  planned("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {
    metricName: "IncomingLogEvents",
    dimensions,
    treatMissingData,
    alarmActions: ["topic"],
    period: 3600,
    evaluationPeriods: 1,
    ...more,
  });

table("alert-on-silent-logs", checks["alert-on-silent-logs"], [
  {
    it: "accepts an alarm on the cluster's group",
    given: [group, silence({ LogGroupName: "/aws/eks/c/cluster" })],
    want: { group: "pass" },
  },
  {
    it: "accepts an alarm on the flow log's group",
    given: [flowGroup, flowLog, silence({ LogGroupName: "flow" })],
    want: { flow: "pass" },
  },
  { it: "refuses none", given: group, want: "fail" },
  { it: "refuses an alarm on another group", given: [group, silence({ LogGroupName: "flow" })], want: { group: "fail" } },
  {
    it: "refuses an alarm to which no data is good",
    given: [group, silence({ LogGroupName: "/aws/eks/c/cluster" }, "notBreaching")],
    want: { group: "fail" },
  },
  ...(
    [
      ["that tells nobody", { alarmActions: [] }],
      ["that waits for more than a day", { evaluationPeriods: 25 }],
    ] as const
  ).map(([words, change]): Case => ({
    it: `refuses an alarm ${words}`,
    given: [group, silence({ LogGroupName: "/aws/eks/c/cluster" }, "breaching", change)],
    want: { group: "fail" },
  })),
  {
    it: "defers an alarm on it whose rule for missing data is unknown",
    given: [group, silence({ LogGroupName: "/aws/eks/c/cluster" }, UNKNOWN)],
    want: { group: "deferred" },
  },
  { it: "defers an alarm on something unknown", given: [group, silence(UNKNOWN)], want: { group: "deferred" } },
  {
    it: "does not ask a group that holds no audit logs",
    given: planned("aws:cloudwatch/logGroup:LogGroup", "app", { name: "app" }),
    want: {},
  },
]);

const stream = planned("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "stream");
const subscription = (filterPattern: Inputs[string], to = stream) =>
  planned(
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
    "filter",
    { logGroup: "/aws/eks/c/cluster", filterPattern, destinationArn: UNKNOWN },
    { from: { destinationArn: [to] } },
  );
table("audit-log-group-archived", checks["audit-log-group-archived"], [
  { it: "accepts a group whose logs all go to a stream", given: [group, stream, subscription("")], want: { group: "pass" } },
  { it: "refuses a part of them", given: [group, stream, subscription("ERROR")], want: { group: "fail" } },
  {
    it: "refuses another destination",
    given: [group, subscription("", planned("aws:lambda/function:Function", "f"))],
    want: { group: "fail" },
  },
  { it: "refuses none", given: group, want: "fail" },
]);

const late = (more: Inputs = {}) =>
  planned("aws:cloudwatch/metricAlarm:MetricAlarm", "late", {
    ...atOnce,
    metricName: "DeliveryToS3.DataFreshness",
    dimensions: { DeliveryStreamName: "s" },
    comparisonOperator: "GreaterThanThreshold",
    statistic: "Maximum",
    threshold: 3600,
    ...more,
  });
const named = planned("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "stream", { name: "s" });
const carrying = [group, named, subscription("", named)];
table("alert-on-late-delivery", checks["alert-on-late-delivery"], [
  { it: "accepts an alarm on the stream's delay", given: [...carrying, late()], want: { stream: "pass" } },
  { it: "refuses none", given: carrying, want: { stream: "fail" } },
  ...(
    [
      ["another stream's", { dimensions: { DeliveryStreamName: "t" } }],
      ["one that tells nobody", { alarmActions: undefined }],
      ["one that lets more than a day go by", { threshold: 86_400 }],
      ["one that goes off when records are fresh", { comparisonOperator: "LessThanThreshold" }],
      ["one on the mean", { statistic: "Average" }],
    ] as const
  ).map(([words, change]): Case => ({ it: `refuses ${words}`, given: [...carrying, late(change)], want: { stream: "fail" } })),
  { it: "defers one on something unknown", given: [...carrying, late({ dimensions: UNKNOWN })], want: { stream: "deferred" } },
  { it: "cannot judge a hidden threshold", given: [...carrying, late({ threshold: hidden })], want: { stream: "not-evaluated" } },
  { it: "does not ask a stream that carries no audit logs", given: named, want: { stream: "not-applicable" } },
]);
