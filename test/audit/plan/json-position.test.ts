import assert from "node:assert/strict";
import { firstMistake } from "../../../audit/plan/json-position";

describe("the first mistake of a text that is not JSON", () => {
  // A bar stands before the character meant; a broken literal or string is reported where it begins.
  const marked = [
    "|x",
    "{|x}",
    '{"a" |1}',
    '{"a":|}',
    '{"a":1|;}',
    '{"a":1,|}',
    "[1,|]",
    "[1 |2]",
    "[1|}",
    '{"a":1|]',
    "[|tru]",
    "[0|1]",
    "[|-]",
    '|"\ttab"',
    '[|"\\x"]',
    "{} |{}",
    "{} |]",
    '{"a": {"b": [1, {"c": |nul}]}}',
  ];
  for (const text of marked) {
    it(`is where the bar stands in ${JSON.stringify(text)}`, () => {
      const json = text.replace("|", "");
      assert.throws(() => JSON.parse(json) as unknown, SyntaxError);
      assert.equal(firstMistake(json), text.indexOf("|"));
    });
  }

  for (const text of ["{", "[1,", '{"a"', '{"a":', "", "[[[]"]) {
    it(`is the end of ${JSON.stringify(text)}`, () => {
      assert.equal(firstMistake(text), text.length);
    });
  }
});
