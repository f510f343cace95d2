import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStack } from "../../../audit/plan/stack-file";
import { UserError } from "../../../audit/user-error";
import { unknownSecret } from "../../../policies/settings/secrets";

describe("readStack", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stack-file-"));
    write("Pulumi.yaml", "name: bank\nruntime: nodejs\n");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content);
  const configOf = (yaml: string): Readonly<Record<string, string>> => {
    write("Pulumi.dev.yaml", `config:\n${yaml}`);
    return readStack(folder, "dev").config;
  };
  const messageOf = (stack = "dev"): string => {
    try {
      readStack(folder, stack);
    } catch (error) {
      assert.ok(error instanceof UserError, String(error));
      return error.message;
    }
    return "";
  };

  it("takes what the project says of keys that the stack leaves out", () => {
    write(
      "Pulumi.yaml",
      "name: bank\nconfig:\n  aws:region: eu-west-1\n  size: { type: integer, default: 3 }\n  on: { value: true }\n  needed: { type: string }\n  list: { a: 1 }\n",
    );
    assert.deepEqual(configOf("  bank:size: 5\n"), {
      "aws:region": "eu-west-1",
      "bank:size": "5",
      "bank:on": "true",
      "bank:list": '{"a":1}',
    });
  });

  it("gives scalars as text and the rest as JSON, its keys in order", () => {
    const config = configOf(
      '  aws:region: eu-west-1\n  aws:allowedAccountIds: ["111122223333"]\n  bank:size: 3\n  bank:on: true\n  bank:p: {b: [1, "1.30", null], a: {}}\n',
    );
    assert.deepEqual(config, {
      "aws:region": "eu-west-1",
      "aws:allowedAccountIds": '["111122223333"]',
      "bank:size": "3",
      "bank:on": "true",
      "bank:p": '{"a":{},"b":[1,"1.30",null]}',
    });
  });

  it("writes JSON as the engine does: safe inside HTML, and 64 bits with a sign for a whole number", () => {
    const config = configOf(
      '  bank:p: { "<a>": "b & c\\u2028", n: [9223372036854775807, 9223372036854775808] }\n  bank:n: 9223372036854775808\n',
    );
    assert.deepEqual(config, {
      "bank:p": '{"\\u003ca\\u003e":"b \\u0026 c\\u2028","n":[9223372036854775807,9223372036854776000]}',
      "bank:n": "9223372036854775808",
    });
  });

  it("changes what stands without quotes as the engine does", () => {
    assert.deepEqual(configOf("  bank:p: [1.30, 012345678901, 123456789012345678, 2026-01-31, yes, 010]\n"), {
      "bank:p": '[1.3,12345678901,123456789012345678,"2026-01-31 00:00:00 +0000 UTC","yes",8]',
    });
  });

  it("keeps texts over several lines and what stands in quotes", () => {
    assert.deepEqual(configOf("  bank:a: |\n    one\n    two\n  bank:b: '010'\n  bank:c: !!str 5\n  bank:d:\n"), {
      "bank:a": "one\ntwo\n",
      "bank:b": "010",
      "bank:c": "5",
      "bank:d": "",
    });
  });

  it("puts keys without a namespace into the project's", () => assert.deepEqual(configOf("  size: 3\n"), { "bank:size": "3" }));

  it("leaves secrets encrypted and marks their keys", () => {
    write(
      "Pulumi.dev.yaml",
      "config:\n  bank:token: {secure: v1:abc}\n  bank:deep: {a: [{secure: v1:def}]}\n  bank:not: {secure: x, more: y}\n",
    );
    const stack = readStack(folder, "dev");
    assert.deepEqual(stack.config, {
      "bank:token": unknownSecret,
      "bank:deep": `{"a":["${unknownSecret}"]}`,
      "bank:not": '{"more":"y","secure":"x"}',
    });
    assert.deepEqual(stack.secretKeys, ["bank:token", "bank:deep"]);
  });

  it("names file, project, stack, secrets provider and the other stacks", () => {
    write("Pulumi.dev.yaml", "\ufeffsecretsprovider: awskms://alias/x\nencryptedkey: abc\nconfig: {}\n");
    write("Pulumi.prod.yml", "config: {}\n");
    assert.deepEqual(readStack(folder, "dev"), {
      file: "Pulumi.dev.yaml",
      project: "bank",
      stack: "dev",
      config: {},
      secretKeys: [],
      secretsProvider: "awskms://alias/x",
      otherStacks: ["prod"],
    });
  });

  it("takes a file without configuration", () => {
    write("Pulumi.dev.yaml", "config:\n");
    assert.deepEqual(readStack(folder, "dev").config, {});
  });

  it("names the stacks that exist when asked for another", () => {
    write("Pulumi.dev.yaml", "config: {}\n");
    write("Pulumi.prod.yaml", "config: {}\n");
    assert.equal(messageOf("test"), "there is no stack test here (no file Pulumi.test.yaml); choose one of dev, prod");
  });

  it("says so when there is no stack at all, or no project", () => {
    assert.equal(messageOf(), "there is no stack dev here (no file Pulumi.dev.yaml); there is none yet; write a Pulumi.<stack>.yaml");
    rmSync(join(folder, "Pulumi.yaml"));
    assert.match(messageOf(), /holds no Pulumi\.yaml; run this in a Pulumi program's folder$/);
  });

  const bad: readonly (readonly [it: string, content: string | Buffer, message: RegExp])[] = [
    ["an empty file", "", /^Pulumi\.dev\.yaml is empty; write the keys/],
    ["a file of comments", "# later\n", /^Pulumi\.dev\.yaml is not a mapping/],
    ["a list", "- a\n", /^Pulumi\.dev\.yaml is not a mapping; write keys such as config:/],
    ["a text", "zq9-planted\n", /^Pulumi\.dev\.yaml is not a mapping/],
    ["configuration that is a list", "config: [zq9-planted]\n", /config is not a mapping; write keys such as aws:region/],
    ["wrong indentation", "config:\n  aws:region: a\n bank:b: zq9-planted\n", /^Pulumi\.dev\.yaml, line 3, column \d+: not valid YAML \(/],
    ["a bracket that is not closed", "config:\n  bank:b: [zq9-planted\n", /^Pulumi\.dev\.yaml, line \d+, column \d+: not valid YAML \(/],
    ["a quote that is not closed", 'config:\n  bank:b: "zq9-planted\n', /not valid YAML \(a quote, bracket or colon is missing\)$/],
    ["a tab", "config:\n\tbank:b: zq9-planted\n", /line 2, column 1: not valid YAML \(a tab as indentation; write spaces\)$/],
    ["a key twice", "config:\n  bank:b: 1\n  bank:b: zq9-planted\n", /line 3, column 3: a key stands twice; write it once$/],
    ["a key twice deep inside", "config:\n  bank:b:\n    x: 1\n    x: zq9-planted\n", /line 4, column 5: a key stands twice/],
    ["a second document", "config: {}\n---\nconfig: {}\n", /not valid YAML \(a second document behind ---/],
    ["an alias", "config:\n  bank:a: &x zq9-planted\n  bank:b: *x\n", /line 3, column 11: an alias \(\*name\); write the value itself$/],
    ["a tag", "config:\n  bank:a: !zq9-planted x\n", /line 2, column \d+: a tag \(!name\); write the value without it$/],
    ["infinity", "config:\n  bank:a: .inf\n", /line 2, column 11: a number without end/],
    ["a mapping as key", "config:\n  bank:a: {[zq9-planted]: 1}\n", /a key that is no text; write a name$/],
    [
      "brackets without end",
      `config: ${"[".repeat(20000)}`,
      /^Pulumi\.dev\.yaml, line 1, column \d+: not valid YAML \(nested too deeply; write fewer brackets\)$/,
    ],
    ["bytes that are no text", Buffer.from([0x63, 0xff, 0xfe, 0x3a]), /is not a text file; write YAML in UTF-8$/],
    ["a binary file", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]), /is not a text file; write YAML in UTF-8$/],
  ];
  for (const [sentence, content, message] of bad) {
    it(`refuses ${sentence} in one line that repeats nothing of it`, () => {
      write("Pulumi.dev.yaml", content);
      assert.match(messageOf(), message);
      assert.doesNotMatch(messageOf(), /zq9|\n/);
    });
  }

  it("refuses a file of 200 MB without reading it", () => {
    write("Pulumi.dev.yaml", "config: {}\n");
    truncateSync(join(folder, "Pulumi.dev.yaml"), 200 * 1024 * 1024);
    assert.equal(messageOf(), "Pulumi.dev.yaml is too large, 200 MiB: a stack file of up to 1 MiB is read");
  });

  it("refuses a folder of that name", () => {
    mkdirSync(join(folder, "Pulumi.dev.yaml"));
    assert.match(messageOf(), /^Pulumi\.dev\.yaml is not a file/);
  });

  it("refuses a project without a name", () => {
    write("Pulumi.yaml", "runtime: nodejs\n");
    write("Pulumi.dev.yaml", "config: {}\n");
    assert.equal(messageOf(), "Pulumi.yaml has no name; write the project's name as a text");
  });
});
