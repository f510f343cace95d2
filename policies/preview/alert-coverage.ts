import { external } from "./account-services";
import { ringsAtOnce, ringsOnDelay, ringsOnSilence } from "./alarms";
import { auditLogGroups } from "./audit-groups";
import { type PlanCheck, type PreviewCheck, onEachInPlan, onPlan } from "./check";
import { type Match, matchesPattern } from "./event-pattern";
import { findsEvent } from "./filter-pattern";
import { isArchived } from "./logs";
import { obscured } from "./obscured";
import type { Plan } from "./plan";
import { onPlatform } from "./presence";
import type { Reader } from "./reader";
import {
  type EventSample,
  accountEvents,
  breakGlassUse,
  clusterEvents,
  highFinding,
  keyDeletion,
  stoppedControls,
} from "./security-events";
import { isFalse, numberOf } from "./tree";
import { type Verdict, fail, notApplicable, notEvaluated, pass } from "./verdict";

const ruleType = "aws:cloudwatch/eventRule:EventRule";
const targetType = "aws:cloudwatch/eventTarget:EventTarget";
const filterType = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const groupType = "aws:cloudwatch/logGroup:LogGroup";
const subscriptionType = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";
const streamType = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";

/** The state in which a rule also sees calls that only read, AssumeRole among them (EventBridge user guide). */
const withReads = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

/** What is said when some kinds of event are found by nobody; `unsure` ones may be. */
function covered(samples: readonly EventSample[], find: (sample: EventSample) => Match, what: string): Verdict {
  const found = samples.map((sample) => [sample.kind, find(sample)] as const);
  const kinds = (match: Match): string => [...new Set(found.filter(([, one]) => one === match).map(([kind]) => kind))].join(", ");
  if (kinds("no") !== "") return fail(`nobody is told of ${kinds("no")}; add ${what}`);
  return kinds("unsure") === "" ? pass : notEvaluated(`a pattern that is not understood here may find ${kinds("unsure")}`);
}

const anyMatch = (matches: readonly Match[]): Match => (matches.includes("yes") ? "yes" : matches.includes("unsure") ? "unsure" : "no");
const bothMatch = (one: Match, other: Match): Match => (one === "no" || other === "no" ? "no" : one === "yes" ? other : one);

/** A pattern that is not known, or not seen, may find anything. */
function matchOf(reader: Reader, path: string, match: (pattern: string) => Match): Match {
  const pattern = reader.read(path);
  return typeof pattern === "string" ? match(pattern) : pattern === undefined ? "no" : "unsure";
}

/** The same pattern finds the same, wherever it stands. */
function remembered(match: (pattern: string) => Match): (pattern: string) => Match {
  const known = new Map<string, Match>();
  return (pattern) => {
    const found = known.get(pattern) ?? match(pattern);
    known.set(pattern, found);
    return found;
  };
}

/** Rules that are on and have a target. */
function rules(plan: Plan, reads: boolean): readonly Reader[] {
  const targets = plan.ofType(targetType).filter((target) => target.read("arn") !== undefined);
  const urns = new Set(targets.flatMap((target) => target.sources("rule")));
  const names = new Set(targets.map((target) => target.read("rule")));
  return plan.ofType(ruleType).filter((rule) => {
    const state = rule.read("state");
    const on = reads ? state === withReads : state !== "DISABLED" && !isFalse(rule.read("isEnabled"));
    const name = rule.read("name");
    return on && (urns.has(rule.urn) || (typeof name === "string" && names.has(name)));
  });
}

const sameName = (one: unknown, other: unknown): boolean => typeof one === "string" && one === other;

function ruleFor(plan: Plan, samples: readonly EventSample[], reads = false): Verdict {
  const watching = rules(plan, reads);
  const find = ({ event }: EventSample): Match => {
    const match = remembered((pattern) => matchesPattern(pattern, event));
    return anyMatch(watching.map((rule) => matchOf(rule, "eventPattern", match)));
  };
  return covered(samples, find, `an EventRule with a target${reads ? `, in the state ${withReads}` : ""}`);
}

/** What of an event a filter counts; a metric that is published as 0 is no count. */
const weightOf = (filter: Reader): number => numberOf(filter.read("metricTransformation.value")) ?? 0;

/** Whether an alarm goes off for every single event that the filter finds; the alarms are those on a metric of the filter's name. */
const alarmed = (filter: Reader, alarms: readonly Reader[]): Match =>
  anyMatch(
    alarms
      .filter((alarm) => sameName(alarm.read("namespace"), filter.read("metricTransformation.namespace")))
      .map((alarm) => ringsAtOnce(alarm, weightOf(filter))),
  );

/** What the metric of an alarm is called. */
const metricOf = (alarm: Reader): unknown => alarm.read("metricName");

/** What is said when filters on these groups, with alarms, miss a kind of event. A group outside the program may be any. */
function filtersFor(plan: Plan, groups: readonly Reader[], samples: readonly EventSample[], what: string): Verdict {
  const urns = new Set(groups.map(({ urn }) => urn));
  const names = new Set(groups.map((group) => group.read("name")));
  const onGroup = (filter: Reader): boolean => {
    if (groups.length === 0 || filter.sources("logGroupName").some((urn) => urns.has(urn))) return true;
    const name = filter.read("logGroupName");
    return typeof name === "string" && names.has(name);
  };
  const alarms = plan.grouped(metricOf, alarmType);
  const filters = plan
    .ofType(filterType)
    .filter(onGroup)
    .map((filter) => {
      const metric = filter.read("metricTransformation.name");
      return [filter, alarmed(filter, typeof metric === "string" ? (alarms.get(metric) ?? []) : [])] as const;
    });
  const find = ({ event }: EventSample): Match => {
    const match = remembered((pattern) => findsEvent(pattern, event));
    return anyMatch(filters.map(([filter, rings]) => bothMatch(rings, matchOf(filter, "pattern", match))));
  };
  return covered(samples, find, what);
}

function trailGroups(plan: Plan): readonly Reader[] {
  const written = plan.ofType("aws:cloudtrail/trail:Trail").flatMap((trail) => trail.sources("cloudWatchLogsGroupArn"));
  return plan.ofType(groupType).filter(({ urn }) => written.includes(urn));
}

const clusterGroup = /^\/aws\/eks\/[^/]+\/cluster$/;
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const clusterGroups = (plan: Plan): readonly Reader[] =>
  plan.ofType(groupType).filter((group) => clusterGroup.test(textOf(group.read("name"))));

/** A name that is known decides; one that is not may come from the resource. */
const isNamed = (name: unknown, resource: Reader, sources: readonly string[]): boolean => {
  const own = resource.read("name");
  return typeof name === "string" && typeof own === "string" ? name === own : sources.includes(resource.urn);
};

/** The alarms on a metric of AWS that name this resource, by its own name. */
function alarmsOn(resource: Reader, plan: Plan, metric: string, dimension: string): readonly Reader[] {
  return plan
    .ofType(alarmType)
    .filter(
      (alarm) =>
        alarm.read("metricName") === metric && isNamed(alarm.read(`dimensions.${dimension}`), resource, alarm.sources("dimensions")),
    );
}

interface Watch {
  readonly metric: string;
  readonly dimension: string;
  readonly rings: (alarm: Reader) => Match;
  readonly missing: string;
}

/** The resource must be told by its own name: an alarm on another one's silence is no alarm on this one's. */
function watched(resource: Reader, plan: Plan, { metric, dimension, rings, missing }: Watch): Verdict {
  const own = alarmsOn(resource, plan, metric, dimension);
  const found = anyMatch(own.map(rings));
  if (found === "yes") return pass;
  const alarms = plan.ofType(alarmType);
  const loose = own.length > 0 ? obscured(own, ...watchedPaths) : obscured(alarms, "metricName", `dimensions.${dimension}`);
  return loose ?? obscured([resource], "name") ?? fail(missing);
}

const watchedPaths = ["alarmActions", "actionsEnabled", "treatMissingData", "threshold", "period", "evaluationPeriods"];

const silence: Watch = {
  metric: "IncomingLogEvents",
  dimension: "LogGroupName",
  rings: ringsOnSilence,
  missing: "nobody notices when the group falls silent; add an alarm on IncomingLogEvents with its name and treatMissingData: breaching",
};

const delay: Watch = {
  metric: "DeliveryToS3.DataFreshness",
  dimension: "DeliveryStreamName",
  rings: ringsOnDelay,
  missing: "nobody notices when logs no longer reach the archive; add an alarm on DeliveryToS3.DataFreshness with the stream's name",
};

/** Streams that audit logs go through. */
function deliveryWatched(stream: Reader, plan: Plan): Verdict {
  const groups = auditLogGroups(plan);
  const carries = plan
    .ofType(subscriptionType)
    .some(
      (filter) =>
        filter.sources("destinationArn").includes(stream.urn) &&
        groups.some((group) => filter.sources("logGroup").includes(group.urn) || sameName(filter.read("logGroup"), group.read("name"))),
    );
  return carries ? watched(stream, plan, delay) : notApplicable;
}

/** The filter, its destination and its group may each be out of sight. */
function archived(group: Reader, plan: Plan): Verdict {
  if (isArchived(group, plan)) return pass;
  const filters = plan.ofType(subscriptionType);
  const loose = (property: string): readonly Reader[] => filters.filter((filter) => filter.sources(property).length === 0);
  return (
    obscured(filters, "filterPattern") ??
    obscured(loose("logGroup"), "logGroup") ??
    obscured(loose("destinationArn"), "destinationArn") ??
    fail("the group's logs are in no archive; add a LogSubscriptionFilter without pattern to a delivery stream")
  );
}

function onAuditGroups(decide: (group: Reader, plan: Plan) => Verdict): PlanCheck {
  return onPlan(groupType, (plan) => auditLogGroups(plan).map((group) => ({ urn: group.urn, verdict: decide(group, plan) })));
}

export const alertCoverageChecks = {
  "alert-on-account-events": onPlatform(filterType, (plan, settings) => {
    const team = external("cloudtrail", settings);
    if (team !== undefined) return team;
    return filtersFor(
      plan,
      trailGroups(plan),
      accountEvents,
      "a LogMetricFilter on the trail's group, and an alarm that the first event sets off",
    );
  }),
  "alert-on-cluster-events": onPlatform(filterType, (plan) =>
    filtersFor(
      plan,
      clusterGroups(plan),
      clusterEvents,
      "a LogMetricFilter on the cluster's group, and an alarm that the first event sets off",
    ),
  ),
  "alert-on-high-findings": onPlatform(ruleType, (plan) => ruleFor(plan, [highFinding])),
  "alert-on-key-deletion": onPlatform(ruleType, (plan) => ruleFor(plan, [keyDeletion])),
  "alert-on-break-glass": onPlatform(ruleType, (plan, { breakGlassRoleArn }) =>
    breakGlassRoleArn === undefined
      ? notEvaluated("the stack file names no emergency role")
      : ruleFor(plan, breakGlassUse(breakGlassRoleArn), true),
  ),
  "alert-on-stopped-controls": onPlatform(ruleType, (plan) => ruleFor(plan, stoppedControls)),
  "alert-on-silent-logs": onAuditGroups((group, plan) => watched(group, plan, silence)),
  "alert-on-late-delivery": onEachInPlan(streamType, deliveryWatched),
  "audit-log-group-archived": onAuditGroups(archived),
} as const satisfies Record<string, PreviewCheck>;
