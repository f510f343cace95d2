import { configRecorderChecks as checks } from "../../../policies/preview/config-recorder";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { planned, platform, serviceCases, table } from "./support";

const recorder = (inputs: Inputs = {}, name = "recorder") => planned("aws:cfg/recorder:Recorder", name, inputs);
const status = (inputs: Inputs, from = {}) => planned("aws:cfg/recorderStatus:RecorderStatus", "status", inputs, { from });
const channel = (inputs: Inputs = {}, from = {}) => planned("aws:cfg/deliveryChannel:DeliveryChannel", "channel", inputs, { from });
const bucket = planned("aws:s3/bucketV2:BucketV2", "bucket");
const hidden = new Hidden("ciphertext");
const group = (allSupported: Inputs[string], includeGlobalResourceTypes: Inputs[string]) =>
  recorder({ recordingGroup: { allSupported, includeGlobalResourceTypes } });

table("configuration-recorder-present", checks["configuration-recorder-present"], serviceCases("config", recorder(), platform));

table("configuration-recorder-complete", checks["configuration-recorder-complete"], [
  { it: "accepts all types, global ones too", given: group(true, true), want: "pass" },
  { it: "accepts all types by default", given: group(undefined, true), want: "pass" },
  { it: "refuses chosen types", given: group(false, true), want: "fail" },
  { it: "refuses global types left out", given: group(true, false), want: "fail" },
  { it: "refuses the default, which leaves global types out", given: recorder(), want: "fail" },
  { it: "defers an unknown group", given: recorder({ recordingGroup: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden group", given: recorder({ recordingGroup: hidden }), want: "not-evaluated" },
]);

table("configuration-recorder-running", checks["configuration-recorder-running"], [
  {
    it: "accepts a status of its own",
    given: [recorder(), status({ name: UNKNOWN, isEnabled: true }, { name: [recorder()] })],
    want: { recorder: "pass" },
  },
  {
    it: "accepts a status by its name",
    given: [recorder({ name: "default" }), status({ name: "default", isEnabled: true })],
    want: { recorder: "pass" },
  },
  { it: "refuses a recorder that nobody starts", given: recorder({ name: "default" }), want: "fail" },
  {
    it: "refuses a stopped one",
    given: [recorder({ name: "default" }), status({ name: "default", isEnabled: false })],
    want: { recorder: "fail" },
  },
  {
    it: "refuses another recorder's status",
    given: [recorder({ name: "default" }), status({ name: "other", isEnabled: true })],
    want: { recorder: "fail" },
  },
  {
    it: "defers a status of unknown name",
    given: [recorder({ name: "default" }), status({ name: UNKNOWN, isEnabled: true })],
    want: { recorder: "deferred" },
  },
  {
    it: "defers an unknown state",
    given: [recorder({ name: "d" }), status({ name: "d", isEnabled: UNKNOWN })],
    want: { recorder: "deferred" },
  },
  {
    it: "cannot read a hidden state",
    given: [recorder({ name: "d" }), status({ name: "d", isEnabled: hidden })],
    want: { recorder: "not-evaluated" },
  },
]);

table("configuration-delivery-present", checks["configuration-delivery-present"], [
  { it: "accepts a recorder beside a channel", given: [recorder(), channel()], want: { recorder: "pass" } },
  { it: "refuses a recorder without one", given: recorder(), want: "fail" },
]);

table("configuration-delivered", checks["configuration-delivered"], [
  {
    it: "accepts a bucket of the program under its older name",
    given: [bucket, channel({ s3BucketName: UNKNOWN }, { s3BucketName: [bucket] })],
    want: { channel: "pass" },
  },
  { it: "accepts a bucket by its name", given: channel({ s3BucketName: "archive" }), want: "pass" },
  { it: "refuses a channel that leads nowhere", given: channel(), want: "fail" },
  { it: "defers a bucket of unknown origin", given: channel({ s3BucketName: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden bucket", given: channel({ s3BucketName: hidden }), want: "not-evaluated" },
]);
