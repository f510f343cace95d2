"use strict";

/** Preload of a measured process: at its end it writes what it used, for measure.ts. */
const { writeFileSync } = require("node:fs");

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(process.env.BENCH_USAGE, JSON.stringify({ userCPUTime, systemCPUTime, maxRSS }));
});
