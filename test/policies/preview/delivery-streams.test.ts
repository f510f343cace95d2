import { deliveryStreamChecks as checks } from "../../../policies/preview/delivery-streams";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const key = planned("aws:kms/key:Key", "key");
const stream = (more: Inputs = {}, from = {}) =>
  planned("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "stream", more, { from });
const ours: Inputs = { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: UNKNOWN };
const encrypted = (change: Inputs) => [key, stream({ serverSideEncryption: { ...ours, ...change } }, { serverSideEncryption: [key] })];

table("delivery-stream-encrypted-with-cmk", checks["delivery-stream-encrypted-with-cmk"], [
  { it: "accepts a key of the program", given: encrypted({}), want: { stream: "pass" } },
  { it: "refuses encryption that is off", given: encrypted({ enabled: false }), want: { stream: "fail" } },
  { it: "refuses the key of AWS", given: encrypted({ keyType: "AWS_OWNED_CMK" }), want: { stream: "fail" } },
  { it: "refuses no key", given: encrypted({ keyArn: undefined }), want: { stream: "fail" } },
  { it: "refuses the default, which is no encryption", given: stream(), want: "fail" },
  {
    it: "defers a key of unknown origin",
    given: stream({ serverSideEncryption: ours }),
    want: "deferred",
  },
  { it: "cannot read a hidden switch", given: encrypted({ enabled: new Hidden("ciphertext") }), want: { stream: "not-evaluated" } },
  {
    it: "does not ask a stream that reads from Kinesis, which is encrypted there",
    given: stream({ kinesisSourceConfiguration: { kinesisStreamArn: "arn" } }),
    want: "not-applicable",
  },
]);
