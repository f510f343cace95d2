import assert from "node:assert/strict";
import { LogArchive } from "../../../components/logging/archive";
import { type Decision, type Request, decide } from "../policy-simulator";
import { clusterName, named, planComponent, textOf } from "../support";
import { access, account, archiveArgs, auditor, breakGlass, role } from "./support";

const bucketName = `${clusterName}-logs-${account}`;
const bucket = `arn:aws:s3:::${bucketName}`;
const accessBucket = `arn:aws:s3:::${clusterName}-access-logs-${account}`;
const trailArn = `arn:aws:cloudtrail:eu-west-1:${account}:trail/${clusterName}`;
const delivery = role(`${clusterName}-log-archive`);
const cloudTrail = { service: "cloudtrail.amazonaws.com" };
const s3 = { service: "logging.s3.amazonaws.com" };
const object = `${bucket}/cloudwatch/flow-logs/2026/11/25/1`;
const trailObject = `${bucket}/AWSLogs/${account}/CloudTrail/1`;
const acl = { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" };
const ofArchive = { "aws:SourceAccount": account, "aws:SourceArn": bucket };

/** What the bucket's policy says; `refused` includes what nobody allows here. */
type Case = readonly [Decision, "archive-bucket" | "archive-access", string, Request];
const cases: readonly Case[] = [
  ["refused", "archive-bucket", "a developer reads", { caller: role("developer"), action: "s3:GetObject", resource: object }],
  ["refused", "archive-bucket", "an administrator reads", { caller: role("admin"), action: "s3:GetObjectVersion", resource: object }],
  ["refused", "archive-bucket", "the delivery reads what it wrote", { caller: delivery, action: "s3:GetObject", resource: object }],
  ["refused", "archive-bucket", "an administrator writes", { caller: role("admin"), action: "s3:PutObject", resource: object }],
  ["refused", "archive-bucket", "nobody in particular reads", { action: "s3:GetObject", resource: object }],
  ["allowed", "archive-bucket", "the trail looks", { caller: cloudTrail, action: "s3:GetBucketAcl", resource: bucket, context: acl }],
  ["allowed", "archive-bucket", "the trail writes", { caller: cloudTrail, action: "s3:PutObject", resource: trailObject, context: acl }],
  [
    "refused",
    "archive-bucket",
    "another trail writes",
    { caller: cloudTrail, action: "s3:PutObject", resource: trailObject, context: { ...acl, "aws:SourceArn": `${trailArn}-2` } },
  ],
  [
    "refused",
    "archive-bucket",
    "the trail writes elsewhere",
    { caller: cloudTrail, action: "s3:PutObject", resource: object, context: acl },
  ],
  [
    "refused",
    "archive-bucket",
    "the trail writes without TLS",
    { caller: cloudTrail, action: "s3:PutObject", resource: trailObject, context: { ...acl, "aws:SecureTransport": "false" } },
  ],
  [
    "refused",
    "archive-bucket",
    "the trail writes over TLS 1.1",
    { caller: cloudTrail, action: "s3:PutObject", resource: trailObject, context: { ...acl, "s3:TlsVersion": "1.1" } },
  ],
  [
    "allowed",
    "archive-access",
    "S3 records",
    { caller: s3, action: "s3:PutObject", resource: `${accessBucket}/${bucketName}/1`, context: ofArchive },
  ],
  [
    "refused",
    "archive-access",
    "S3 records another bucket",
    {
      caller: s3,
      action: "s3:PutObject",
      resource: `${accessBucket}/${bucketName}/1`,
      context: { ...ofArchive, "aws:SourceArn": "arn:aws:s3:::b" },
    },
  ],
];

async function documentOf(name: string): Promise<string> {
  const planned = await planComponent(() => new LogArchive("archive", { ...archiveArgs, trailArn }));
  return textOf(named(planned, "aws:s3/bucketPolicy:BucketPolicy", name), "policy");
}

describe("the archive's policies", () => {
  for (const [expected, name, who, request] of cases) {
    it(`${name}: ${who}: ${request.action} is ${expected}`, async () => {
      assert.equal(decide(await documentOf(name), request), expected);
    });
  }

  for (const [who, arn] of [
    ["an auditor", auditor],
    ["break-glass", breakGlass],
  ] as const) {
    it(`do not keep ${who} from reading what IAM lets them read`, async () => {
      const request = { caller: { arn }, action: "s3:GetObject", resource: object };
      const allowed = { Sid: "Iam", Effect: "Allow", Principal: { AWS: arn }, Action: "s3:*", Resource: "*" };
      const document = JSON.parse(await documentOf("archive-bucket")) as { Statement: unknown[] };
      assert.equal(decide(JSON.stringify({ Statement: [...document.Statement, allowed] }), request), "allowed");
    });
  }

  it("name nobody but break-glass as a reader where no persona is an auditor", async () => {
    const planned = await planComponent(() => new LogArchive("archive", { ...archiveArgs, access: { ...access, personas: [] } }));
    const policy = textOf(named(planned, "aws:s3/bucketPolicy:BucketPolicy", "archive-bucket"), "policy");
    assert.ok(policy.includes(breakGlass) && !policy.includes(auditor) && !policy.includes("cloudtrail"));
  });
});
