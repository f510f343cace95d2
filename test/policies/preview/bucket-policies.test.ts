import { bucketPolicyChecks as checks } from "../../../policies/preview/bucket-policies";
import { Hidden, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { type Case, planned, table } from "./support";

const bucket = planned("aws:s3/bucket:Bucket", "bucket", { bucket: "bucket" });
const policy = (document: Value) => planned("aws:s3/bucketPolicy:BucketPolicy", "policy", { bucket: "bucket", policy: document });
const document = (...statements: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"] };
const transport = { ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } };
const version = { ...deny, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } };
const allow = (more: object) => ({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket/*", ...more });

const row = (it: string, statements: readonly object[], want: string): Case => ({
  it,
  given: [bucket, policy(document(...statements))],
  want: { bucket: want as never },
});

table("bucket-tls-only", checks["bucket-tls-only"], [
  row("accepts both refusals", [transport, version], "pass"),
  row(
    "accepts a newer version of TLS as the least",
    [transport, { ...deny, Condition: { NumericLessThan: { "s3:TlsVersion": 1.3 } } }],
    "pass",
  ),
  row("refuses encryption of any version", [transport], "fail"),
  row("refuses a version that does not say encryption", [version], "fail"),
  row("refuses an old version as the least", [transport, { ...deny, Condition: { NumericLessThan: { "s3:TlsVersion": "1.1" } } }], "fail"),
  row("refuses a refusal of reads only", [{ ...transport, Action: "s3:GetObject" }, version], "fail"),
  row("refuses a refusal of one principal", [{ ...transport, Principal: { AWS: "arn:aws:iam::111122223333:role/r" } }, version], "fail"),
  row(
    "refuses a refusal under one more condition",
    [{ ...deny, Condition: { Bool: { "aws:SecureTransport": "false" }, StringEquals: { "aws:PrincipalAccount": "1" } } }, version],
    "fail",
  ),
  row("refuses a refusal of what is encrypted", [{ ...deny, Condition: { Bool: { "aws:SecureTransport": "true" } } }, version], "fail"),
  { it: "refuses a bucket without policy", given: bucket, want: "fail" },
  {
    it: "accepts a policy of the bucket itself",
    given: planned("aws:s3/bucketV2:BucketV2", "bucket", { policy: document(transport, version) }),
    want: "pass",
  },
  { it: "defers an unknown policy", given: [bucket, policy(UNKNOWN)], want: { bucket: "deferred" } },
  { it: "cannot read a hidden policy", given: [bucket, policy(new Hidden("ciphertext"))], want: { bucket: "not-evaluated" } },
]);

table("bucket-policy-not-public", checks["bucket-policy-not-public"], [
  row("refuses everybody", [allow({})], "fail"),
  row("refuses everybody in a list", [allow({ Principal: { AWS: ["*"] } })], "fail"),
  row("accepts a role", [allow({ Principal: { AWS: "arn:aws:iam::111122223333:role/r" } })], "pass"),
  row("accepts everybody of an organisation", [allow({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc123" } } })], "pass"),
  row("accepts everybody through an endpoint", [allow({ Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } })], "pass"),
  row("refuses a condition that limits nobody", [allow({ Condition: { StringEquals: { "s3:prefix": "public" } } })], "fail"),
  row("accepts refusals of everybody", [transport], "pass"),
  { it: "accepts a bucket without policy", given: bucket, want: "pass" },
  { it: "defers an unknown policy", given: [bucket, policy(UNKNOWN)], want: { bucket: "deferred" } },
]);

const archive = planned("aws:s3/bucket:Bucket", "bucket", { bucket: "bucket", tags: { purpose: "logs" } });
const readers = (condition: object, more: object = {}) => ({ ...deny, Action: "s3:GetObject", Condition: condition, ...more });
const named = { ArnNotEquals: { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/auditor"] } };
const ofArchive = (it: string, statements: readonly object[], want: string): Case => ({
  it,
  given: [archive, policy(document(...statements))],
  want: { bucket: want as never },
});
table("log-archive-readers-named", checks["log-archive-readers-named"], [
  ofArchive("accepts a refusal of all but named callers", [readers(named)], "pass"),
  ofArchive("accepts one that leaves services of AWS out", [readers({ ...named, Bool: { "aws:PrincipalIsAWSService": "false" } })], "pass"),
  ofArchive("refuses one that names everybody", [readers({ ArnNotLike: { "aws:PrincipalArn": "*" } })], "fail"),
  ofArchive("refuses one under another condition", [readers({ ...named, IpAddress: { "aws:SourceIp": "10.0.0.0/8" } })], "fail"),
  ofArchive("refuses a refusal of one principal", [readers(named, { Principal: { AWS: "arn:aws:iam::111122223333:role/r" } })], "fail"),
  ofArchive("refuses a policy that refuses nobody reads", [transport], "fail"),
  { it: "refuses an archive without policy", given: archive, want: "fail" },
  { it: "does not ask a bucket of something else", given: bucket, want: "not-applicable" },
  { it: "defers an unknown policy", given: [archive, policy(UNKNOWN)], want: { bucket: "deferred" } },
]);

const repository = (text: Value) => planned("aws:ecr/repositoryPolicy:RepositoryPolicy", "policy", { policy: text });
table("repository-policy-not-public", checks["repository-policy-not-public"], [
  { it: "refuses everybody", given: repository(document({ Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" })), want: "fail" },
  {
    it: "accepts an account",
    given: repository(document({ Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "ecr:BatchGetImage" })),
    want: "pass",
  },
  { it: "defers an unknown policy", given: repository(UNKNOWN), want: "deferred" },
  { it: "cannot read a hidden policy", given: repository(new Hidden("ciphertext")), want: "not-evaluated" },
]);

table("log-archive-writers-named", checks["log-archive-writers-named"], [
  ofArchive("accepts a refusal of all but named callers", [readers(named, { Action: ["s3:PutObject"] })], "pass"),
  ofArchive("refuses a refusal of reads only", [readers(named)], "fail"),
  { it: "refuses an archive without policy", given: archive, want: "fail" },
  { it: "does not ask a bucket of something else", given: bucket, want: "not-applicable" },
  { it: "defers an unknown policy", given: [archive, policy(UNKNOWN)], want: { bucket: "deferred" } },
]);

const trail = { Principal: { Service: "cloudtrail.amazonaws.com" } };
const source = (arn: string) => ({ ...trail, Condition: { StringEquals: { "aws:SourceArn": arn } } });
table("bucket-policy-service-scoped", checks["bucket-policy-service-scoped"], [
  row("accepts a service for one resource", [allow(source("arn:aws:cloudtrail:eu-west-1:111122223333:trail/t"))], "pass"),
  row(
    "accepts a service for one account",
    [allow({ ...trail, Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } })],
    "pass",
  ),
  row("refuses a service for anybody", [allow(trail)], "fail"),
  row("refuses a service for a trail of any account", [allow(source("arn:aws:cloudtrail:eu-west-1:*:trail/t"))], "fail"),
  row("does not ask principals that are no service", [allow({ Principal: { AWS: "arn:aws:iam::111122223333:role/r" } })], "pass"),
  { it: "accepts a bucket without policy", given: bucket, want: "pass" },
  { it: "defers an unknown policy", given: [bucket, policy(UNKNOWN)], want: { bucket: "deferred" } },
]);
