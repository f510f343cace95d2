import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { readStack } from "../../audit/plan/stack-file";
import { Workspace, root } from "./harness";
import { plannedByEngine } from "./parity/workspace-plan";

/** A value as it stands in a stack file, after the key. What the engine makes of it is not written here: it is asked. */
const values = [
  ...["1.30", '"1.30"', "1.0", "012345678901", '"012345678901"', "0o17", "0x1F", "0b11", "1_000", "1e3", "-.5", "+7"],
  ...["12345678901234567890", "0.1", "1e21", "1e-7", "100000000000000000000.5"],
  ...["2026-01-31", '"2026-01-31"', "2026-01-31T10:00:00Z", "2026-01-31T10:00:00+02:00", "2026-01-31 10:00:00", "2026-13-01"],
  ...["yes", "no", "on", "off", "y", "True", "FALSE", "null", "~", "", '""', "Yes please"],
  ...["plain text", "'single ''quoted'''", '"tab\\tumlaut ä\\u00e9"', "text # a comment", "a:b", "10:20:30"],
  ...["|\n      two\n      lines\n", ">-\n      two\n      lines\n"],
  ...["[eu-central-1, 1.30, yes, 012345678901, 2026-01-31, null]", '{ b: 1.30, a: { d: [], c: {} }, "12": no }', "[]", "{}"],
  ...[
    "[1, 2.50, 1e3, -0, -0.0, 1e21, 1e-7, 123456789.123456789]",
    "[9007199254740993, 9223372036854775807]",
    "[-9223372036854775808, 9223372036854775808, 12345678901234567890]",
    '["\\b\\f\\n\\x01\\x7f"]',
    '{ html: "<a> & b", line: "\\u2028" }',
    "{ 1: one, true: yes }",
  ],
];

const keyOf = (index: number): string => `small:value${String(index)}`;

describe("values of a stack file", () => {
  it("are read by the offline loader as the engine reads them", async () => {
    const workspace = await Workspace.create({
      stack: "dev",
      program: join(__dirname, "programs/settings"),
      config: { "small:first": "of all" },
      policies: false,
    });
    try {
      const lines = values.map((value, index) => `  ${keyOf(index)}: ${value}`);
      workspace.edit("Pulumi.dev.yaml", "  small:first: of all", ["  small:first: of all", ...lines].join("\n"));
      const { steps } = plannedByEngine(await workspace.preview({ json: true }));
      const given = steps.find(({ newState }) => newState?.type === "aws:kms/key:Key")?.newState?.inputs?.["tags"];
      const { config } = readStack(workspace.directory, "dev");
      const table = (all: unknown): unknown => values.map((value, index) => [value, (all as Record<string, unknown>)[keyOf(index)]]);
      assert.deepEqual(table(config), table(given));
      assert.equal(Object.keys(config).length, values.length + 1);
    } finally {
      await workspace.dispose();
    }
  });
});

describe("project files as committed", () => {
  const read = (file: string): Record<string, unknown> => parse(readFileSync(join(root, file), "utf8")) as Record<string, unknown>;

  it("name the runtime that a user's CLI has", () => {
    assert.deepEqual((read("Pulumi.yaml")["runtime"] as { name: string }).name, "nodejs");
    assert.deepEqual(read("policies/PulumiPolicy.yaml")["runtime"], "nodejs");
  });

  it("start the pack by the same file, whichever of the two a CLI looks at", () => {
    const { main } = JSON.parse(readFileSync(join(root, "policies/package.json"), "utf8")) as { main: string };
    assert.equal(read("policies/PulumiPolicy.yaml")["main"], main);
  });
});
