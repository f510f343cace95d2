import { replicationChecks as checks } from "../../../policies/preview/replication";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const type = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const source = planned("aws:s3/bucket:Bucket", "source");
const key = planned("aws:kms/key:Key", "key");
const provider = (region: Inputs[string]) => planned("pulumi:providers:aws", "there", { region });
const target = (inputs: Inputs, region: Inputs[string] = "eu-central-1") =>
  planned("aws:s3/bucket:Bucket", "target", inputs, { provider: `${provider(region).urn}::id` });
const copy = (to: ReturnType<typeof target>) => planned(type, "copy", { rules: [] }, { from: { rules: [to], bucket: [source] } });
const into = (inputs: Inputs, region?: Inputs[string]) => [
  source,
  provider(region ?? "eu-central-1"),
  target(inputs, region),
  copy(target(inputs)),
];

table("replication-stays", checks["replication-stays"], [
  { it: "accepts an allowed region of the provider", given: into({}), want: { copy: "pass" } },
  { it: "refuses another one", given: into({}, "us-east-1"), want: { copy: "fail" } },
  { it: "refuses another one of the bucket itself", given: into({ region: "us-east-1" }), want: { copy: "fail" } },
  { it: "defers an unknown region", given: into({ region: UNKNOWN }), want: { copy: "deferred" } },
  { it: "cannot judge a hidden region", given: into({ region: new Hidden("ciphertext") }), want: { copy: "not-evaluated" } },
  {
    it: "cannot judge a bucket of another program",
    given: planned(type, "copy", { rules: [{ destination: { bucket: "arn:aws:s3:::elsewhere" } }] }),
    want: "not-evaluated",
  },
  {
    it: "cannot judge without allowed regions",
    given: into({}),
    settings: { parameters: { "residency.allowed.regions": [] } },
    want: { copy: "not-evaluated" },
  },
]);

const rule = (change: Inputs = {}): Inputs => ({
  status: "Enabled",
  sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
  destination: { encryptionConfiguration: { replicaKmsKeyId: UNKNOWN } },
  ...change,
});
const rules = (...list: readonly Inputs[]) => [key, planned(type, "copy", { rules: list }, { from: { rules: [key] } })];
table("replication-encrypted-with-cmk", checks["replication-encrypted-with-cmk"], [
  { it: "accepts a key of the program", given: rules(rule()), want: { copy: "pass" } },
  { it: "refuses no key", given: rules(rule({ destination: {} })), want: { copy: "fail" } },
  { it: "refuses to leave encrypted objects out", given: rules(rule({ sourceSelectionCriteria: undefined })), want: { copy: "fail" } },
  { it: "refuses no rule", given: rules(), want: { copy: "fail" } },
  { it: "does not ask a rule that is off", given: rules(rule({ status: "Disabled", destination: {} })), want: { copy: "not-applicable" } },
  { it: "defers unknown rules", given: planned(type, "copy", { rules: UNKNOWN }), want: "deferred" },
]);
