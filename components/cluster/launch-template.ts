import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import type { NodeGroupSettings } from "../args";

export interface LaunchTemplateArgs {
  readonly clusterName: string;
  readonly group: Pick<NodeGroupSettings, "name" | "operatingSystem" | "diskSize">;
  readonly volumesKeyArn: pulumi.Input<string>;
  readonly nodeSecurityGroupId: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/** How the nodes of one group start. Made by us, because the one EKS makes has unencrypted disks and a hop limit of two. */
export function createLaunchTemplate(name: string, args: LaunchTemplateArgs, opts: pulumi.CustomResourceOptions): ec2.LaunchTemplate {
  const tags = { ...args.tags, Name: `${args.clusterName}-${args.group.name}` };
  return new ec2.LaunchTemplate(
    name,
    {
      description: `Nodes of ${args.clusterName}, group ${args.group.name}`,
      blockDeviceMappings: volumes(args.group).map(({ deviceName, size }) => ({
        deviceName,
        ebs: { volumeType: "gp3", volumeSize: size, encrypted: "true", kmsKeyId: args.volumesKeyArn, deleteOnTermination: "true" },
      })),
      // Version 2 with one hop: a pod cannot reach the node's role, and pods that need AWS have a role of their own.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1, instanceMetadataTags: "disabled" },
      networkInterfaces: [
        { deviceIndex: 0, associatePublicIpAddress: "false", deleteOnTermination: "true", securityGroups: [args.nodeSecurityGroupId] },
      ],
      // Default tags do not reach what an instance brings with it.
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
      tags,
    },
    opts,
  );
}

/** GiB of Bottlerocket's system disk, which holds two images of the system and nothing of ours. */
const bottlerocketSystemDisk = 4;

/** Amazon Linux keeps everything on one disk; Bottlerocket has the system on the first and images, logs and volumes on the second. */
export function volumes(group: LaunchTemplateArgs["group"]): readonly { readonly deviceName: string; readonly size: number }[] {
  return group.operatingSystem === "bottlerocket"
    ? [
        { deviceName: "/dev/xvda", size: bottlerocketSystemDisk },
        { deviceName: "/dev/xvdb", size: group.diskSize },
      ]
    : [{ deviceName: "/dev/xvda", size: group.diskSize }];
}
