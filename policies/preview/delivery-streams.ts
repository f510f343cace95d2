import { type PreviewCheck, onEachInPlan } from "./check";
import { customerKey } from "./customer-key";
import type { Reader } from "./reader";
import { isTrue } from "./tree";
import { type Verdict, all, notApplicable } from "./verdict";

const streamType = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";

/** A stream that reads from a Kinesis stream holds nothing itself. */
const encrypted = (stream: Reader): Verdict =>
  stream.inspect("kinesisSourceConfiguration", (source) => {
    if (source !== undefined) return notApplicable;
    const remedy =
      "what the stream holds is not encrypted with your key; set serverSideEncryption to enabled, CUSTOMER_MANAGED_CMK and keyArn";
    return all(
      stream.expect("serverSideEncryption.enabled", isTrue, remedy),
      stream.expect("serverSideEncryption.keyType", (type) => type === "CUSTOMER_MANAGED_CMK", remedy),
      customerKey(stream, "serverSideEncryption.keyArn", remedy),
    );
  });

export const deliveryStreamChecks = {
  "delivery-stream-encrypted-with-cmk": onEachInPlan(streamType, encrypted),
} as const satisfies Record<string, PreviewCheck>;
