import assert from "node:assert/strict";
import { type Json, hasUnknown, toValue } from "../../../audit/plan/values";
import { Hidden, Secret, UNKNOWN, type Value } from "../../../policies/preview/tree";

const signature = "4dabf18193072939515e22adb298388d";
const secret = (value: Json): Json => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", value });
const output = (rest: Record<string, Json>): Json => ({ [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...rest });
const reference = (rest: Record<string, Json>): Json => ({ [signature]: "5cf8f73096256a8f31e491e813e4eb8e", ...rest });
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const file = new Hidden("the content of an asset or archive is not read");

describe("values on the wire", () => {
  const cases: readonly (readonly [string, Json, Value])[] = [
    ["plain ones as they are", { a: [1, "x", true, null] }, { a: [1, "x", true, null] }],
    ["unknown text", unknown, UNKNOWN],
    ["an unknown boolean", "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", UNKNOWN],
    ["an unknown object", { a: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff" }, { a: UNKNOWN }],
    ["a secret with what is unknown in it", secret({ a: unknown }), new Secret({ a: UNKNOWN })],
    ["an output", output({ value: "x", dependencies: ["urn"] }), "x"],
    ["an unknown output", output({}), UNKNOWN],
    ["a secret output", output({ value: ["x"], secret: true }), new Secret(["x"])],
    ["an unknown secret output", output({ secret: true }), new Secret(UNKNOWN)],
    ["an output of nothing", output({ value: null }), null],
    ["a resource as its id", reference({ urn: "u", id: "i-1" }), "i-1"],
    ["a resource that does not exist yet", reference({ urn: "u", id: unknown }), UNKNOWN],
    ["a resource without an id yet", reference({ urn: "u", id: "" }), UNKNOWN],
    ["a component as its URN", reference({ urn: "u" }), "u"],
    ["an asset as hidden", { [signature]: "c44067f5952c0a294b673a41bacd8c17", text: "planted" }, file],
    ["an archive as hidden", { [signature]: "0def7320c3a5731c473e5ecbe6d01bc7", path: "./dir" }, file],
    ["a kind nobody knows as unknown", { [signature]: "new", value: "x" }, UNKNOWN],
  ];
  for (const [says, wire, expected] of cases) {
    it(`read ${says}`, () => {
      assert.deepEqual(toValue(wire), expected);
    });
  }

  it("are unknown when anything in them is", () => {
    const values: readonly Value[] = [{ a: [UNKNOWN] }, new Secret({ a: UNKNOWN }), UNKNOWN, { a: [null, 1] }, file];
    assert.deepEqual(values.map(hasUnknown), [true, true, true, false, false]);
  });
});
