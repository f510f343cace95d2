import assert from "node:assert/strict";
import type { CheckResult } from "../../../audit/judge/result";
import { waive } from "../../../audit/judge/waive";
import { waiverFindings } from "../../../audit/judge/waiver-findings";

const check = "eks-endpoint-private-access-on";
const failures = Array.from({ length: 12 }, (_, index): CheckResult => ({
  check,
  urn: `urn:pulumi:dev::demo::aws:eks/cluster:Cluster::c${String(index)}`,
  status: "fail",
}));
const findings = (resource: string, changes: { readonly check?: string; readonly expires?: string } = {}) => {
  const waiver = { check, resource, owner: "Ann", approver: "Bob", reason: "r", ticket: "SEC-1", expires: "2026-12-31", ...changes };
  return waiverFindings(waive(failures, [waiver], "2026-11-24").analysis).map((finding) => [finding.check, finding.level]);
};

describe("findings about waivers", () => {
  const table: readonly (readonly [string, ReturnType<typeof findings>, ReturnType<typeof findings>])[] = [
    ["one that covers a single failure gives none", findings("*::c1"), []],
    ["an expired one is mandatory", findings("*::c1", { expires: "2026-11-23" }), [["waiver-expired", "mandatory"]]],
    ["one of an unknown check is mandatory", findings("*::c1", { check: "no-such" }), [["waiver-of-unknown-check", "mandatory"]]],
    [
      "an expired one of an unknown check is both",
      findings("*::c1", { check: "no-such", expires: "2020-01-01" }),
      [
        ["waiver-expired", "mandatory"],
        ["waiver-of-unknown-check", "mandatory"],
      ],
    ],
    ["one that matches nothing is advisory", findings("*::none"), [["waiver-unmatched", "advisory"]]],
    ["one without a name is too wide", findings("*", {}), [["waiver-too-wide", "advisory"]]],
  ];
  for (const [name, actual, expected] of table) it(name, () => assert.deepEqual(actual, expected));
});
