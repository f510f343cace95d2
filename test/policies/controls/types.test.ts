import assert from "node:assert/strict";
import {
  checks,
  controls,
  parameters,
  requirements,
  type CheckId,
  type ParameterName,
  type RequirementId,
} from "../../../policies/controls";
import type { CheckIdAt } from "../../../policies/controls/checks";
import type { Control } from "../../../policies/controls/model";
import type { NamedCheckId } from "../../../policies/controls/themes";

type OurControl = Control<RequirementId, CheckId, ParameterName>;

/** `true` when both are the same set of ids; anything else does not compile where `true` is expected. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** The compiler is the judge here (`npm run check`): each expected error that is none fails the type check. */
describe("the catalogue's types", () => {
  const control: OurControl = controls["mesh-mtls-strict"];

  it("refuse a control of an unknown requirement", () => {
    // @ts-expect-error no framework has this number
    const wrong = { ...control, verifies: ["pci-dss:99.9"] } satisfies OurControl;
    assert.ok(!Object.hasOwn(requirements, "pci-dss:99.9"));
    assert.equal(wrong.verifies.length, 1);
  });

  it("refuse a control that names a check which nobody wrote", () => {
    // @ts-expect-error no such check
    const wrong = { ...control, checks: ["no-such-check"] } satisfies OurControl;
    assert.ok(!Object.hasOwn(checks, "no-such-check"));
    assert.equal(wrong.checks.length, 1);
  });

  it("refuse a control that names an unknown parameter", () => {
    // @ts-expect-error no such parameter
    const wrong = { ...control, parameters: ["no.such.parameter"] } satisfies OurControl;
    assert.ok(!Object.hasOwn(parameters, "no.such.parameter"));
    assert.equal(wrong.parameters.length, 1);
  });

  it("know the checks that are written as the checks that are named", () => {
    const same: Same<CheckId, NamedCheckId> = true;
    assert.ok(same);
  });

  it("sort every check by the moments at which it looks", () => {
    const same: Same<CheckId, CheckIdAt<"stack-file" | "preview" | "admission" | "runtime" | "live">> = true;
    assert.ok(same);
  });
});
