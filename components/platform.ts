import * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "./args";
import { Cluster } from "./cluster/cluster";
import { Encryption } from "./encryption/encryption";
import { clusterNameOf, clusterRoleNames } from "./names";
import { Network } from "./network/network";
import { Storage } from "./storage/storage";

/**
 * The whole platform of one environment. The only place that knows more than one component: it builds them in order and hands each the
 * keys, subnets and names that earlier ones made.
 */
export class Platform extends pulumi.ComponentResource {
  readonly clusterName: string;
  readonly kubeconfig: pulumi.Output<string>;
  readonly vpcId: pulumi.Output<string>;
  /** The security group to join for whoever needs a private API server: a runner that deploys, a bastion. */
  readonly controlPlaneSecurityGroupId: pulumi.Output<string>;

  constructor(name: string, args: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Platform", name, {}, opts);
    const { site, protection, retention, tags } = args;
    const clusterName = clusterNameOf(pulumi.getProject(), pulumi.getStack());
    const common = { site, clusterName, tags };
    const child = { parent: this };

    const keys = new Encryption(
      "encryption",
      {
        ...common,
        rotationDays: retention.keyRotationDays,
        deletionWindowInDays: retention.keyDeletionWindowDays,
        protect: protection.protect,
        roleNames: clusterRoleNames(clusterName),
      },
      child,
    );
    const network = new Network(
      "network",
      {
        ...common,
        settings: args.network,
        flowLogKeyArn: keys.logsKeyArn,
        logRetentionDays: retention.logDays,
        deletionProtection: protection.deletionProtection,
      },
      child,
    );
    const cluster = new Cluster(
      "cluster",
      {
        ...common,
        secretsKeyArn: keys.secretsKeyArn,
        volumesKeyArn: keys.volumesKeyArn,
        logsKeyArn: keys.logsKeyArn,
        settings: args.cluster,
        access: args.access,
        protection,
        logRetentionDays: retention.logDays,
        vpcId: network.vpcId,
        controlPlaneSubnetIds: network.intraSubnetIds,
        nodeSubnetIds: network.privateSubnetIds,
        endpointSecurityGroupId: network.endpointSecurityGroupId,
      },
      // Nodes need the routes and endpoints to start, and their interfaces need them to be removed.
      { ...child, dependsOn: network },
    );
    new Storage("storage", { volumesKeyArn: keys.volumesKeyArn }, { ...child, provider: cluster.provider });

    this.clusterName = clusterName;
    this.kubeconfig = cluster.kubeconfigJson;
    this.vpcId = network.vpcId;
    this.controlPlaneSecurityGroupId = cluster.controlPlaneSecurityGroupId;
    this.registerOutputs({ clusterName, vpcId: this.vpcId });
  }
}
