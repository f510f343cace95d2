import * as pulumi from "@pulumi/pulumi";
import type { NetworkSettings, Site } from "../args";
import { createEndpoints } from "./endpoints";
import { createFlowLog } from "./flow-log";
import { createRouting } from "./routing";
import { mistakeIn } from "./subnets";
import { createVpc } from "./vpc";
import { createZones } from "./zones";

export interface NetworkArgs {
  readonly site: Site;
  readonly settings: NetworkSettings;
  /** In the name of the flow log's group and in `Name` tags. */
  readonly clusterName: string;
  /** The key of the flow log's group. Its policy must let CloudWatch Logs use it for that group (see log-groups.ts). */
  readonly flowLogKeyArn: pulumi.Input<string>;
  /** One of the periods that CloudWatch Logs accepts. */
  readonly logRetentionDays: number;
  /** Of the flow log's group. */
  readonly deletionProtection: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A VPC in which nodes have no public address, AWS is reached through endpoints that serve this account only, and all traffic is
 * recorded. Let nodes depend on the whole component: the interfaces that a cluster leaves behind are removed by controllers that run
 * on them and need the routes.
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  /** The range that was asked for, known while planning. */
  readonly vpcCidr: string;
  /** In the order of the zones, as the other two lists. For load balancers. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  /** For nodes and pods. */
  readonly privateSubnetIds: pulumi.Output<string>[];
  /** For control-plane interfaces and whatever needs no route out. */
  readonly intraSubnetIds: pulumi.Output<string>[];
  readonly endpointSecurityGroupId: pulumi.Output<string>;
  readonly flowLogGroupName: pulumi.Output<string>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Network", name, {}, opts);
    const { site, settings, clusterName } = args;
    const mistake = mistakeIn(settings.cidr, settings.zones);
    if (mistake) throw new pulumi.ResourceError(mistake, this);
    const tagsFor = (suffix: string) => ({ ...args.tags, Name: `${clusterName}-${suffix}` });

    const vpc = createVpc({ name, cidr: settings.cidr, tagsFor, opts: { parent: this } });
    const zones = createZones(vpc, settings.zones);
    const routeTableIds = createRouting(vpc, zones, settings.nat);
    const endpoints = createEndpoints(vpc, {
      site,
      subnetIds: zones.map((zone) => zone.intra.id),
      routeTableIds,
      extra: settings.extraEndpoints,
    });
    const flowLogGroup = createFlowLog(vpc, {
      site,
      clusterName,
      keyArn: args.flowLogKeyArn,
      retentionDays: args.logRetentionDays,
      deletionProtection: args.deletionProtection,
    });

    this.vpcId = vpc.id;
    this.vpcCidr = vpc.cidr;
    this.publicSubnetIds = zones.map((zone) => zone.public.id);
    this.privateSubnetIds = zones.map((zone) => zone.private.id);
    this.intraSubnetIds = zones.map((zone) => zone.intra.id);
    this.endpointSecurityGroupId = endpoints.id;
    this.flowLogGroupName = flowLogGroup.name;
    this.registerOutputs({
      vpcId: this.vpcId,
      vpcCidr: this.vpcCidr,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      intraSubnetIds: this.intraSubnetIds,
      endpointSecurityGroupId: this.endpointSecurityGroupId,
      flowLogGroupName: this.flowLogGroupName,
    });
  }
}
