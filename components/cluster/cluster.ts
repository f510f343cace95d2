import * as kubernetes from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import type { AccessSettings, ClusterSettings, Protection, Site } from "../args";
import { awsManagedPolicyArn, clusterRoleNames, roleArn } from "../names";
import { createAccess } from "./access";
import { addonSettings } from "./addon-settings";
import { createAddons } from "./addons";
import { createControlPlane } from "./control-plane";
import { createNodeGroups } from "./node-groups";
import { entries } from "./principals";
import { type RoleArgs, createRole } from "./role";
import { createNodeSecurityGroup } from "./security-groups";
import { nodeTrust } from "./trust";
import { checked } from "./validation";

export interface ClusterArgs {
  readonly site: Site;
  /** Fixed, because the log group, the roles and their policies are named after it; see `clusterNameOf`. */
  readonly clusterName: string;
  readonly settings: ClusterSettings;
  readonly access: AccessSettings;
  readonly protection: Protection;
  /** Days that the control plane's logs are kept. */
  readonly logRetentionDays: number;
  readonly vpcId: pulumi.Input<string>;
  /** For the control plane's interfaces; at least two zones, no way out of the VPC needed. */
  readonly controlPlaneSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** For nodes and pods: private, with a way to the registries. */
  readonly nodeSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Security group of the VPC's interface endpoints. */
  readonly endpointSecurityGroupId: pulumi.Input<string>;
  /** Key for everything the API server stores. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Key for the disks of the nodes. */
  readonly volumesKeyArn: pulumi.Input<string>;
  /** Key for the control plane's logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * An EKS cluster that only declared principals can reach, its nodes and its add-ons.
 *
 * Throws ResourceError when the Kubernetes version has no pins, when the endpoint would be open to the world or when an access entry
 * would be refused by EKS.
 */
export class Cluster extends pulumi.ComponentResource {
  readonly clusterName: pulumi.Output<string>;
  /** Holds no credential (whoever uses it authenticates by IAM), but tells where the API server is: a secret output. */
  readonly kubeconfigJson: pulumi.Output<string>;
  /** The control plane's group. What has to reach a private endpoint, such as a runner that deploys, joins it. */
  readonly controlPlaneSecurityGroupId: pulumi.Output<string>;
  readonly nodeSecurityGroupId: pulumi.Output<string>;
  readonly nodeRoleArn: pulumi.Output<string>;
  /** For everything inside the cluster; it waits until nodes and add-ons are ready and the deployer may enter. */
  readonly provider: kubernetes.Provider;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Cluster", name, {}, opts);
    const { clusterName, settings, site, tags } = args;
    const child = { parent: this };
    const { pins, principals } = checked(settings, entries(args.access), this);

    const controlPlane = createControlPlane(name, { ...args, subnetIds: args.controlPlaneSubnetIds }, child);
    const inCluster = { ...child, dependsOn: [controlPlane] };
    const access = createAccess(`${name}-access`, { site, clusterName, entries: principals, tags }, inCluster);

    const nodes = createNodeSecurityGroup(
      `${name}-nodes`,
      { ...args, controlPlaneGroupId: controlPlane.clusterSecurityGroupId, endpointGroupId: args.endpointSecurityGroupId },
      child,
    );
    const nodeRole = createRole(`${name}-node-role`, nodeRoleArgs(args), child);

    const addons = { site, clusterName, versions: pins.addons, tags };
    const settingsOf = (when: string) => addonSettings(tags).filter((addon) => addon.when === when);
    const early = createAddons(`${name}-addon`, { ...addons, settings: settingsOf("before-nodes") }, [controlPlane], child);
    const groups = createNodeGroups(
      name,
      {
        ...args,
        kubernetesVersion: settings.version,
        images: pins.images,
        groups: settings.nodeGroups,
        nodeRoleArn: roleArn(site, clusterRoleNames(clusterName).node),
        subnetIds: args.nodeSubnetIds,
        nodeSecurityGroupId: nodes.group.id,
      },
      { ...child, dependsOn: [controlPlane, ...early, ...nodes.rules, nodeRole.role, ...nodeRole.attachments] },
    );
    const late = createAddons(`${name}-addon`, { ...addons, settings: settingsOf("after-nodes") }, groups, child);

    this.provider = new kubernetes.Provider(
      `${name}-kubernetes`,
      { kubeconfig: controlPlane.kubeconfigJson, enableServerSideApply: true },
      { ...child, dependsOn: [controlPlane, ...access, ...late] },
    );
    this.clusterName = pulumi.output(clusterName);
    this.kubeconfigJson = pulumi.secret(controlPlane.kubeconfigJson);
    this.controlPlaneSecurityGroupId = controlPlane.clusterSecurityGroupId;
    this.nodeSecurityGroupId = nodes.group.id;
    this.nodeRoleArn = nodeRole.role.arn;
    this.registerOutputs({ clusterName, nodeRoleArn: this.nodeRoleArn });
  }
}

/** What a node may do by itself: join, and pull images. Networking and volumes have roles of their own, which pods on it cannot reach. */
function nodeRoleArgs({ clusterName, site, tags }: ClusterArgs): RoleArgs {
  return {
    roleName: clusterRoleNames(clusterName).node,
    description: `Nodes of ${clusterName}`,
    trust: nodeTrust(site),
    policyArns: ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"].map((policy) => awsManagedPolicyArn(site, policy)),
    tags,
  };
}
