import assert from "node:assert/strict";
import { answer } from "../../../audit/plan/invokes";
import { UserError } from "../../../audit/user-error";
import { unknownId as unknown } from "./support";

const site = { "aws:region": "eu-west-1", "aws:allowedAccountIds": '["111122223333"]' };
const index = (name: string): string => `aws:index/${name}:${name}`;

describe("provider functions, offline", () => {
  const cases: readonly (readonly [string, string, Record<string, string>, Record<string, unknown>])[] = [
    [
      "three zones of the region",
      index("getAvailabilityZones"),
      site,
      { names: ["eu-west-1a", "eu-west-1b", "eu-west-1c"], region: "eu-west-1", zoneIds: unknown },
    ],
    ["no zones without a region", index("getAvailabilityZones"), {}, { names: unknown, region: unknown }],
    ["the only allowed account", index("getCallerIdentity"), site, { accountId: "111122223333", arn: unknown }],
    [
      "no account when several are allowed",
      index("getCallerIdentity"),
      { "aws:allowedAccountIds": '["111122223333","444455556666"]' },
      { accountId: unknown },
    ],
    ["no account when none is configured", index("getCallerIdentity"), {}, { accountId: unknown }],
    ["the configured region", index("getRegion"), site, { region: "eu-west-1", name: "eu-west-1" }],
    ["the partition of most regions", index("getPartition"), site, { partition: "aws", dnsSuffix: "amazonaws.com" }],
    [
      "the partition of China",
      index("getPartition"),
      { "aws:region": "cn-north-1" },
      { partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" },
    ],
    ["the partition of GovCloud", index("getPartition"), { "aws:region": "us-gov-west-1" }, { partition: "aws-us-gov" }],
    ["no partition without a region", index("getPartition"), {}, { partition: unknown }],
    ["an image that exists", "aws:ec2/getAmi:getAmi", site, { id: unknown }],
    ["a parameter that exists", "aws:ssm/getParameter:getParameter", site, { value: unknown }],
  ];
  for (const [says, token, config, expected] of cases) {
    it(`answer ${says}`, () => {
      const given = answer(token, {}, config);
      const asked = Object.fromEntries(Object.keys(expected).map((key) => [key, given[key]]));
      assert.deepEqual(asked, expected);
    });
  }

  it("stop with the name of what would have to be looked up", () => {
    assert.throws(
      () => answer("kubernetes:yaml:decode", {}, site),
      new UserError(
        "the program calls kubernetes:yaml:decode, which needs a live account and cannot be answered offline: take its answer from the configuration instead",
      ),
    );
  });
});
