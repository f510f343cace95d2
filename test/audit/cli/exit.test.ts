import assert from "node:assert/strict";
import { RunError } from "@pulumi/pulumi/errors";
import { CommanderError } from "commander";
import { explain } from "../../../audit/cli/exit";
import { UserError } from "../../../audit/user-error";
import { ConfigError } from "../../../config";
import { Sink } from "./support";

function explained(error: unknown, env: Readonly<Record<string, string>> = {}) {
  const stderr = new Sink();
  return { code: explain(error, { stderr, env }), err: stderr.text };
}

describe("the end of a command that throws", () => {
  const mistake = { path: "aws:region", message: "is missing; write it" };
  const users: readonly (readonly [string, Error])[] = [
    ["a mistake of the user", new UserError("there is none; write one")],
    ["a mistake in a stack file", new ConfigError([mistake], "Pulumi.dev.yaml")],
    ["what a program stops with", new RunError("there is none; write one")],
    ["a mistake that another copy of config.ts found", Object.assign(new Error("there is none; write one"), { name: "ConfigError" })],
  ];
  for (const [what, error] of users) {
    it(`is 2 and the message alone for ${what}, even when debugging`, () => {
      assert.deepEqual(explained(error, { DEBUG: "1" }), { code: 2, err: `error: ${error.message}\n` });
    });
  }

  it("is 3, with how to report it and no stack trace, for anything else", () => {
    const { code, err } = explained(new TypeError("x is not a function"));
    assert.equal(code, 3);
    assert.equal(
      err,
      "internal error: TypeError: x is not a function\nPlease report it with this message and the command; DEBUG=1 shows where it happened.\n",
    );
  });

  it("shows the stack trace of an internal error when debugging", () => {
    assert.match(explained(new TypeError("x"), { DEBUG: "1" }).err, /\n {4}at .*exit\.test\.ts/);
  });

  it("is 3 for what is not even an error", () => assert.equal(explained("thrown text").code, 3));

  it("says nothing about what commander has said already, help included", () => {
    assert.deepEqual(explained(new CommanderError(0, "commander.helpDisplayed", "(outputHelp)")), { code: 0, err: "" });
    assert.deepEqual(explained(new CommanderError(1, "commander.unknownOption", "error: unknown option")), { code: 2, err: "" });
  });
});
