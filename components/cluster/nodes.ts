import type * as ec2 from "@pulumi/aws/ec2";
import type * as eks from "@pulumi/aws/eks";
import type * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { NodeGroupSettings, Site } from "../args";
import { awsManagedPolicyArn, clusterRoleNames, roleArn } from "../names";
import type { KubernetesPins } from "../versions";
import { createNodeGroups } from "./node-groups";
import { createRole } from "./role";
import { createNodeSecurityGroup } from "./security-groups";
import { nodeTrust } from "./trust";

export interface NodesArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly kubernetesVersion: string;
  readonly images: KubernetesPins["images"];
  readonly groups: readonly NodeGroupSettings[];
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly controlPlaneGroupId: pulumi.Input<string>;
  readonly endpointGroupId: pulumi.Input<string>;
  readonly volumesKeyArn: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Nodes {
  readonly securityGroup: ec2.SecurityGroup;
  readonly role: iam.Role;
  readonly groups: readonly eks.NodeGroup[];
}

/** Nodes with what they need: a security group and a role. They start after `after`, which includes the network plugin. */
export function createNodes(name: string, args: NodesArgs, after: readonly pulumi.Resource[], opts: pulumi.CustomResourceOptions): Nodes {
  const { group: securityGroup, rules } = createNodeSecurityGroup(`${name}-nodes`, args, opts);
  const { role, attachments } = createNodeRole(`${name}-node-role`, args, opts);
  const groups = createNodeGroups(
    name,
    { ...args, nodeRoleArn: roleArn(args.site, clusterRoleNames(args.clusterName).node), nodeSecurityGroupId: securityGroup.id },
    [...after, ...rules, role, ...attachments],
    opts,
  );
  return { securityGroup, role, groups };
}

/** What a node may do by itself: join, and pull images. Networking and volumes have roles of their own, which pods on it cannot reach. */
function createNodeRole(name: string, { clusterName, site, tags }: NodesArgs, opts: pulumi.CustomResourceOptions) {
  const policies = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"];
  return createRole(
    name,
    {
      roleName: clusterRoleNames(clusterName).node,
      description: `Nodes of ${clusterName}`,
      trust: nodeTrust(site),
      policyArns: policies.map((policy) => awsManagedPolicyArn(site, policy)),
      tags,
    },
    opts,
  );
}
