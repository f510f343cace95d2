import assert from "node:assert/strict";
import { invokeAnswers } from "../../../audit/plan/invoke-answers";
import { UnansweredCall, answer } from "../../../audit/plan/invokes";
import type { Json } from "../../../audit/plan/values";
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
      const given = answer({ token, args: {}, run: { config }, place: undefined });
      const asked = Object.fromEntries(Object.keys(expected).map((key) => [key, given[key]]));
      assert.deepEqual(asked, expected);
    });
  }

  it("stop with the name of what would have to be looked up", () => {
    assert.throws(
      () => answer({ token: "kubernetes:yaml:decode", args: {}, run: { config: site }, place: "index.ts:3:5" }),
      new UnansweredCall(
        "the program calls kubernetes:yaml:decode at index.ts:3:5, which needs a live account: take its answer from the configuration, or write it into a file for --invokes",
      ),
    );
  });

  describe("with answers that somebody wrote down", () => {
    const token = "aws:ec2/getVpc:getVpc";
    const invokes = invokeAnswers(
      [
        { token, args: { tags: { Name: "shop" } }, result: { id: "vpc-1" } },
        { token, result: { id: "vpc-2" } },
        { token: index("getRegion"), result: { region: "eu-central-1" } },
      ],
      "invokes.json",
    );
    const ask = (name: string, args: Record<string, Json>) =>
      answer({ token: name, args, run: { config: site, invokes }, place: undefined });

    it("take the first whose arguments fit, whatever else is asked", () => {
      assert.deepEqual(ask(token, { tags: { Name: "shop", env: "dev" }, state: "available" }), { id: "vpc-1" });
      assert.deepEqual(ask(token, { tags: { Name: "bank" } }), { id: "vpc-2" });
    });

    it("come before what the configuration says", () => {
      assert.deepEqual(ask(index("getRegion"), {}), { region: "eu-central-1" });
    });

    for (const [what, document, message] of [
      ["no list", {}, "invokes.json is not a list; write one such as"],
      ["no token", [{ result: {} }], "invokes.json: [0].token is no token of a function"],
      ["a token that is none", [{ token: "getVpc", result: {} }], "invokes.json: [0].token is no token of a function"],
      ["arguments that are none", [{ token, args: [], result: {} }], "invokes.json: [0].args is no object"],
      ["no result", [{ token, result: {} }, { token }], "invokes.json: [1].result is no object"],
    ] as const)
      it(`are refused with ${what}, with the place in the file`, () => {
        assert.throws(
          () => invokeAnswers(document, "invokes.json"),
          (error) => error instanceof UserError && error.message.startsWith(message),
        );
      });
  });
});
