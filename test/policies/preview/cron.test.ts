import assert from "node:assert/strict";
import { longestPause } from "../../../policies/preview/cron";

describe("the longest pause of a schedule", () => {
  for (const [schedule, hours] of [
    ["* * * * *", 1 / 60],
    ["*/15 * * * *", 0.25],
    ["17 * * * *", 1],
    ["17 */6 * * *", 6],
    ["0 */7 * * *", 7],
    ["0 8,20 * * *", 12],
    ["0 8,12 * * *", 20],
    ["0 9-17 * * *", 16],
    ["17 1 * * *", 24],
    ["0 0 * * 1-5", 72],
    ["0 0 * * MON-FRI", 72],
    ["0 0 * * 7", 168],
    ["0 0 1 * *", 31 * 24],
    ["0 0 1 jan *", 366 * 24],
    ["0 0 1,15 * 1", 168],
    ["0 0 29 2 *", undefined],
    ["0 8,12 29 2 *", undefined],
    ["@hourly", 1],
    ["@weekly", 168],
    ["@every 90m", 1.5],
    ["@every 12h0m0s", 12],
    ["CRON_TZ=Europe/Berlin 0 3 * * *", 24],
  ] as const)
    it(`is ${String(hours)} hours for ${schedule}`, () => assert.equal(longestPause(schedule), hours));

  for (const text of [
    "",
    "daily",
    "0 0 * *",
    "61 * * * *",
    "0 24 * * *",
    "0 0 0 * *",
    "0 5-3 * * *",
    "*/0 * * * *",
    "0 0 31 2 *",
    "@every soon",
  ])
    it(`is unknown for “${text}”, which never runs or is no schedule`, () => assert.equal(longestPause(text), undefined));
});
