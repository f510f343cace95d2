import type { Reader } from "../../../policies/preview/reader";
import { type Verdict, all, demand, fail, notApplicable, pass } from "../../../policies/preview/verdict";
import type { LiveCheck } from "../check";
import { daysSince, onEachLive } from "./each";

/** CloudTrail delivers within minutes (CloudTrail user guide, "How CloudTrail works"); a day without a file is a trail that stopped. */
const trailSilence = 1;
/** The API server writes at every moment; an hour without an entry is a log that stopped. */
const auditSilence = 1 / 24;

const empty = (one: Reader, path: string, message: string): Verdict =>
  one.expect(path, (value) => value === undefined || value === "", message);

function delivers(trail: Reader, readAt: number): Verdict {
  const age = daysSince(trail, "latestDelivery", readAt);
  return all(
    demand(age !== undefined && age <= trailSilence, "the trail has delivered nothing for a day; see its status"),
    empty(trail, "deliveryError", "the trail cannot write to its bucket; see its status"),
    empty(trail, "logGroupError", "the trail cannot write to its log group; see its status"),
  );
}

const clusterGroup = /^\/aws\/eks\/.+\/cluster$/;

/** The newest entry of the group's audit streams; every member of a control plane has one. */
const auditArrives: LiveCheck = (plan, { readAt }) =>
  plan
    .ofType("aws:cloudwatch/logGroup:LogGroup")
    .filter(({ name }) => clusterGroup.test(name))
    .map((group) => {
      const own = plan.ofType("aws:cloudwatch/logStream:LogStream").filter((stream) => stream.read("logGroup") === group.read("name"));
      const ages = own.flatMap((stream) => daysSince(stream, "lastIngestionTime", readAt) ?? []);
      return {
        urn: group.urn,
        verdict: demand(Math.min(Infinity, ...ages) <= auditSilence, "no audit log has arrived for an hour; see the cluster's logging"),
      };
    });

export const accountRecordChecks = {
  "flow-log-delivers": onEachLive("aws:ec2/flowLog:FlowLog", (log) =>
    all(
      log.expect("status", (status) => status === "ACTIVE", "the flow log is not active; make it again"),
      log.expect("deliveryStatus", (status) => status !== "FAILED", "the flow log cannot be delivered; see its role and destination"),
    ),
  ),
  "trail-delivers": onEachLive("aws:cloudtrail/trail:Trail", (trail, { readAt }) => delivers(trail, readAt)),
  "audit-log-arrives": auditArrives,
  "event-rule-enabled": onEachLive("aws:cloudwatch/eventRule:EventRule", (rule) =>
    rule.expect("state", (state) => typeof state === "string" && state.startsWith("ENABLED"), "the rule is off; enable it, or delete it"),
  ),
  "alarm-is-quiet": onEachLive("aws:cloudwatch/metricAlarm:MetricAlarm", (alarm) =>
    alarm.expect("state", (state) => state !== "ALARM", "the alarm rings; see what it stands for"),
  ),
  "topic-subscription-confirmed": onEachLive("aws:sns/topicSubscription:TopicSubscription", (subscription) =>
    subscription.expect(
      "confirmed",
      (value) => value === true,
      "the subscriber has not confirmed and hears nothing; confirm, or remove it",
    ),
  ),
  "guardduty-findings-handled": (plan) =>
    plan.ofType("aws:guardduty/detector:Detector").map((detector) => {
      const open = plan.ofType("aws:guardduty/finding:Finding").filter((finding) => finding.read("detectorId") === detector.name);
      return {
        urn: detector.urn,
        verdict: open.length === 0 ? pass : fail("severe findings are open; look at each, and archive what is done"),
      };
    }),
  "configuration-recorder-succeeds": onEachLive("aws:cfg/recorderStatus:RecorderStatus", (status) =>
    status.expect("lastStatus", (value) => value === "SUCCESS", "the recorder does not deliver; see its status"),
  ),
  "critical-vulnerability-fixed-in-time": onEachLive("aws:inspector2/finding:Finding", (finding, { settings, readAt }) => {
    if (finding.read("severity") !== "CRITICAL") return notApplicable;
    const age = daysSince(finding, "firstObservedAt", readAt);
    return demand(
      age !== undefined && age <= settings.parameters["patch.critical.days"],
      "a critical vulnerability is open for longer than patch.critical.days; update what holds it",
    );
  }),
} as const satisfies Record<string, LiveCheck>;
