import { Release } from "@pulumi/kubernetes/helm/v3/release";
import type * as pulumi from "@pulumi/pulumi";
import { type ChartName, chartPin } from "./versions";

export interface ChartArgs {
  readonly chart: ChartName;
  /** It has to be there: a namespace that Helm made would have no labels. */
  readonly namespace: pulumi.Input<string>;
  readonly values: Readonly<Record<string, unknown>>;
  /** How long Helm waits until everything is ready. */
  readonly minutes: number;
}

/**
 * The one way in which a Helm chart is installed: pinned, waited for, and taken back when it fails, so that the next update does not
 * find a release that is stuck (field lesson: `pending-install`). The release carries the chart's own name.
 */
export function installChart(name: string, { chart, namespace, values, minutes }: ChartArgs, opts: pulumi.CustomResourceOptions): Release {
  const { repository, version } = chartPin(chart);
  return new Release(
    name,
    {
      name: chart,
      chart,
      version,
      repositoryOpts: { repo: repository },
      namespace,
      createNamespace: false,
      atomic: true,
      cleanupOnFail: true,
      timeout: minutes * 60,
      values,
    },
    opts,
  );
}
