import type { PlannedResource } from "../../policies/preview/plan";
import { isObject } from "../../policies/preview/tree";
import { clusterEvents } from "../../components/logging/cluster-events";
import { trailEvents } from "../../components/logging/trail-events";
import { type Weakenings, byName, gone, on, to, where } from "./weakening";

const text = (resource: PlannedResource, path: string): string => {
  const [top = "", below] = path.split(".");
  const value = resource.inputs[top];
  const found = below === undefined ? value : isObject(value) ? value[below] : undefined;
  return typeof found === "string" ? found : "";
};

const feature = byName(
  ["ebs-malware", "guardduty-scans-disks"],
  ["eks-audit", "guardduty-watches-audit-logs"],
  ["runtime", "guardduty-watches-runtime"],
  ["s3", "guardduty-watches-buckets"],
);

const rule = byName(
  ["break-glass", "alert-on-break-glass"],
  ["guardduty-high", "alert-on-high-findings"],
  ["key-deletion", "alert-on-key-deletion"],
  ["", "alert-on-stopped-controls"],
);

/** Told as well, and no check asks for them by name. */
const beyond = ["sign-in-failed", "organisation-changed"];

const event = (short: string) =>
  clusterEvents.some((one) => one.short === short)
    ? "alert-on-cluster-events"
    : trailEvents.some((one) => one.short === short) && !beyond.includes(short)
      ? "alert-on-account-events"
      : undefined;
const filter = (resource: PlannedResource) => event(text(resource, "metricTransformation.name"));
const alarm = (resource: PlannedResource) => {
  const metric = text(resource, "metricName");
  if (metric === "IncomingLogEvents") return "alert-on-silent-logs";
  return metric === "DeliveryToS3.DataFreshness" ? "alert-on-late-delivery" : event(metric);
};
const onEvents = (resource: PlannedResource) => event(text(resource, "metricName"));
const onCounted = (resource: PlannedResource) => {
  const named = alarm(resource);
  return named === "alert-on-silent-logs" ? undefined : named;
};
/** Where there are several, one that goes leaves another who hears. */
const lastListener = ({ type }: PlannedResource, beside: readonly PlannedResource[]) =>
  beside.filter((one) => one.type === type).length === 1 ? "alert-topic-has-subscriber" : undefined;
const isCluster = (resource: PlannedResource) => /^\/aws\/eks\/.*\/cluster$/.test(text(resource, "name"));

/** What records, who is told, and what is kept of it. */
export const auditWeakenings: Weakenings = {
  "aws:cfg/deliveryChannel:DeliveryChannel": {
    MISSING: [gone("configuration-delivery-present")],
    s3BucketName: [gone("configuration-delivered")],
  },
  "aws:cfg/recorder:Recorder": {
    MISSING: [gone("configuration-recorder-present")],
    "recordingGroup.allSupported": [to(false, "configuration-recorder-complete")],
    "recordingGroup.includeGlobalResourceTypes": on("configuration-recorder-complete"),
  },
  "aws:cfg/recorderStatus:RecorderStatus": {
    MISSING: [gone("configuration-recorder-running")],
    isEnabled: on("configuration-recorder-running"),
    name: [gone("configuration-recorder-running")],
  },
  "aws:cloudtrail/trail:Trail": {
    MISSING: [gone("trail-present")],
    PROTECT: [gone("audit-records-protected")],
    advancedEventSelectors: [gone("trail-records-bucket-reads")],
    cloudWatchLogsGroupArn: [gone("trail-delivers-to-log-group")],
    enableLogFileValidation: on("trail-files-validated"),
    enableLogging: [to(false, "trail-logging-on")],
    includeGlobalServiceEvents: [to(false, "trail-covers-global-services")],
    isMultiRegionTrail: on("trail-covers-all-regions"),
    kmsKeyId: [gone("trail-encrypted-with-cmk"), to("alias/aws/s3", "trail-encrypted-with-cmk")],
  },
  "aws:cloudwatch/eventRule:EventRule": {
    MISSING: [gone(rule)],
    eventPattern: [gone(rule), to('{"source":["aws.nothing"]}', rule)],
    state: [to("DISABLED", rule)],
  },
  "aws:cloudwatch/eventTarget:EventTarget": { MISSING: [gone(rule)], arn: [gone(rule)], rule: [gone(rule), to("another", rule)] },
  "aws:cloudwatch/logGroup:LogGroup": {
    deletionProtectionEnabled: on("log-group-deletion-protected"),
    kmsKeyId: [gone("log-group-encrypted-with-cmk")],
    name: [gone(where(isCluster, "eks-log-group-made-first"))],
    retentionInDays: [
      gone("log-group-retention-sufficient"),
      to(1, "log-group-retention-sufficient"),
      to(0, "log-group-retention-sufficient"),
    ],
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    MISSING: [gone(filter)],
    logGroupName: [gone(filter), to("another", filter)],
    "metricTransformation.name": [gone(filter)],
    "metricTransformation.namespace": [gone(filter)],
    "metricTransformation.value": [gone(filter), to("0", filter)],
    pattern: [gone(filter), to('{ $.eventName = "Nothing" }', filter)],
  },
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": {
    MISSING: [gone("audit-log-group-archived")],
    destinationArn: [gone("audit-log-group-archived")],
    filterPattern: [gone("audit-log-group-archived"), to("ERROR", "audit-log-group-archived")],
    logGroup: [gone("audit-log-group-archived"), to("another", "audit-log-group-archived")],
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    MISSING: [gone(alarm)],
    "alarmActions.*": [gone("alarm-has-action")],
    comparisonOperator: [gone(onCounted), to("LessThanThreshold", onCounted)],
    "dimensions.DeliveryStreamName": [gone("alert-on-late-delivery"), to("another", "alert-on-late-delivery")],
    "dimensions.LogGroupName": [to("another", "alert-on-silent-logs")],
    evaluationPeriods: [gone(alarm), to(500, alarm)],
    metricName: [gone(alarm), to("Another", alarm)],
    namespace: [gone(onEvents)],
    period: [gone(alarm), to(604_800, alarm)],
    statistic: [gone(onCounted), to("Average", onCounted)],
    threshold: [gone(onCounted), to(1_000_000, onCounted)],
    treatMissingData: [to("notBreaching", (resource) => (alarm(resource) === "alert-on-silent-logs" ? "alert-on-silent-logs" : undefined))],
  },
  "aws:ec2/flowLog:FlowLog": {
    MISSING: [gone("flow-log-present")],
    logDestination: [gone("flow-log-destination-checked")],
    trafficType: [gone("flow-log-records-all-traffic"), to("REJECT", "flow-log-records-all-traffic")],
    vpcId: [gone("flow-log-present")],
  },
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": {
    MISSING: [gone("registry-scanning-present")],
    "rules.*.scanFrequency": [gone("registry-scans-continuously"), to("MANUAL", "registry-scans-continuously")],
    scanType: [gone("registry-scans-continuously"), to("BASIC", "registry-scans-continuously")],
  },
  "aws:guardduty/detector:Detector": {
    MISSING: [gone("guardduty-present")],
    enable: [to(false, "guardduty-detector-enabled")],
    findingPublishingFrequency: [gone("guardduty-publishes-often"), to("SIX_HOURS", "guardduty-publishes-often")],
  },
  "aws:guardduty/detectorFeature:DetectorFeature": {
    MISSING: [gone(feature)],
    additionalConfigurations: [
      gone(byName(["runtime", "guardduty-watches-runtime"])),
      to([], byName(["runtime", "guardduty-watches-runtime"])),
    ],
    detectorId: [gone(feature)],
    name: [gone(feature)],
    status: [gone(feature), to("DISABLED", feature)],
  },
  "aws:inspector2/enabler:Enabler": {
    MISSING: [gone("vulnerability-scanning-present")],
    "resourceTypes.*": [gone("inspector-scans-nodes-and-images")],
  },
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
    name: [gone("alert-on-late-delivery")],
    "serverSideEncryption.enabled": on("delivery-stream-encrypted-with-cmk"),
    "serverSideEncryption.keyArn": [gone("delivery-stream-encrypted-with-cmk")],
    "serverSideEncryption.keyType": [gone("delivery-stream-encrypted-with-cmk"), to("AWS_OWNED_CMK", "delivery-stream-encrypted-with-cmk")],
  },
  "aws:sns/topic:Topic": { kmsMasterKeyId: [gone("topic-encrypted-with-cmk"), to("alias/aws/sns", "topic-encrypted-with-cmk")] },
  "aws:sns/topicPolicy:TopicPolicy": { MISSING: [gone("topic-tls-only")], arn: [gone("topic-tls-only")] },
  "aws:sns/topicSubscription:TopicSubscription": {
    MISSING: [gone(lastListener)],
    topic: [gone(lastListener)],
    protocol: [to("http", "topic-subscription-encrypted")],
  },
};
