import assert from "node:assert/strict";
import { inStandardSupport, supportedVersions } from "../../../policies/settings/kubernetes-versions";

describe("standard support of a Kubernetes version", () => {
  it("lasts to the end of its last day", () => {
    assert.equal(inStandardSupport("1.34", "2026-12-02"), true);
    assert.equal(inStandardSupport("1.34", "2026-12-03"), false);
  });
  it("is not known for a version that the calendar lacks", () => {
    assert.deepEqual(
      ["1.99", "constructor", ""].map((version) => inStandardSupport(version, "2026-12-02")),
      [undefined, undefined, undefined],
    );
  });
  it("has a known end for every version that a stack may ask for", () => {
    for (const version of supportedVersions) assert.equal(inStandardSupport(version, "2026-11-23"), true);
  });
});
