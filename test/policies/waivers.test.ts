import assert from "node:assert/strict";
import { type Waiver, analyseWaivers, covers, isExpired, isTooWide, matchWaiver } from "../../policies/waivers";

const bucket = "urn:pulumi:prod::bank::compliant-eks:index:Platform$aws:s3/bucket:Bucket::logs";
const waiver = (changes: Partial<Waiver> = {}): Waiver => ({
  check: "bucket-encrypted",
  resource: bucket,
  owner: "ann",
  approver: "ben",
  reason: "moves next month",
  ticket: "SEC-1",
  expires: "2026-12-31",
  ...changes,
});

describe("a waiver", () => {
  const patterns: readonly (readonly [pattern: string, matches: boolean])[] = [
    [bucket, true],
    ["*::logs", true],
    ["urn:pulumi:prod::*::logs", true],
    ["*Bucket::lo*", true],
    ["*", true],
    ["**", true],
    ["*aws:s3*Bucket*logs*", true],
    ["", false],
    ["logs", false],
    ["*::log", false],
    ["urn:pulumi:prod", false],
    ["*logs*aws*", false],
    ["*::logs::logs", false],
    ["urn:pulumi:prod::bank::compliant-eks:index:Platform.aws:s3/bucket:Bucket::logs", false],
    ["URN:*", false],
  ];
  for (const [pattern, want] of patterns) {
    it(`for ${JSON.stringify(pattern)} ${want ? "covers" : "does not cover"} the bucket`, () => {
      assert.equal(covers(waiver({ resource: pattern }), "bucket-encrypted", bucket), want);
    });
  }

  it("does not let its parts overlap", () => assert.equal(covers(waiver({ resource: "ab*bc" }), "bucket-encrypted", "abc"), false));
  it("covers no other check", () => assert.equal(covers(waiver(), "bucket-versioned", bucket), false));
  it("is read in linear time when it has many stars", () => {
    assert.equal(covers(waiver({ resource: `${"a*".repeat(2000)}b` }), "bucket-encrypted", "a".repeat(20000)), false);
  });

  it("holds to the end of its last day and not longer", () => {
    assert.deepEqual(
      ["2026-12-30", "2026-12-31", "2027-01-01"].map((today) => isExpired(waiver(), today)),
      [false, false, true],
    );
  });

  it("is found by check, resource and day; of several the one that lasts longest", () => {
    const [short, long] = [waiver({ ticket: "SEC-1" }), waiver({ ticket: "SEC-2", expires: "2027-06-30", resource: "*::logs" })];
    const found = (today: string) => matchWaiver([short, long], "bucket-encrypted", bucket, today)?.ticket;
    assert.deepEqual(["2026-12-31", "2027-06-30", "2027-07-01"].map(found), ["SEC-2", "SEC-2", undefined]);
    assert.equal(matchWaiver([long, short], "bucket-encrypted", bucket, "2026-12-31"), long);
    assert.equal(matchWaiver([short], "bucket-encrypted", "urn:pulumi:prod::bank::aws:s3/bucket:Bucket::other", "2026-12-01"), undefined);
  });

  it("is too wide when its pattern has no text of a name", () => {
    const rows = ["*", "**", "urn:pulumi:prod::*", "*::*", "", "*::logs", "*::lo*", bucket];
    assert.deepEqual(rows.map(isTooWide), [true, true, true, true, true, false, false, false]);
  });
});

describe("the analysis of waivers", () => {
  const known = new Set(["bucket-encrypted"]);
  const failures = [
    { check: "bucket-encrypted", urn: bucket },
    { check: "bucket-encrypted", urn: `${bucket}-2` },
  ];
  const rows: readonly (readonly [it: string, changes: Partial<Waiver>, matched: number, faults: string[]])[] = [
    ["finds nothing wrong with one that is used", {}, 1, []],
    ["counts what a pattern covers", { resource: "*Bucket::logs*" }, 2, []],
    ["makes an expired one mandatory, and still counts", { expires: "2026-11-22" }, 1, ["expired mandatory"]],
    ["makes an unknown check mandatory, and does not also call it unmatched", { check: "no-such" }, 0, ["unknown-check mandatory"]],
    [
      "leaves it to an audit to say whether one for a thing of an account covers anything",
      { resource: "urn:pulumi:prod::account::aws:s3/bucket:Bucket::other" },
      0,
      [],
    ],
    ["is advisory for one that covers nothing", { resource: "*::other" }, 0, ["unmatched advisory"]],
    ["is advisory for one that covers anything", { resource: "*" }, 2, ["too-wide advisory"]],
    [
      "says all that is wrong",
      { resource: "*", expires: "2026-01-01", check: "no-such" },
      0,
      ["expired mandatory", "unknown-check mandatory", "too-wide advisory"],
    ],
  ];
  for (const [sentence, changes, matched, faults] of rows) {
    it(sentence, () => {
      const [analysis] = analyseWaivers([waiver(changes)], failures, known, "2026-11-23");
      assert.equal(analysis?.matched, matched);
      assert.deepEqual(
        analysis.faults.map(({ fault, level }) => `${fault} ${level}`),
        faults,
      );
    });
  }
});
