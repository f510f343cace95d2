import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { entryOf, programDirectory } from "../../../audit/cli/project";
import { folder } from "./support";

describe("the program that is meant", () => {
  const place = folder();
  const below = join(place.path, "src", "deep");
  const elsewhere = folder();
  before(() => {
    mkdirSync(below, { recursive: true });
    place.file("Pulumi.yaml", "name: x\n");
  });
  after(() => {
    place.remove();
    elsewhere.remove();
  });

  it("is the nearest one at or above the working directory", () => {
    assert.equal(programDirectory(place.path, "/ours"), place.path);
    assert.equal(programDirectory(below, "/ours"), place.path);
  });

  it("is our own where there is none", () => assert.equal(programDirectory(elsewhere.path, "/ours"), "/ours"));
});

describe("the entry file of a program", () => {
  const table: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ["is index.ts", { "index.ts": "", "index.js": "" }, "index.ts"],
    ["is index.js where there is no TypeScript", { "index.js": "" }, "index.js"],
    ["is what package.json names", { "package.json": '{"main": "main.ts"}', "main.ts": "", "index.ts": "" }, "main.ts"],
    [
      "is index.ts when package.json names a file that is not there",
      { "package.json": '{"main": "bin/x.js"}', "index.ts": "" },
      "index.ts",
    ],
    ["is index.ts when package.json names none", { "package.json": "{}", "index.ts": "" }, "index.ts"],
  ];
  for (const [name, files, expected] of table) {
    it(name, () => {
      const place = folder();
      for (const [file, text] of Object.entries(files)) place.file(file, text);
      assert.equal(entryOf(place.path), join(place.path, expected));
      place.remove();
    });
  }

  const mistakes: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ["no entry file", {}, /has no index\.ts; name the program's entry file/],
    ["a package.json that is none", { "package.json": "{", "index.ts": "" }, /package\.json is not JSON/],
  ];
  for (const [name, files, message] of mistakes) {
    it(`is asked for when there is ${name}`, () => {
      const place = folder();
      for (const [file, text] of Object.entries(files)) place.file(file, text);
      assert.throws(() => entryOf(place.path), { name: "UserError", message });
      place.remove();
    });
  }
});
