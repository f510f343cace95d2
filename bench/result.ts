import type { Sample } from "./measure";
import { type Line, type Point, bend, fit, median } from "./statistics";
import type { Subject } from "./subjects";

/** Medians of a subject's runs. */
export interface Row extends Sample {
  readonly name: string;
  readonly resources: number;
  readonly runs: number;
  readonly userMsPerResource: number;
}

export function rowOf({ name, resources }: Pick<Subject, "name" | "resources">, samples: readonly Sample[]): Row {
  const of = (key: keyof Sample): number => median(samples.map((sample) => sample[key]));
  const userMs = of("userMs");
  return {
    name,
    resources,
    runs: samples.length,
    userMs,
    systemMs: of("systemMs"),
    wallMs: of("wallMs"),
    peakMiB: of("peakMiB"),
    userMsPerResource: userMs / resources,
  };
}

export interface Growth extends Line {
  readonly bend: number;
}

export function growthOf(rows: readonly Row[]): Growth {
  const points: Point[] = rows.map(({ resources, userMs }) => ({ x: resources, y: userMs }));
  return { ...fit(points), bend: bend(points) };
}

/** A promise about speed. `holds` is undefined where the bar is not meant for a program of this size. */
export interface Bar {
  readonly name: string;
  readonly measured: number;
  readonly atMost: number;
  readonly holds: boolean | undefined;
}

export function peerBars(ours: Row, peer: Row): readonly Bar[] {
  const size = ours.resources;
  return [
    bar("user CPU per resource / peer's", ours.userMsPerResource / peer.userMsPerResource, 0.45, size >= 150 && size <= 300),
    bar("user CPU / peer's", ours.userMs / peer.userMs, 0.6, size <= 250),
    bar("peak memory / peer's", ours.peakMiB / peer.peakMiB, 0.75, true),
  ];
}

export function growthBars({ bend: measured }: Growth): readonly Bar[] {
  return [bar("cost of a resource, last step / before", measured, 1.2, true)];
}

function bar(name: string, measured: number, atMost: number, meant: boolean): Bar {
  return { name, measured, atMost, holds: meant ? measured <= atMost : undefined };
}

export interface Result {
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  readonly packages: readonly string[];
  readonly previews: readonly Row[];
  readonly growth?: { readonly rows: readonly Row[]; readonly line: Growth };
  readonly bars: readonly Bar[];
}
