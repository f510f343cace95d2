#!/usr/bin/env node
"use strict";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`compliant-eks needs Node.js 20.19 or later; this is ${process.versions.node}. Install a newer one.\n`);
  process.exit(2);
}

require("./start.cjs").start();
