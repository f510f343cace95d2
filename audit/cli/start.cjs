"use strict";

const path = require("node:path");

/** Runs the commands straight from their TypeScript sources. */
function start() {
  require("tsx/cjs");
  const { main } = require("./main.ts");
  void main({ root: path.resolve(__dirname, "../..") });
}

module.exports = { start };
