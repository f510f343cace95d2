import { tagChecks as checks } from "../../../policies/preview/tags";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const all: Inputs = { owner: "team", environment: "production", "data-classification": "phi", "framework-scope": "hipaa" };
const bucket = (tags: Inputs[string], provider?: string) =>
  planned("aws:s3/bucket:Bucket", "bucket", { tags }, provider === undefined ? {} : { provider });
const provider = planned("pulumi:providers:aws", "aws", { defaultTags: { tags: { owner: "team", environment: "production" } } });

table("resource-tagged-for-inventory", checks["resource-tagged-for-inventory"], [
  { it: "accepts all four", given: bucket(all), want: "pass" },
  ...Object.keys(all).map((key) => ({
    it: `refuses to leave ${key} out`,
    given: bucket({ ...all, [key]: undefined }),
    want: "fail" as const,
  })),
  {
    it: "asks for the tags that the stack file names, and no others",
    given: bucket({ CostCenter: "42" }),
    settings: { requiredTags: ["CostCenter"] },
    want: "pass",
  },
  {
    it: "refuses all but the tags that the stack file names",
    given: bucket(all),
    settings: { requiredTags: ["CostCenter"] },
    want: "fail",
  },
  { it: "refuses a blank", given: bucket({ ...all, owner: " " }), want: "fail" },
  { it: "refuses no tags", given: bucket(undefined), want: "fail" },
  {
    it: "counts what the provider adds",
    given: [provider, bucket({ "data-classification": "phi", "framework-scope": "hipaa" }, `${provider.urn}::id`)],
    want: { bucket: "pass" },
  },
  {
    it: "refuses what neither says",
    given: [provider, bucket({ "framework-scope": "hipaa" }, `${provider.urn}::id`)],
    want: { bucket: "fail" },
  },
  { it: "defers unknown tags", given: bucket(UNKNOWN), want: "deferred" },
  { it: "cannot read hidden tags", given: bucket(new Hidden("ciphertext")), want: "not-evaluated" },
  { it: "does not ask what hangs on something else", given: planned("aws:s3/bucketVersioning:BucketVersioning", "v"), want: {} },
]);

const key = (tags: Inputs, more: Inputs = {}) => planned("aws:kms/key:Key", "key", { tags, ...more });
table("kms-key-data-scope-named", checks["kms-key-data-scope-named"], [
  { it: "accepts one scope", given: key({ "data-scope": "cluster-a volumes" }), want: "pass" },
  { it: "refuses two", given: key({ "data-scope": "a, b" }), want: "fail" },
  { it: "refuses a blank", given: key({ "data-scope": "" }), want: "fail" },
  { it: "refuses none", given: key({}), want: "fail" },
  { it: "does not ask a key that signs", given: key({}, { keyUsage: "SIGN_VERIFY" }), want: "not-applicable" },
  { it: "defers an unknown scope", given: key({ "data-scope": UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden scope", given: key({ "data-scope": new Hidden("ciphertext") }), want: "not-evaluated" },
]);
