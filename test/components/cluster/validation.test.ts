import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterSettings } from "../../../components/args";
import { general, planCluster } from "./support";

const settings: ClusterSettings = { version: "1.35", endpoint: { access: "private" }, nodeGroups: [general] };
const restricted = (...cidrs: string[]): ClusterSettings => ({ ...settings, endpoint: { access: "restricted", cidrs } });

describe("a cluster that cannot be built", () => {
  const cases: readonly (readonly [what: string, settings: ClusterSettings, message: RegExp])[] = [
    [
      "has a Kubernetes version without pins",
      { ...settings, version: "1.30" },
      /^cluster\.version has no pinned add-ons; write 1\.35 or 1\.36$/,
    ],
    ["is open to the world", restricted("0.0.0.0/0"), /^cluster\.endpoint is open to the world; name your own ranges/],
    ["is open to both halves of the world", restricted("0.0.0.0/1", "128.0.0.0/1"), /^cluster\.endpoint is open to the world/],
    ["is open to the world between other ranges", restricted("203.0.113.0/24", "0.0.0.0/0"), /^cluster\.endpoint is open to the world/],
    ["is restricted to nothing", restricted(), /^cluster\.endpoint is restricted to no range; name the ranges/],
    ["has no nodes", { ...settings, nodeGroups: [] }, /^cluster\.nodeGroups is empty; /],
    ["has two groups of one name", { ...settings, nodeGroups: [general, general] }, /^cluster\.nodeGroups names a group twice; /],
  ];
  for (const [what, given, message] of cases)
    it(`is refused when it ${what}`, async () => {
      await assert.rejects(
        planCluster({ settings: given }),
        (error) => pulumi.ResourceError.isInstance(error) && message.test(error.message),
      );
    });

  it("is refused when an access entry would be", async () => {
    const access = {
      deployerRoleArn: "arn:aws:iam::111122223333:root",
      breakGlassRoleArn: "arn:aws:iam::111122223333:role/b",
      personas: [],
    };
    await assert.rejects(planCluster({ access }), /^Error: access: the role of deployer is not the ARN of an IAM role/);
  });
});
