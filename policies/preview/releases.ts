import type { Settings } from "../settings";
import { type ResourceCheck, onEach } from "./check";
import type { Reader } from "./reader";
import { type Verdict, notApplicable } from "./verdict";

export const releaseType = "kubernetes:helm.sh/v3:Release";

/** Name of a chart, whether it is given alone, with its repository or as an address. */
export const chartName = (chart: unknown): string | undefined => (typeof chart === "string" ? chart.split("/").at(-1) : undefined);

/** What `decide` says of the releases of a chart; it reads what they set as `values`. A chart that is not known is not asked. */
export const onRelease = (chart: string, decide: (values: Reader, settings: Settings) => Verdict): ResourceCheck =>
  onEach(releaseType, (release, settings) =>
    release.inspect("chart", (name) => (chartName(name) === chart ? decide(release.at("values"), settings) : notApplicable)),
  );
