import assert from "node:assert/strict";
import {
  checkIds,
  controlIds,
  controls,
  controlsOf,
  controlsOfCheck,
  levelOf,
  planned,
  plannedOf,
  requirementIds,
  requirements,
  requirementsOf,
  whose,
  type Owner,
  type RequirementId,
} from "../../../policies/controls";
import { frameworkIds } from "../../../policies/controls/model";
import { claims } from "../../../policies/controls/queries";

describe("catalogue queries", () => {
  describe("controlsOf", () => {
    it("sorts the controls of a requirement by what they claim of it", () => {
      assert.deepEqual(controlsOf("pci-dss:1.2.8"), {
        verifies: ["drift-and-change-record"],
        supports: ["iac-secrets-encrypted"],
        evidences: [],
      });
      assert.deepEqual(controlsOf("pci-dss:1.2.2"), {
        verifies: [],
        supports: [],
        evidences: ["aws-config-recording", "drift-and-change-record"],
      });
    });

    it("has nothing for a requirement that no control serves", () => {
      assert.deepEqual(controlsOf("pci-dss:3.5.1"), { verifies: [], supports: [], evidences: [] });
    });

    it("is the reverse of what the controls say", () => {
      const said = controlIds.flatMap((id) =>
        claims.flatMap((claim) => controls[id][claim].map((requirement) => `${id} ${claim} ${requirement}`)),
      );
      const found = requirementIds.flatMap((requirement) =>
        claims.flatMap((claim) => controlsOf(requirement)[claim].map((id) => `${id} ${claim} ${requirement}`)),
      );
      assert.deepEqual(found.sort(), said.sort());
    });
  });

  describe("requirementsOf", () => {
    for (const check of checkIds) {
      it(`has for ${check} what its controls verify and support, verified first, without what they only evidence`, () => {
        const served = controlsOfCheck(check).map((id) => controls[id]);
        assert.ok(served.length > 0);
        const verified = new Set(served.flatMap((control) => control.verifies));
        const supported = new Set(served.flatMap((control) => control.supports).filter((id) => !verified.has(id)));
        assert.deepEqual(requirementsOf(check), [...verified, ...supported]);
      });
    }
  });

  describe("levelOf", () => {
    it("is mandatory exactly for the frameworks of which the check touches a requirement", () => {
      for (const check of checkIds) {
        const touched = new Set(requirementsOf(check).map((id) => requirements[id].framework));
        const mandatory = frameworkIds.filter((framework) => levelOf(check, [framework]) === "mandatory");
        assert.deepEqual(
          mandatory,
          frameworkIds.filter((framework) => touched.has(framework)),
          check,
        );
      }
    });

    it("is advisory when no framework is chosen", () => {
      assert.deepEqual(
        checkIds.filter((check) => levelOf(check, []) !== "advisory"),
        [],
      );
    });
  });

  describe("whose", () => {
    const cases: readonly (readonly [RequirementId, Owner | "not-applicable", string])[] = [
      ["pci-dss:3.5.1", "application", "application"],
      ["pci-dss:9.1-9.5", "provider", "provider"],
      ["pci-dss:12.10.1", "organisation", "organisational"],
      ["pci-dss:1.2.1", "organisation", "partial"],
      ["pci-dss:1.3.1", "organisation", "technical"],
      ["pci-dss:8.3.6", "organisation", "conditional"],
      ["pci-dss:1.3.3", "not-applicable", "not-applicable"],
    ];
    for (const [id, owner, coverage] of cases) {
      it(`is ${owner} for a requirement of coverage ${coverage}`, () => {
        assert.equal(requirements[id].coverage, coverage);
        assert.equal(whose(id), owner);
      });
    }
  });

  describe("plannedOf", () => {
    it("shares the rows that wait among the controls they belong to, and loses none", () => {
      const shared = controlIds.flatMap((id) => plannedOf(id).map((row) => [id, row.origin] as const));
      assert.deepEqual(
        shared.filter(([id, origin]) => !origin.startsWith(`${id}/`)),
        [],
      );
      assert.deepEqual(shared.map(([, origin]) => origin).sort(), planned.map((row) => row.origin).sort());
    });
  });
});
