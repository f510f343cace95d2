import { deepStrictEqual, ok, strictEqual, throws } from "node:assert";
import { bend, fit, median } from "../../bench/statistics";

describe("statistics of the bench", () => {
  const medians: readonly (readonly [string, readonly number[], number])[] = [
    ["one value", [7], 7],
    ["an odd count, unsorted, by number and not by text", [100, 9, 20], 20],
    ["an even count", [4, 1, 3, 2], 2.5],
    ["one far off changes nothing", [1, 2, 3, 4, 1000], 3],
  ];
  for (const [name, values, expected] of medians) it(`median: ${name}`, () => strictEqual(median(values), expected));

  it("the median of nothing is refused", () => throws(() => median([]), /not defined/));

  it("a line through points on a line is that line", () => {
    const points = [1, 3, 5].map((x) => ({ x, y: 10 + 3 * x }));
    deepStrictEqual(fit(points), { intercept: 10, slope: 3, r2: 1 });
  });

  it("points off the line lower the share that the line explains", () => {
    const { slope, intercept, r2 } = fit([
      { x: 0, y: 0 },
      { x: 1, y: 2 },
      { x: 2, y: 1 },
    ]);
    deepStrictEqual([slope, intercept, r2], [0.5, 0.5, 0.25]);
  });

  it("a line needs two sizes", () => throws(() => fit([{ x: 1, y: 1 }]), /two points/));

  const sizes = [65, 250, 1000, 3000];
  const bends: readonly (readonly [string, (x: number) => number, (bent: number) => boolean])[] = [
    ["linear growth has none", (x) => 400 + 1.5 * x, (bent) => Math.abs(bent - 1) < 1e-9],
    ["quadratic growth shows", (x) => 400 + 1.5 * x + 0.001 * x * x, (bent) => bent > 1.5],
    ["a cost per resource that falls shows too", (x) => 100 * Math.sqrt(x), (bent) => bent < 0.8],
  ];
  for (const [name, cost, expected] of bends) {
    it(`bend: ${name}`, () => ok(expected(bend(sizes.map((x) => ({ x, y: cost(x) }))))));
  }

  it("a bend needs three points", () => throws(() => bend([{ x: 1, y: 1 }]), /three points/));
});
