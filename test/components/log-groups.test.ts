import assert from "node:assert/strict";
import { controlPlaneLogGroupName, flowLogGroupName, logGroupPrefixes, retentionPeriod } from "../../components/log-groups";

describe("log groups", () => {
  it("are all below a prefix that the key of the logs admits", () => {
    for (const name of [controlPlaneLogGroupName("ledger"), flowLogGroupName("ledger")])
      assert.ok(
        logGroupPrefixes("ledger").some((prefix) => name.startsWith(prefix)),
        name,
      );
  });

  const periods = [
    [1, 1],
    [365, 365],
    [366, 400],
    [2192, 2192],
    [2191, 2192],
    [3653, 3653],
    [3654, undefined],
  ] as const;
  for (const [asked, kept] of periods)
    it(`keep ${String(kept)} days when ${String(asked)} are asked for`, () => {
      assert.equal(retentionPeriod(asked), kept);
    });
});
