import { deepStrictEqual, ok, strictEqual } from "node:assert";
import { type Row, growthBars, growthOf, peerBars, rowOf } from "../../bench/result";
import { textOf } from "../../bench/table";

const row = (resources: number, userMs: number, peakMiB: number): Row =>
  rowOf({ name: "one", resources }, [{ userMs, peakMiB, systemMs: 1, wallMs: 1 }]);

describe("bars of the bench", () => {
  const peer = row(100, 1000, 200);
  const cases: readonly (readonly [string, Row, readonly (boolean | undefined)[]])[] = [
    ["all hold at their edge", row(200, 600, 150), [true, true, true]],
    ["cost per resource is missed", row(150, 690, 100), [false, false, true]],
    ["memory is missed", row(200, 500, 151), [true, true, false]],
    ["too small for the bar per resource", row(149, 100, 100), [undefined, true, true]],
    ["too large for the absolute bar", row(251, 900, 100), [true, undefined, true]],
    ["too large for both", row(301, 900, 100), [undefined, undefined, true]],
  ];
  for (const [name, ours, expected] of cases) {
    it(name, () => {
      const holds = peerBars(ours, peer).map((bar) => bar.holds);
      deepStrictEqual(holds, expected);
    });
  }

  it("growth that bends is missed, linear growth holds", () => {
    const rows = (cost: (size: number) => number): Row[] => [65, 250, 1000, 3000].map((size) => row(size, cost(size), 1));
    const holds = (cost: (size: number) => number): boolean | undefined => growthBars(growthOf(rows(cost)))[0]?.holds;
    strictEqual(
      holds((size) => 400 + size),
      true,
    );
    strictEqual(
      holds((size) => 400 + size + size * size * 0.001),
      false,
    );
  });
});

describe("result of the bench", () => {
  it("a row holds the medians of its runs, and the cost of one resource", () => {
    const samples = [3, 1, 2].map((n) => ({ userMs: n * 100, systemMs: n * 10, wallMs: n * 1000, peakMiB: n }));
    deepStrictEqual(rowOf({ name: "x", resources: 50 }, samples), {
      name: "x",
      resources: 50,
      runs: 3,
      userMs: 200,
      systemMs: 20,
      wallMs: 2000,
      peakMiB: 2,
      userMsPerResource: 4,
    });
  });

  it("the table fits 80 columns and names the bar that is missed", () => {
    const rows = [65, 250, 1000, 3000].map((size) => row(size, 400 + size, 100));
    const line = growthOf(rows);
    const bars = [...peerBars(row(200, 12_345, 151), row(100, 1000, 200)), ...growthBars(line)];
    const text = textOf({
      date: "2026-01-31",
      machine: "2 x CPU",
      node: "20.19.0",
      packages: [],
      previews: rows,
      growth: { rows, line },
      bars,
    });
    deepStrictEqual(
      text.split("\n").filter((one) => one.length > 80),
      [],
    );
    ok(text.includes("user ms = 400 + 1.00 per resource"));
    strictEqual(text.split("MISSED").length - 1, 3);
  });
});
