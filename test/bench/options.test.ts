import { deepStrictEqual, throws } from "node:assert";
import { BenchError } from "../../bench/measure";
import { optionsFrom } from "../../bench/options";

describe("options of the bench", () => {
  it("left out, they are five runs of prod with everything", () => {
    deepStrictEqual(optionsFrom([]), { runs: 5, stack: "prod", json: false, help: false, peer: true, growth: true });
  });

  it("each can be given", () => {
    const given = optionsFrom(["--runs", "7", "--stack", "dev", "--json", "--no-peer", "--no-growth", "--help"]);
    deepStrictEqual(given, { runs: 7, stack: "dev", json: true, help: true, peer: false, growth: false });
  });

  const refused: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["no run", ["--runs", "0"], /--runs: give a whole number/],
    ["half a run", ["--runs", "1.5"], /--runs: give a whole number/],
    ["a word", ["--runs", "many"], /--runs: give a whole number/],
    ["an unknown option", ["--fast"], /--fast.*--help/],
    ["an argument", ["prod"], /prod.*--help/],
  ];
  for (const [name, args, message] of refused) {
    it(`${name} is refused in one line`, () => {
      throws(
        () => optionsFrom(args),
        (error: unknown) => error instanceof BenchError && message.test(error.message) && !error.message.includes("\n"),
      );
    });
  }
});
