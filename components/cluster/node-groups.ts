import * as eks from "@pulumi/aws/eks";
import type * as pulumi from "@pulumi/pulumi";
import type { NodeGroupSettings } from "../args";
import type { KubernetesPins } from "../versions";
import { createLaunchTemplate } from "./launch-template";

export interface NodeGroupsArgs {
  readonly clusterName: string;
  readonly kubernetesVersion: string;
  readonly images: KubernetesPins["images"];
  readonly groups: readonly NodeGroupSettings[];
  readonly nodeRoleArn: string;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly volumesKeyArn: pulumi.Input<string>;
  readonly nodeSecurityGroupId: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/** Starts the groups after `after`: a node that comes before its network plugin or its rules never becomes ready. */
export function createNodeGroups(
  name: string,
  args: NodeGroupsArgs,
  after: readonly pulumi.Resource[],
  opts: pulumi.CustomResourceOptions,
): readonly eks.NodeGroup[] {
  return args.groups.map((group) => createNodeGroup(`${name}-${group.name}`, args, group, after, opts));
}

function createNodeGroup(
  name: string,
  args: NodeGroupsArgs,
  group: NodeGroupSettings,
  after: readonly pulumi.Resource[],
  opts: pulumi.CustomResourceOptions,
): eks.NodeGroup {
  const template = createLaunchTemplate(name, { ...args, group }, opts);
  const releaseVersion = args.images[group.operatingSystem];
  return new eks.NodeGroup(
    name,
    {
      clusterName: args.clusterName,
      version: args.kubernetesVersion,
      ...(releaseVersion === undefined ? {} : { releaseVersion }),
      amiType: amiType(group),
      instanceTypes: [...group.instanceTypes],
      capacityType: "ON_DEMAND",
      nodeRoleArn: args.nodeRoleArn,
      subnetIds: args.subnetIds,
      // A number, never $Latest: a change of the template is a change of the group, and rolls its nodes.
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      scalingConfig: { minSize: group.minSize, desiredSize: group.desiredSize, maxSize: group.maxSize },
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: true },
      tags: { ...args.tags },
    },
    // An autoscaler owns the size between the bounds.
    { ...opts, dependsOn: [...after], ignoreChanges: ["scalingConfig.desiredSize"] },
  );
}

/** EKS's name of the image family; both families take their time from the Amazon Time Sync Service. */
export function amiType(group: Pick<NodeGroupSettings, "operatingSystem" | "architecture">): string {
  const architecture = group.architecture === "arm64" ? "ARM_64" : "x86_64";
  return group.operatingSystem === "bottlerocket" ? `BOTTLEROCKET_${architecture}` : `AL2023_${architecture}_STANDARD`;
}
