import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, folder } from "./support";

const everyFile = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe("compliant-eks render", () => {
  const { path: base, remove } = folder();
  after(remove);

  it("writes the files of a stack into a new folder, says how many, and writes nothing else", async () => {
    const out = join(base, "dev");
    const { code, err } = await command(["render", "--stack", "dev", "--out", out]);
    assert.equal(code, 0, err);
    assert.ok(err.includes(`${String(everyFile(out).length)} files in ${out}`), err);
    assert.match(readFileSync(join(out, "objects/4-others/networkpolicy.patient-records.deny-all.yaml"), "utf8"), /^apiVersion: /);
    assert.deepEqual(readdirSync(base), ["dev"]);
  });

  const occupied = join(base, "occupied");
  const cases: readonly (readonly [what: string, args: readonly string[], says: RegExp])[] = [
    ["a folder that is not empty", ["--out", base], /is not empty; name a new folder, or empty this one/],
    ["a folder in one that is not there", ["--out", join(base, "a/b")], /the folder .+ does not exist; create it/],
    ["a file", ["--out", occupied], /is a file; name a folder/],
    ["no folder", [], /required option '--out <dir>'/],
    ["a stack that is not there", ["--stack", "none", "--out", join(base, "none")], /none/],
  ];
  for (const [what, args, says] of cases)
    it(`refuses ${what} in one sentence, and leaves nothing behind`, async () => {
      writeFileSync(occupied, "mine");
      const { code, err } = await command(["render", ...args]);
      assert.equal(code, 2);
      assert.match(err, says);
      assert.equal(readFileSync(occupied, "utf8"), "mine");
      assert.ok(!existsSync(join(base, "none")) && !existsSync(join(base, "a")));
    });
});
