import assert from "node:assert/strict";
import { ConfigError, attestationsFrom } from "../../../policies/settings";

const correct = {
  requirement: "hipaa:164.308(a)(1)(ii)(A)",
  document: "https://wiki.example.com/risk-analysis",
  owner: "privacy-officer",
  date: "2026-03-01",
  validUntil: "2027-03-01",
};

function problemsOf(...attestations: readonly object[]): readonly string[] {
  try {
    attestationsFrom({ attestations }, "attestations.yaml");
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

describe("a file of attestations", () => {
  it("gives back what it says", () => {
    assert.deepEqual(attestationsFrom({ attestations: [correct] }, "attestations.yaml"), [correct]);
  });

  const refused: readonly (readonly [it: string, change: object, want: string])[] = [
    [
      "an unknown requirement",
      { requirement: "hipaa:164.308(a)(1)(ii)(Z)" },
      "attestations[0].requirement: is no requirement; write hipaa:164.308(a)(1)(ii)(A)",
    ],
    ["nobody who answers for it", { owner: undefined }, "attestations[0].owner: is missing; write who answers for it"],
    [
      "a day that there is not",
      { validUntil: "2027-02-30" },
      'attestations[0].validUntil: is no day of the calendar; write one such as "2027-01-31"',
    ],
    [
      "an end before its beginning",
      { validUntil: "2026-02-01" },
      "attestations[0].validUntil: is before the day on which it was made; write a later one",
    ],
  ];
  for (const [sentence, change, want] of refused)
    it(`is refused with ${sentence}`, () => {
      assert.deepEqual(problemsOf({ ...correct, ...change }), [want]);
    });

  it("is refused with all its mistakes at once, and with a key that it does not know", () => {
    assert.equal(problemsOf({ ...correct, date: "soon", owner: "" }, { ...correct, until: "x" }).length, 3);
  });
});
