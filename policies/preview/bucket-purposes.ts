import type { Plan } from "./plan";
import type { Reader } from "./reader";

/** What writes audit logs to a bucket, and by which property it names the bucket. */
const logWriters = [
  ["aws:cloudtrail/trail:Trail", "s3BucketName"],
  ["aws:ec2/flowLog:FlowLog", "logDestination"],
  ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "extendedS3Configuration"],
] as const;

/** Whether audit logs end up in the bucket: it says so in its tag `purpose`, or something that records writes to it. */
export function holdsLogs(bucket: Reader, plan: Plan): boolean {
  const purpose = bucket.read("tags.purpose");
  if (typeof purpose === "string") return purpose === "logs";
  const name = bucket.read("bucket");
  return logWriters.some(([type, property]) =>
    plan
      .ofType(type)
      .some((writer) => writer.sources(property).includes(bucket.urn) || (typeof name === "string" && writer.read(property) === name)),
  );
}

/**
 * Whether S3 writes its access logs there. It does so only to a bucket without Object Lock that is encrypted with its own key (S3 user
 * guide, "Enabling Amazon S3 server access logging"). The same holds for those of application load balancers (their user guide, "Access logs").
 */
export function holdsAccessLogs(bucket: Reader, plan: Plan): boolean {
  if (bucket.read("tags.purpose") === "access-logs") return true;
  const writes = (type: string, property: string): boolean => plan.ofType(type).some((one) => one.sources(property).includes(bucket.urn));
  const balanced = plan
    .ofType("aws:lb/loadBalancer:LoadBalancer")
    .some((one) => one.read("loadBalancerType") !== "network" && one.sources("accessLogs").includes(bucket.urn));
  return balanced || writes("aws:s3/bucketLogging:BucketLogging", "targetBucket");
}

/** Whether the bucket holds records for auditors: logs, who read them, or how the account was configured. */
export function holdsRecords(bucket: Reader, plan: Plan): boolean {
  return holdsLogs(bucket, plan) || holdsAccessLogs(bucket, plan) || bucket.read("tags.purpose") === "configuration";
}
