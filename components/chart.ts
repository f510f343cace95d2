import { Release } from "@pulumi/kubernetes/helm/v3/release";
import type * as pulumi from "@pulumi/pulumi";
import { type ReleaseName, chartPin } from "./versions";

export interface ChartArgs {
  readonly release: ReleaseName;
  /** It has to be there: a namespace that Helm made would have no labels. */
  readonly namespace: pulumi.Input<string>;
  readonly values: Readonly<Record<string, unknown>>;
  /** How long Helm waits until everything is ready. */
  readonly minutes: number;
}

/**
 * The one way in which a Helm chart is installed: pinned, waited for, and taken back when it fails, so that the next update does not
 * XX
 */
export function installChart(
  name: string,
  { release, namespace, values, minutes }: ChartArgs,
  opts: pulumi.CustomResourceOptions,
): Release {
  const { repository, chart, version } = chartPin(release);
  return new Release(
    name,
    {
      name: release,
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

/** Pods of the labels are spread over zones as far as there are nodes. */
export const spreadOverZones = (labels: Readonly<Record<string, string>>) => ({
  maxSkew: 1,
  topologyKey: "topology.kubernetes.io/zone",
  whenUnsatisfiable: "ScheduleAnyway",
  labelSelector: { matchLabels: { ...labels } },
});
