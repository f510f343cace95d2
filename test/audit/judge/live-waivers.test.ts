import assert from "node:assert/strict";
import { waiveLive } from "../../../audit/judge/live-waivers";
import type { CheckResult } from "../../../audit/judge/result";
import type { Waiver } from "../../../policies/waivers";

const bucket = "urn:pulumi:dev::account::aws:s3/bucket:Bucket::records";
const results: readonly CheckResult[] = [
  { check: "bucket-tls-only", urn: bucket, status: "fail", message: "m" },
  { check: "bucket-tls-only", urn: `${bucket}-2`, status: "fail", message: "m" },
];

const waiver = (resource: string): Waiver => ({
  check: "bucket-tls-only",
  resource,
  owner: "records-team",
  approver: "risk-officer",
  reason: "moves next month",
  ticket: "RISK-1",
  expires: "2026-12-31",
});

const statuses = (resource: string) => waiveLive(results, [waiver(resource)], "2026-11-29").results.map(({ status }) => status);

describe("waivers of an audit", () => {
  const cases: readonly (readonly [it: string, resource: string, expected: readonly string[]])[] = [
    ["one for a thing of the account covers it and nothing else", bucket, ["waived", "fail"]],
    ["one with a pattern covers what it matches", `${bucket}*`, ["waived", "waived"]],
    [
      "one for a planned resource of the same name covers nothing that is there",
      "urn:pulumi:dev::compliant-eks::aws:s3/bucket:Bucket::records",
      ["fail", "fail"],
    ],
    ["one for a whole type by a pattern of projects covers nothing", "urn:pulumi:dev::*::aws:s3/bucket:Bucket::records", ["fail", "fail"]],
  ];
  for (const [sentence, resource, expected] of cases)
    it(sentence, () => {
      assert.deepEqual(statuses(resource), expected);
    });
});
