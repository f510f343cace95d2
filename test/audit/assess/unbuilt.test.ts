import assert from "node:assert/strict";
import { inScope } from "../../../audit/assess/unbuilt";
import type { Moment } from "../../../policies/controls/model";

const types = new Set([
  "aws:kms/key:Key",
  "kubernetes:constraints.gatekeeper.sh/v1beta1:K8sNoRoot",
  "aws:alb/listener:Listener",
  "eks:index:Cluster",
]);
const row = (target: string, moment: Moment = "preview") => ({ origin: "control/1", moment, target, expect: "holds" });

describe("a row without a check", () => {
  const table: readonly (readonly [string, boolean])[] = [
    ["aws:kms/key:Key", true],
    ["aws:kms/alias:Alias", false],
    ["any aws:* resource", true],
    ["any taggable aws:* resource", true],
    ["any gcp:* resource", false],
    ["kubernetes:constraints.gatekeeper.sh/v1beta1:*", true],
    ["aws:lb/listener:Listener", true],
    ["aws:eks/cluster:Cluster", true],
    ["aws:kms/alias:Alias beside aws:kms/key:Key", true],
    ["program", true],
    ["stack configuration", true],
  ];
  for (const [target, expected] of table) {
    it(`about "${target}" ${expected ? "counts" : "does not count"}`, () => assert.equal(inScope(row(target), types), expected));
  }

  for (const [moment, expected] of [
    ["stack-file", true],
    ["preview", true],
    ["admission", false],
    ["runtime", false],
    ["live", false],
  ] as const) {
    it(`of the moment ${moment} ${expected ? "counts" : "does not count"} in a plan`, () => {
      assert.equal(inScope(row("aws:kms/key:Key", moment), types), expected);
    });
  }
});
