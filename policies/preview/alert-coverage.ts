import { external } from "./account-services";
import { auditLogGroups } from "./audit-groups";
import { type PlanCheck, type PreviewCheck, onPlan } from "./check";
import { type Match, matchesPattern } from "./event-pattern";
import { findsEvent } from "./filter-pattern";
import { isArchived } from "./logs";
import { obscured } from "./obscured";
import type { Plan } from "./plan";
import { onPlatform } from "./presence";
import type { Reader } from "./reader";
import { type EventSample, accountEvents, breakGlassUse, highFinding, keyDeletion, stoppedControls } from "./security-events";
import { isFalse } from "./tree";
import { type Verdict, fail, notEvaluated, pass } from "./verdict";

const ruleType = "aws:cloudwatch/eventRule:EventRule";
const targetType = "aws:cloudwatch/eventTarget:EventTarget";
const filterType = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const groupType = "aws:cloudwatch/logGroup:LogGroup";
const subscriptionType = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";

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

/** A pattern that is not known, or not seen, may find anything. */
function matchOf(reader: Reader, path: string, match: (pattern: string) => Match): Match {
  const pattern = reader.read(path);
  return typeof pattern === "string" ? match(pattern) : pattern === undefined ? "no" : "unsure";
}

/** Rules that are on and have a target. */
function rules(plan: Plan, reads: boolean): readonly Reader[] {
  const targets = plan.ofType(targetType);
  return plan.ofType(ruleType).filter((rule) => {
    const state = rule.read("state");
    const on = reads ? state === withReads : state !== "DISABLED" && !isFalse(rule.read("isEnabled"));
    return on && targets.some((target) => target.sources("rule").includes(rule.urn) || sameName(target.read("rule"), rule.read("name")));
  });
}

const sameName = (one: unknown, other: unknown): boolean => typeof one === "string" && one === other;

const ruleFor = (plan: Plan, samples: readonly EventSample[], reads = false): Verdict =>
  covered(
    samples,
    ({ event }) => anyMatch(rules(plan, reads).map((rule) => matchOf(rule, "eventPattern", (pattern) => matchesPattern(pattern, event)))),
    `an EventRule with a target${reads ? `, in the state ${withReads}` : ""}`,
  );

/** Filters whose metric an alarm with an action watches. */
function alarmedFilters(plan: Plan): readonly Reader[] {
  const alarms = plan.ofType(alarmType).filter((alarm) => alarm.read("alarmActions") !== undefined);
  return plan
    .ofType(filterType)
    .filter((filter) =>
      alarms.some(
        (alarm) =>
          sameName(alarm.read("metricName"), filter.read("metricTransformation.name")) &&
          sameName(alarm.read("namespace"), filter.read("metricTransformation.namespace")),
      ),
    );
}

/** The group must be told by its own name: an alarm on another group's silence is no alarm on this one's. */
function silenceWatched(group: Reader, plan: Plan): Verdict {
  const alarms = plan.ofType(alarmType);
  const own = alarms.filter(
    (alarm) =>
      alarm.read("metricName") === "IncomingLogEvents" &&
      (alarm.sources("dimensions").includes(group.urn) || sameName(alarm.read("dimensions.LogGroupName"), group.read("name"))),
  );
  const nobody = fail("nobody notices when the group falls silent; add an alarm on IncomingLogEvents with its name");
  const [first, ...others] = own;
  if (first === undefined) return obscured(alarms, "metricName", "dimensions.LogGroupName") ?? obscured([group], "name") ?? nobody;
  const breaching = [first, ...others].find((alarm) => alarm.read("treatMissingData") === "breaching") ?? first;
  return breaching.expect(
    "treatMissingData",
    (value) => value === "breaching",
    "a silent group gives no data, which the alarm takes for good; set treatMissingData to breaching",
  );
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
    const filters = alarmedFilters(plan);
    const find = ({ event }: EventSample): Match =>
      anyMatch(filters.map((filter) => matchOf(filter, "pattern", (pattern) => findsEvent(pattern, event))));
    return covered(accountEvents, find, "a LogMetricFilter on the trail's group, and an alarm on its metric");
  }),
  "alert-on-high-findings": onPlatform(ruleType, (plan) => ruleFor(plan, [highFinding])),
  "alert-on-key-deletion": onPlatform(ruleType, (plan) => ruleFor(plan, [keyDeletion])),
  "alert-on-break-glass": onPlatform(ruleType, (plan, { breakGlassRoleArn }) =>
    breakGlassRoleArn === undefined
      ? notEvaluated("the stack file names no emergency role")
      : ruleFor(plan, breakGlassUse(breakGlassRoleArn), true),
  ),
  "alert-on-stopped-controls": onPlatform(ruleType, (plan) => ruleFor(plan, stoppedControls)),
  "alert-on-silent-logs": onAuditGroups(silenceWatched),
  "audit-log-group-archived": onAuditGroups(archived),
} as const satisfies Record<string, PreviewCheck>;
