import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { asset } from "@pulumi/pulumi";
import { markedInputs } from "../../../policies/crossguard/marked";
import { Hidden, UNKNOWN, child } from "../../../policies/preview/tree";

/** CrossGuard as the pack loads it: its own dependency, not one of the program. */
const crossGuard = createRequire(join(__dirname, "../../../policies/package.json"))("@pulumi/policy") as {
  unknownCheckingProxy: (props: object) => object;
};

const proxied = crossGuard.unknownCheckingProxy({
  text: "a",
  number: 1,
  no: null,
  unknown: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  unknownList: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  list: ["a", "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", { deep: "3eeb2bf0-c639-47a8-9e75-3b44932eb421" }],
  object: { deep: [true, { deeper: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff" }] },
  file: new asset.StringAsset("content"),
});

describe("marked inputs", () => {
  it("are what CrossGuard's proxy holds, with a mark where it would throw", () => {
    const { file, ...plain } = markedInputs(proxied);
    assert.deepEqual(plain, {
      text: "a",
      number: 1,
      no: null,
      unknown: UNKNOWN,
      unknownList: UNKNOWN,
      list: ["a", UNKNOWN, { deep: UNKNOWN }],
      object: { deep: [true, { deeper: UNKNOWN }] },
    });
    assert.ok(file instanceof Hidden);
  });

  it("keep a key that names a prototype as the data it is", () => {
    const inputs = markedInputs(JSON.parse('{"__proto__": {"polluted": true}, "constructor": "x"}') as object);
    assert.deepEqual(child(inputs, "__proto__"), { polluted: true });
    assert.equal(child(inputs, "polluted"), undefined);
    assert.equal(child(inputs, "constructor"), "x");
  });
});
