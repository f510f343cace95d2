import assert from "node:assert/strict";
import { nameOf, newUrn, packageOf, typeOf } from "../../../audit/plan/urn";

const at = { stack: "dev", project: "bank" };

describe("URNs", () => {
  it("hold the types of all ancestors but the stack", () => {
    const stack = newUrn({ ...at, parent: "", type: "pulumi:pulumi:Stack", name: "bank-dev" });
    const box = newUrn({ ...at, parent: stack, type: "a:b:Box", name: "box" });
    const key = newUrn({
      ...at,
      parent: newUrn({ ...at, parent: box, type: "a:b:Lid", name: "lid" }),
      type: "aws:kms/key:Key",
      name: "key",
    });
    assert.deepEqual(
      [stack, box, key],
      [
        "urn:pulumi:dev::bank::pulumi:pulumi:Stack::bank-dev",
        "urn:pulumi:dev::bank::a:b:Box::box",
        "urn:pulumi:dev::bank::a:b:Box$a:b:Lid$aws:kms/key:Key::key",
      ],
    );
    assert.equal(typeOf(key), "aws:kms/key:Key");
  });

  it("allow the separator in names", () => {
    assert.equal(nameOf("urn:pulumi:dev::bank::a:b:C::one::two"), "one::two");
  });

  it("tell the package that provides a type", () => {
    assert.deepEqual(["aws:kms/key:Key", "pulumi:providers:aws", "kubernetes:core/v1:Pod"].map(packageOf), ["aws", "aws", "kubernetes"]);
  });
});
