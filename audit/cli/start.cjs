"use strict";

const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");

const root = path.resolve(__dirname, "../..");
const cache = path.join(root, "node_modules", ".cache", "compliant-eks");

/**
 * Runs the commands from a bundle of the sources as they are now, or, where none can be kept, SARIF is asked for or DEBUG is set, from the sources
 * themselves: slower, with positions in stack traces that name the source.
 */
async function start() {
  optimiseLater();
  // Keeps compiled code between runs; Node 22 and later. Where it cannot, it does nothing.
  Module.enableCompileCache?.(path.join(cache, "compiled"));
  require("../plan/slim.cjs");
  const bundle = process.env.DEBUG || namesSources(process.argv) ? undefined : await require("./bundle.cjs").bundleOf(root, cache);
  const typescript = () => void require("../plan/typescript.cjs");
  if (bundle === undefined) typescript();
  const { main, program } = bundle === undefined ? require("./main.ts") : require(bundle);
  await main({ root, program, typescript, shareSdk: () => void require("../plan/shared-sdk.cjs") });
}

/** SARIF says which line of the program makes a resource, and a bundle has other lines than its sources. */
function namesSources(args) {
  return args.some((arg) => /\bsarif$/i.test(arg));
}

/**
 * Raises what V8 lets a function run before it optimises it to eight times its default: a run is over in a second, and most of what would
 * be optimised by then never pays it back (docs/performance.md). Only on Node 20: later ones have no such flag, and V8 complains about
 * flags that it does not know.
 */
function optimiseLater() {
  if (process.versions.node.startsWith("20.")) v8.setFlagsFromString("--interrupt-budget=528000");
}

module.exports = { start };
