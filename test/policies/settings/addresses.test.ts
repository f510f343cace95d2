import assert from "node:assert/strict";
import { block, isPrivate, neverPublic, overlaps } from "../../../policies/settings/addresses";

function known(text: string) {
  const found = block(text);
  assert.ok(found, text);
  return found;
}

describe("address blocks", () => {
  it("are read with first and last address", () => {
    assert.deepEqual(block("10.20.0.0/16"), { text: "10.20.0.0/16", prefix: 16, first: 169082880, last: 169148415 });
    assert.deepEqual(block("255.255.255.255/32"), { text: "255.255.255.255/32", prefix: 32, first: 4294967295, last: 4294967295 });
    assert.equal(block("0.0.0.0/0")?.last, 4294967295);
  });
  for (const text of [
    "",
    "10.20.0.0",
    "10.20.0.0/33",
    "10.20.0.1/16",
    "10.256.0.0/16",
    "010.20.0.0/16",
    "10.20.0.0/08",
    "::/0",
    " 10.20.0.0/16",
  ]) {
    it(`are not read from ${JSON.stringify(text)}`, () => assert.equal(block(text), undefined));
  }
  it("overlap when one holds the other, and not when they only touch", () => {
    assert.ok(overlaps(known("10.0.0.0/8"), known("10.20.0.0/16")));
    assert.ok(overlaps(known("10.20.0.0/16"), known("10.0.0.0/8")));
    assert.ok(!overlaps(known("10.20.0.0/16"), known("10.21.0.0/16")));
  });
  it("are private only when all of them is", () => {
    const rows = ["10.0.0.0/8", "172.31.0.0/16", "192.168.4.0/24", "100.127.0.0/16", "8.0.0.0/7", "172.32.0.0/16", "100.128.0.0/16"];
    assert.deepEqual(
      rows.map((text) => isPrivate(known(text))),
      [true, true, true, true, false, false, false],
    );
  });
  it("are never public when they are private, loopback, link-local, multicast or reserved", () => {
    const rows = ["127.0.0.0/8", "169.254.169.254/32", "224.0.0.0/4", "250.0.0.0/8", "10.1.0.0/16", "203.0.113.0/24"];
    assert.deepEqual(
      rows.map((text) => neverPublic(known(text))),
      [true, true, true, true, true, false],
    );
  });
});
