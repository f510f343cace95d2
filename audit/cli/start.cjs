"use strict";

const Module = require("node:module");
const path = require("node:path");

const root = path.resolve(__dirname, "../..");
const cache = path.join(root, "node_modules", ".cache", "compliant-eks");

/**
 * Runs the commands from a bundle of the sources as they are now, or, where none can be kept or DEBUG is set, from the sources
 * themselves: slower, with positions in stack traces that name the source.
 */
async function start() {
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
