"use strict";

const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const folders = ["audit", "components", "policies"];

/**
 * A package that loads faster from the bundle, with the entry of its ES modules, so that only what is used gets in. The others stay
 * outside: a foreign program shares the SDK with us.
 */
const carried = { zod: "index.js" };

/**
 * Path of one JavaScript file with the commands, our own program and the package above, made from the sources as they are now. It is
 * kept under the hash of all sources and of that package's manifest, so a change is always seen. Undefined where it cannot be made or kept.
 */
async function bundleOf(root, cache) {
  try {
    const sources = sourcesOf(root);
    const file = path.join(cache, `bundle-${hashOf(root, sources)}.cjs`);
    if (!fs.existsSync(file)) keep(file, await build(root));
    return file;
  } catch {
    return undefined;
  }
}

function sourcesOf(root) {
  const below = (folder) =>
    fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === "node_modules" ? [] : below(full);
      return entry.name.endsWith(".ts") ? [full] : [];
    });
  const top = fs.readdirSync(root).filter((name) => name.endsWith(".ts"));
  return [...top.map((name) => path.join(root, name)), ...folders.flatMap((folder) => below(path.join(root, folder)))].sort();
}

/** Paths count too: they are written into the bundle. */
function hashOf(root, sources) {
  const hash = createHash("sha256").update(fs.readFileSync(__filename)).update(esbuildVersion());
  for (const name of Object.keys(carried)) hash.update(fs.readFileSync(path.join(folderOf(name), "package.json")));
  for (const source of sources) hash.update(`\0${source}\0`).update(fs.readFileSync(source));
  return hash.digest("hex").slice(0, 32);
}

function folderOf(name) {
  return path.dirname(require.resolve(`${name}/package.json`));
}

/** esbuild comes with tsx. */
function resolveFromTsx(name) {
  return require.resolve(name, { paths: [path.dirname(require.resolve("tsx/package.json"))] });
}

function esbuildVersion() {
  return JSON.parse(fs.readFileSync(resolveFromTsx("esbuild/package.json"), "utf8")).version;
}

async function build(root) {
  const { outputFiles } = await require(resolveFromTsx("esbuild")).build({
    stdin: {
      contents: 'export { main } from "./audit/cli/main"; export const program = () => require("./index");',
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    packages: "external",
    alias: Object.fromEntries(Object.entries(carried).map(([name, entry]) => [name, path.join(folderOf(name), entry)])),
    platform: "node",
    target: "node20.19",
    format: "cjs",
    keepNames: true,
    write: false,
    logLevel: "silent",
    plugins: [{ name: "own-places", setup: keepPlaces }],
  });
  return outputFiles[0].contents;
}

/** A source that asks where it is gets its own place, not the bundle's. */
function keepPlaces(builder) {
  builder.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
    const text = await fs.promises.readFile(file, "utf8");
    const names = ["__filename", "__dirname"].filter((name) => text.includes(name));
    const values = { __filename: file, __dirname: path.dirname(file) };
    return { contents: names.map((name) => `const ${name} = ${JSON.stringify(values[name])};`).join("") + text, loader: "ts" };
  });
}

/** Bundles that are kept besides the newest: another copy of the sources may be running one. */
const SPARE = 8;

/** Complete or not there at all; old bundles go. */
function keep(file, contents) {
  const folder = path.dirname(file);
  fs.mkdirSync(folder, { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(draft, contents);
  fs.renameSync(draft, file);
  const bundles = fs.readdirSync(folder).filter((name) => /^bundle-[0-9a-f]+\.cjs$/.test(name));
  const byAge = bundles.map((name) => path.join(folder, name)).sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  for (const old of byAge.filter((bundle) => bundle !== file).slice(SPARE)) fs.rmSync(old, { force: true });
}

module.exports = { bundleOf };
