import * as kubernetes from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import type { AccessSettings, ClusterSettings, Protection, Site } from "../args";
import { createAccess } from "./access";
import { type Moment, addonSettings } from "./addon-settings";
import { createAddons } from "./addons";
import { createControlPlane } from "./control-plane";
import { createNodes } from "./nodes";
import { entries } from "./principals";
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
  /**
   * What has to be there before a node starts and until the last one is gone: routes and endpoints, which nodes need to join, and
   * controllers to remove the interfaces and load balancers they made. The control plane needs only its subnets, so it does not wait
   * minutes for gateways and endpoints.
   */
  readonly nodesAfter: readonly pulumi.Resource[];
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * An EKS cluster that only declared principals can reach, its nodes and its add-ons.
 *
 * Throws ResourceError when the Kubernetes version has no pins, when the endpoint would be open to the world or when an access entry
 * would be refused by EKS.
 */
export class Cluster extends pulumi.ComponentResource {
  readonly clusterName: string;
  /** Holds no credential (whoever uses it authenticates by IAM), but tells where the API server is: a secret output. */
  readonly kubeconfigJson: pulumi.Output<string>;
  /** The control plane's group. What has to reach a private endpoint, such as a runner that deploys, joins it. */
  readonly controlPlaneSecurityGroupId: pulumi.Output<string>;
  readonly nodeSecurityGroupId: pulumi.Output<string>;
  readonly nodeRoleArn: pulumi.Output<string>;
  readonly controlPlaneLogGroupName: pulumi.Output<string>;
  /** For everything inside the cluster; it waits until nodes and add-ons are ready and the deployer may enter. */
  readonly provider: kubernetes.Provider;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Cluster", name, {}, opts);
    const { clusterName, settings, site, tags } = args;
    const child = { parent: this };
    const { pins, principals } = checked(settings, entries(args.access), this);
    const install = (when: Moment, after: readonly pulumi.Resource[]) =>
      createAddons(`${name}-addon`, { site, clusterName, versions: pins.addons, settings: addonSettings(when, tags), tags }, after, child);

    const { cluster: controlPlane, logGroup } = createControlPlane(
      `${name}-control-plane`,
      { ...args, subnetIds: args.controlPlaneSubnetIds },
      child,
    );
    const access = createAccess(`${name}-access`, { ...args, entries: principals }, { ...child, dependsOn: controlPlane });
    const early = install("before-nodes", install("first", [controlPlane]));
    const nodes = createNodes(
      name,
      {
        ...args,
        kubernetesVersion: settings.version,
        images: pins.images,
        groups: settings.nodeGroups,
        subnetIds: args.nodeSubnetIds,
        controlPlaneGroupId: controlPlane.clusterSecurityGroupId,
        endpointGroupId: args.endpointSecurityGroupId,
      },
      [controlPlane, ...early, ...args.nodesAfter],
      child,
    );
    const late = install("after-nodes", nodes.groups);

    this.provider = createProvider(`${name}-kubernetes`, controlPlane.kubeconfigJson, { ...child, dependsOn: [...access, ...late] });
    this.clusterName = clusterName;
    this.kubeconfigJson = pulumi.secret(controlPlane.kubeconfigJson);
    this.controlPlaneSecurityGroupId = controlPlane.clusterSecurityGroupId;
    this.nodeSecurityGroupId = nodes.securityGroup.id;
    this.nodeRoleArn = nodes.role.arn;
    this.controlPlaneLogGroupName = logGroup.name;
    this.registerOutputs({ clusterName, nodeSecurityGroupId: this.nodeSecurityGroupId, nodeRoleArn: this.nodeRoleArn });
  }
}

/**
 * Conflicts are forced: server-side apply would else refuse to set right what somebody changed by hand, and the drift would stay.
 * `deleteUnreachable` stays off: it forgets whatever an unreachable cluster holds, and a lost VPN connection would be enough for that.
 */
function createProvider(name: string, kubeconfig: pulumi.Output<string>, opts: pulumi.CustomResourceOptions): kubernetes.Provider {
  return new kubernetes.Provider(name, { kubeconfig, enableServerSideApply: true, enablePatchForce: true }, opts);
}
