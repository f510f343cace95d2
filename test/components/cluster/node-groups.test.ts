import assert from "node:assert/strict";
import { amiType } from "../../../components/cluster/node-groups";

describe("the image family of a node group", () => {
  const cases = [
    ["al2023", "x86_64", "AL2023_x86_64_STANDARD"],
    ["al2023", "arm64", "AL2023_ARM_64_STANDARD"],
    ["bottlerocket", "x86_64", "BOTTLEROCKET_x86_64"],
    ["bottlerocket", "arm64", "BOTTLEROCKET_ARM_64"],
  ] as const;
  for (const [operatingSystem, architecture, expected] of cases)
    it(`is ${expected} for ${operatingSystem} on ${architecture}`, () => {
      assert.equal(amiType({ operatingSystem, architecture }), expected);
    });
});
