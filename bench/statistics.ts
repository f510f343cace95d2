/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error("the median of nothing is not defined");
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? 0;
  return Number.isInteger(half) ? ((sorted[half - 1] ?? 0) + upper) / 2 : upper;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Line {
  readonly intercept: number;
  readonly slope: number;
  /** Share of the variance that the line explains: 1 when all points lie on it. */
  readonly r2: number;
}

/** Least squares. Needs two points with different x. */
export function fit(points: readonly Point[]): Line {
  const mean = (of: (point: Point) => number): number => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const sum = (of: (point: Point) => number): number => points.reduce((total, point) => total + of(point), 0);
  const x = mean((point) => point.x);
  const y = mean((point) => point.y);
  const spread = sum((point) => (point.x - x) ** 2);
  if (!(spread > 0)) throw new Error("a line needs two points with different x");
  const slope = sum((point) => (point.x - x) * (point.y - y)) / spread;
  const intercept = y - slope * x;
  const total = sum((point) => (point.y - y) ** 2);
  const rest = sum((point) => (point.y - intercept - slope * point.x) ** 2);
  return { intercept, slope, r2: total === 0 ? 1 : 1 - rest / total };
}

/**
 * What a resource costs in the last step of size, by what it costs up to there: about 1 when growth is linear, about 1.5 and more when it
 * is quadratic. Points sorted by x, at least three.
 */
export function bend(points: readonly Point[]): number {
  const [first, before, last] = [points[0], points.at(-2), points.at(-1)];
  if (points.length < 3 || first === undefined || before === undefined || last === undefined) throw new Error("a bend needs three points");
  return rise(before, last) / rise(first, before);
}

const rise = (from: Point, to: Point): number => (to.y - from.y) / (to.x - from.x);
