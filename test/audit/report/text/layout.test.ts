import assert from "node:assert/strict";
import { nameOf, typeOf, wrap } from "../../../../audit/report/text/layout";

describe("wrapping text", () => {
  const table: readonly (readonly [string, Parameters<typeof wrap>, readonly string[]])[] = [
    ["keeps a short line", ["one two", 10], ["one two"]],
    ["breaks between words", ["one two three", 9], ["one two", "three"]],
    ["indents every line", ["one two three", 9, "  "], ["  one two", "  three"]],
    ["starts the first line differently", ["one two three", 10, "- ", "    "], ["- one two", "    three"]],
    ["cuts a word that is longer than a line", ["abcdefghij", 4], ["abcd", "efgh", "ij"]],
    ["cuts a long word after the indent", ["abcdefgh", 5, "  "], ["  abc", "  def", "  gh"]],
    ["goes on after a word that was cut", ["x abcdef y", 4], ["x", "abcd", "ef y"]],
    ["takes line breaks and several blanks as one", ["one\n  two", 20], ["one two"]],
    ["makes one line of nothing", ["", 10, "- "], ["-"]],
  ];
  for (const [name, args, expected] of table) it(name, () => assert.deepEqual(wrap(...args), expected));

  it("never makes a line longer than the width, and loses no character", () => {
    const text = "urn:pulumi:dev::demo::compliant-eks:index:Platform$aws:ec2/subnet:Subnet::platform-private-a needs a tag";
    for (let width = 12; width < 100; width += 1) {
      const lines = wrap(text, width, "  - ", "      ");
      assert.ok(
        lines.every((line) => line.length <= width),
        String(width),
      );
      assert.equal(lines.join("").replace(/[\s]/g, ""), `-${text.replace(/\s/g, "")}`);
    }
  });
});

describe("the parts of a URN", () => {
  const urn = "urn:pulumi:dev::demo::a:b:C$aws:ec2/subnet:Subnet::name::with-colons";
  it("are its type without parents and its whole name", () => {
    assert.equal(typeOf(urn), "aws:ec2/subnet:Subnet");
    assert.equal(nameOf(urn), "name::with-colons");
    assert.equal(nameOf("no-urn"), "no-urn");
  });
});
