import assert from "node:assert/strict";
import { onlyToken } from "../../../policies/crossguard/tokens";
import { previewChecks } from "../../../policies/preview";
import { canonicalType } from "../../../policies/preview/twins";

const cases: readonly (readonly [types: readonly string[], token: string | undefined, why: string])[] = [
  [["aws:cloudwatch/logGroup:LogGroup"], "aws:cloudwatch/logGroup:LogGroup", "it has no twin"],
  [["aws:eks/cluster:Cluster"], undefined, "the component is a twin"],
  [["aws:eks/addon:Addon"], undefined, "two components are twins"],
  [["aws:lb/listener:Listener"], undefined, "it was called alb"],
  [["aws:s3/bucket:Bucket"], undefined, "it was called BucketV2"],
  [["aws:s3/bucketVersioning:BucketVersioning"], undefined, "it was called BucketVersioningV2"],
  [["kubernetes:storage.k8s.io/v1:StorageClass"], undefined, "it can be patched"],
  [["aws:iam/role:Role", "aws:iam/user:User"], undefined, "there are two"],
  [[], undefined, "there is none"],
];

describe("the one token of a check", () => {
  for (const [types, token, why] of cases) {
    it(`is ${token ?? "undefined"} for ${types.join(" and ") || "nothing"}: ${why}`, () => {
      assert.equal(onlyToken(types), token);
    });
  }

  it("is always one that the check's canonical type stands for", () => {
    for (const check of Object.values(previewChecks)) {
      const token = onlyToken(check.types);
      assert.ok(token === undefined || canonicalType(token) === check.types[0], token);
    }
  });
});
