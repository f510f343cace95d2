import * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "./args";
import { Cluster } from "./cluster/cluster";
import { Encryption } from "./encryption/encryption";
import { retentionPeriod } from "./log-groups";
import { clusterNameOf, clusterRoleNames } from "./names";
import { Network } from "./network/network";
import { Storage } from "./storage/storage";

/** The arguments, and what is derived from them for more than one component. */
interface Plan extends PlatformArgs {
  readonly clusterName: string;
  /** A period that CloudWatch Logs accepts. */
  readonly logRetentionDays: number;
}

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
    const clusterName = clusterNameOf(pulumi.getProject(), pulumi.getStack());

    const logRetentionDays = retentionPeriod(args.retention.logDays);
    if (logRetentionDays === undefined)
      throw new pulumi.ResourceError("CloudWatch Logs keeps nothing longer than 3653 days; write that or less for the log retention", this);

    const plan = { ...args, clusterName, logRetentionDays };
    const keys = this.createKeys(`${name}-encryption`, plan);
    const network = this.createNetwork(`${name}-network`, plan, keys);
    const cluster = this.createCluster(`${name}-cluster`, plan, keys, network);
    new Storage(`${name}-storage`, { volumesKeyArn: keys.volumesKeyArn }, { parent: this, provider: cluster.provider });

    this.clusterName = clusterName;
    this.kubeconfig = cluster.kubeconfigJson;
    this.vpcId = network.vpcId;
    this.controlPlaneSecurityGroupId = cluster.controlPlaneSecurityGroupId;
    this.registerOutputs({ clusterName, vpcId: this.vpcId });
  }

  private createKeys(name: string, { clusterName, site, retention, protection, tags }: Plan): Encryption {
    return new Encryption(
      name,
      {
        site,
        clusterName,
        rotationDays: retention.keyRotationDays,
        deletionWindowInDays: retention.keyDeletionWindowDays,
        protect: protection.protect,
        roleNames: clusterRoleNames(clusterName),
        tags,
      },
      { parent: this },
    );
  }

  private createNetwork(name: string, { network, protection, ...plan }: Plan, keys: Encryption): Network {
    return new Network(
      name,
      {
        site: plan.site,
        clusterName: plan.clusterName,
        settings: network,
        flowLogKeyArn: keys.logsKeyArn,
        logRetentionDays: plan.logRetentionDays,
        deletionProtection: protection.deletionProtection,
        tags: plan.tags,
      },
      { parent: this },
    );
  }

  private createCluster(name: string, plan: Plan, keys: Encryption, network: Network): Cluster {
    return new Cluster(
      name,
      {
        site: plan.site,
        clusterName: plan.clusterName,
        settings: plan.cluster,
        access: plan.access,
        protection: plan.protection,
        logRetentionDays: plan.logRetentionDays,
        vpcId: network.vpcId,
        controlPlaneSubnetIds: network.intraSubnetIds,
        nodeSubnetIds: network.privateSubnetIds,
        endpointSecurityGroupId: network.endpointSecurityGroupId,
        secretsKeyArn: keys.secretsKeyArn,
        volumesKeyArn: keys.volumesKeyArn,
        logsKeyArn: keys.logsKeyArn,
        nodesAfter: [network],
        tags: plan.tags,
      },
      { parent: this },
    );
  }
}
