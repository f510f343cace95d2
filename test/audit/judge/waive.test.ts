import assert from "node:assert/strict";
import type { CheckResult } from "../../../audit/judge/result";
import { waive } from "../../../audit/judge/waive";
import type { Waiver } from "../../../policies/waivers";

const check = "eks-endpoint-private-access-on";
const urn = "urn:pulumi:dev::demo::aws:eks/cluster:Cluster::main";
const failure: CheckResult = { check, urn, status: "fail", message: "is public; make it private" };
const today = "2026-11-24";
const waiver = (changes: Partial<Waiver> = {}): Waiver => ({
  check,
  resource: urn,
  owner: "Ann",
  approver: "Bob",
  reason: "migration",
  ticket: "SEC-1",
  expires: "2026-12-31",
  ...changes,
});

describe("waiving results", () => {
  it("turns a failure that a valid waiver covers into waived, with its last day and owner", () => {
    const { results, analysis } = waive([failure], [waiver()], today);
    assert.deepEqual(results, [{ ...failure, status: "waived", until: "2026-12-31", owner: "Ann" }]);
    assert.equal(analysis[0]?.matched, 1);
  });

  const table: readonly (readonly [string, Partial<Waiver>, CheckResult["status"]])[] = [
    ["on its last day", { expires: today }, "waived"],
    ["the day after", { expires: "2026-11-23" }, "fail"],
    ["of another check", { check: "eks-cluster-present" }, "fail"],
    ["of another resource", { resource: `${urn}-2` }, "fail"],
    ["of a part of the URN only", { resource: "main" }, "fail"],
    ["with a pattern that fits", { resource: "urn:pulumi:*::aws:eks/cluster:Cluster::*" }, "waived"],
    ["with a pattern that does not", { resource: "urn:pulumi:*::aws:kms/*" }, "fail"],
    ["whose dot would fit any character", { resource: urn.replace("e", ".") }, "fail"],
  ];
  for (const [name, changes, expected] of table) {
    it(`a waiver ${name} leaves the failure ${expected}`, () => {
      assert.equal(waive([failure], [waiver(changes)], today).results[0]?.status, expected);
    });
  }

  for (const status of ["pass", "deferred", "error", "not-evaluated", "not-applicable", "left-to-people"] as const) {
    it(`never touches what is ${status}`, () => {
      const result: CheckResult = { check, urn, status };
      assert.deepEqual(waive([result], [waiver()], today).results, [result]);
    });
  }

  it("takes the longest of several waivers for the same failure", () => {
    const { results } = waive([failure], [waiver({ expires: "2026-12-01" }), waiver({ expires: "2027-01-31" })], today);
    assert.equal(results[0]?.until, "2027-01-31");
  });
});
