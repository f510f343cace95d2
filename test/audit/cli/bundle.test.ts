import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { folder } from "./support";

interface Bundler {
  readonly bundleOf: (root: string, cache: string) => Promise<string | undefined>;
}
const { bundleOf } = createRequire(__filename)("../../../audit/cli/bundle.cjs") as Bundler;

/** A package with one command and one program, small enough to bundle often. */
function tiny() {
  const place = folder();
  for (const name of ["audit/cli", "components", "policies"]) mkdirSync(join(place.path, name), { recursive: true });
  place.file(
    "audit/cli/main.ts",
    'import { word } from "../../policies/word";\nexport const main = (): string => `${word} in ${__dirname}`;\n',
  );
  place.file("policies/word.ts", 'export const word: string = "first";\n');
  place.file("index.ts", 'import { word } from "./policies/word";\nexport const seen = word;\n');
  const cache = join(place.path, "cache");
  return { ...place, cache, bundle: () => bundleOf(place.path, cache) };
}

type Loaded = { readonly main: () => string; readonly program: () => { readonly seen: string } };
const load = (file: string | undefined): Loaded => createRequire(__filename)(file ?? "no bundle") as Loaded;

describe("the bundle of the commands", () => {
  const place = tiny();
  after(() => {
    place.remove();
  });

  it("runs commands and program, and each source knows its own place", async () => {
    const { main, program } = load(await place.bundle());
    assert.equal(main(), `first in ${join(place.path, "audit/cli")}`);
    assert.equal(program().seen, "first");
  });

  it("is the same file while no source changes", async () => {
    assert.equal(await place.bundle(), await place.bundle());
    assert.equal(readdirSync(place.cache).length, 1);
  });

  const changes: readonly (readonly [string, string, string])[] = [
    ["a source changes", "policies/word.ts", 'export const word: string = "other";\n'],
    ["a source changes to text of the same length", "policies/word.ts", 'export const word: string = "third";\n'],
    ["a source comes", "components/new.ts", "export {};\n"],
    ["the entry changes", "index.ts", 'import { word } from "./policies/word";\nexport const seen = `${word}!`;\n'],
  ];
  for (const [what, file, text] of changes) {
    it(`is made anew when ${what}`, async () => {
      const before = await place.bundle();
      writeFileSync(join(place.path, file), text);
      const after = await place.bundle();
      assert.notEqual(after, before);
      const word = /"(.*)"/.exec(readFileSync(join(place.path, "policies/word.ts"), "utf8"))?.[1] ?? "";
      assert.ok(load(after).program().seen.startsWith(word));
    });
  }

  it("does not depend on files that no program reads", async () => {
    const before = await place.bundle();
    place.file("README.md", "text");
    assert.equal(await place.bundle(), before);
  });

  it("is another one for a copy of the sources in another place", async () => {
    const copy = folder();
    for (const name of ["audit", "components", "policies", "index.ts"])
      cpSync(join(place.path, name), join(copy.path, name), { recursive: true });
    const other = await bundleOf(copy.path, place.cache);
    assert.notEqual(other, await place.bundle());
    assert.match(load(other).main(), new RegExp(`in ${copy.path}`));
    copy.remove();
  });

  it("is not made of sources that do not parse, so that running them shows the mistake", async () => {
    const broken = tiny();
    broken.file("policies/word.ts", "export const = ;\n");
    assert.equal(await broken.bundle(), undefined);
    broken.remove();
  });

  it("is not made where it cannot be kept", async () => {
    const locked = tiny();
    // A file in the cache's place, because the superuser may write into any folder.
    locked.file("cache", "");
    assert.equal(await locked.bundle(), undefined);
    locked.remove();
  });
});
