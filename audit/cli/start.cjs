"use strict";

const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");

const root = path.resolve(__dirname, "../..");
const cache = path.join(root, "node_modules", ".cache", "compliant-eks");

/**
 * Runs the commands from a bundle of the sources as they are now, or, where none can be kept or DEBUG is set, from the sources
 * themselves: slower, with positions in stack traces that name the source.
 */
async function start() {
  // Optimise later than V8 would, eight times its budget: a run is over in a second, and most of what would be optimised by then never
  // pays it back. Saves a quarter of the CPU time at 200 resources, a fifth at 3,000 (docs/performance.md).
  v8.setFlagsFromString("--interrupt-budget=528000");
  // Keeps compiled code between runs; Node 22 and later. Where it cannot, it does nothing.
  Module.enableCompileCache?.(path.join(cache, "compiled"));
  require("../plan/slim.cjs");
  const bundle = process.env.DEBUG ? undefined : await require("./bundle.cjs").bundleOf(root, cache);
  const typescript = () => void require("../plan/typescript.cjs");
  if (bundle === undefined) typescript();
  const { main, program } = bundle === undefined ? require("./main.ts") : require(bundle);
  await main({ root, program, typescript });
}

module.exports = { start };
