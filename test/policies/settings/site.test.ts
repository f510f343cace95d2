import assert from "node:assert/strict";
import { isZoneOf, partitionOf } from "../../../policies/settings/site";

describe("a region", () => {
  const rows: readonly (readonly [region: string, partition: string | undefined])[] = [
    ["eu-west-1", "aws"],
    ["ap-southeast-2", "aws"],
    ["af-south-1", "aws"],
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
    ["eu-west", undefined],
    ["eu-up-9", undefined],
    ["us-iso-east-1", undefined],
    ["EU-WEST-1", undefined],
    ["", undefined],
  ];
  for (const [region, partition] of rows)
    it(`${region} is in ${partition ?? "no partition"}`, () => assert.equal(partitionOf(region), partition));
  it("has zones of one letter, none of them local", () => {
    const zones = ["eu-west-1a", "eu-west-2a", "eu-west-1", "eu-west-1-dub-1a", "eu-west-11a"];
    assert.deepEqual(
      zones.map((zone) => isZoneOf(zone, "eu-west-1")),
      [true, false, false, false, false],
    );
  });
});
