import { bucketChecks as checks } from "../../../policies/preview/buckets";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { type Case, keyCases, planned, table } from "./support";

const hidden = new Hidden("ciphertext");
const bucket = (inputs: Inputs = {}, name = "bucket") => planned("aws:s3/bucket:Bucket", name, { bucket: name, ...inputs });
const part = (type: string, inputs: Inputs, of = "bucket", from = {}) => planned(type, `${of}-part`, { bucket: of, ...inputs }, { from });

/** Rows that hold for whatever a part of its own says of a bucket. */
function partCases(type: string, good: Inputs, bad: readonly (readonly [string, Inputs])[], missing: string): readonly Case[] {
  const row = (it: string, given: Case["given"], want: string): Case => ({ it, given, want: { bucket: want as never } });
  const taken = part(type, good, "bucket", { bucket: [bucket()] });
  const older = { ...part(type.replace(/:(Bucket.*)$/, "V2:$1V2"), good), type: type.replace(/:(Bucket.*)$/, "V2:$1V2") };
  const [top] = Object.keys(good);
  return [
    row("accepts it of a part that names the bucket", [bucket(), part(type, good)], "pass"),
    row(
      "accepts it of a part that takes the bucket's name",
      [bucket({ bucket: UNKNOWN }), { ...taken, inputs: { ...good, bucket: UNKNOWN } }],
      "pass",
    ),
    row("accepts it of a part by its older name", [bucket(), older], "pass"),
    ...bad.map(([it, inputs]) => row(`refuses ${it}`, [bucket(), part(type, inputs)], "fail")),
    row(`${missing === "pass" ? "accepts" : "refuses"} a bucket of which nobody says it`, bucket(), missing),
    row("does not take another bucket's part", [bucket(), part(type, good, "other")], missing),
    row("defers a part of an unknown bucket", [bucket(), part(type, { ...good, bucket: UNKNOWN })], "deferred"),
    row("defers a part that is not known", [bucket(), part(type, { ...good, [top ?? ""]: UNKNOWN })], "deferred"),
    row("cannot read a hidden part", [bucket(), part(type, { ...good, [top ?? ""]: hidden })], "not-evaluated"),
  ];
}

const encryptionType = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const arn = "arn:aws:kms:eu-west-1:111122223333:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
const rule = (sseAlgorithm: Value, kmsMasterKeyId?: Value): Inputs => ({
  applyServerSideEncryptionByDefault: { sseAlgorithm, kmsMasterKeyId },
});

table("bucket-encrypted-with-cmk", checks["bucket-encrypted-with-cmk"], [
  ...partCases(
    encryptionType,
    { rules: [rule("aws:kms", arn)] },
    [
      ["encryption with S3's own key", { rules: [rule("AES256")] }],
      ["encryption with a key of AWS", { rules: [rule("aws:kms")] }],
      ["no rule", { rules: [] }],
    ],
    "fail",
  ),
  ...keyCases((inputs) => bucket({ serverSideEncryptionConfiguration: { rule: rule("aws:kms", inputs["key"]) } }), "key").filter(
    ({ it }) => !it.includes("of the program"),
  ),
  {
    it: "accepts a key of the program",
    given: [
      bucket(),
      planned("aws:kms/key:Key", "key"),
      part(encryptionType, { rules: [rule("aws:kms", UNKNOWN)] }, "bucket", { rules: [planned("aws:kms/key:Key", "key")] }),
    ],
    want: { bucket: "pass" },
  },
  {
    it: "accepts two layers of encryption",
    given: [bucket(), part(encryptionType, { rules: [rule("aws:kms:dsse", arn)] })],
    want: { bucket: "pass" },
  },
  {
    it: "does not ask a bucket of access logs, to which S3 writes with no other key",
    given: bucket({ tags: { purpose: "access-logs" } }),
    want: "not-applicable",
  },
]);

table(
  "bucket-acls-disabled",
  checks["bucket-acls-disabled"],
  partCases(
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    { rule: { objectOwnership: "BucketOwnerEnforced" } },
    [
      ["ownership of the writer", { rule: { objectOwnership: "ObjectWriter" } }],
      ["ACLs that prefer the owner", { rule: { objectOwnership: "BucketOwnerPreferred" } }],
    ],
    "pass",
  ),
);

const block = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };
table(
  "bucket-public-access-blocked",
  checks["bucket-public-access-blocked"],
  partCases(
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    block,
    Object.keys(block).flatMap((one) => [
      [`${one} off`, { ...block, [one]: false }] as const,
      [`${one} left out, which is off`, { ...block, [one]: undefined }] as const,
    ]),
    "fail",
  ),
);

table("bucket-versioning-enabled", checks["bucket-versioning-enabled"], [
  ...partCases(
    "aws:s3/bucketVersioning:BucketVersioning",
    { versioningConfiguration: { status: "Enabled" } },
    [["suspended versions", { versioningConfiguration: { status: "Suspended" } }]],
    "fail",
  ),
  { it: "accepts it of the bucket itself", given: bucket({ versioning: { enabled: true } }), want: "pass" },
  { it: "refuses it off there", given: bucket({ versioning: { enabled: false } }), want: "fail" },
]);

const lifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
table("bucket-replaced-versions-expire", checks["bucket-replaced-versions-expire"], [
  ...partCases(
    lifecycleType,
    { rules: [{ noncurrentVersionExpiration: { noncurrentDays: 30 } }] },
    [
      ["rules about current versions only", { rules: [{ expiration: { days: 30 } }] }],
      ["no rule", { rules: [] }],
    ],
    "fail",
  ),
  {
    it: "accepts it of the bucket itself",
    given: bucket({ lifecycleRules: [{ noncurrentVersionExpiration: { days: 30 } }] }),
    want: "pass",
  },
  {
    it: "defers days that are not known",
    given: [bucket(), part(lifecycleType, { rules: [{ noncurrentVersionExpiration: UNKNOWN }] })],
    want: { bucket: "deferred" },
  },
]);
