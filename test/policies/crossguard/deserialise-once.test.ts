import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { deserialiseOnce } from "../../../policies/crossguard/deserialise-once";

/** A module whose function counts how often it was asked. */
function counting() {
  const asked: object[] = [];
  return {
    asked,
    deserializeProperties: (properties: object, proxySecrets: boolean): object => {
      asked.push(properties);
      return { proxySecrets };
    },
  };
}

describe("inputs on the wire", () => {
  it("are read once, however many policies look at them", () => {
    const module = counting();
    deserialiseOnce(module);
    const [one, other] = [{}, {}];
    assert.equal(module.deserializeProperties(one, false), module.deserializeProperties(one, false));
    assert.notEqual(module.deserializeProperties(one, false), module.deserializeProperties(other, false));
    assert.deepEqual(module.asked, [one, other]);
  });

  it("are read anew for a remediation, which may change them", () => {
    const module = counting();
    deserialiseOnce(module);
    const inputs = {};
    assert.notEqual(module.deserializeProperties(inputs, true), module.deserializeProperties(inputs, true));
    assert.deepEqual(module.deserializeProperties(inputs, false), { proxySecrets: false });
  });

  it("are those of the SDK: its function can be replaced", () => {
    const ofPack = createRequire(join(__dirname, "../../../policies/package.json"));
    const module = ofPack("@pulumi/policy/deserialize") as ReturnType<typeof counting>;
    const original = module.deserializeProperties;
    try {
      deserialiseOnce();
      assert.notEqual(module.deserializeProperties, original);
    } finally {
      module.deserializeProperties = original;
    }
  });
});
