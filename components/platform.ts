import * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "./args";
import { AccountServices } from "./account-services/account-services";
import { Cluster } from "./cluster/cluster";
import type { Falco } from "./falco/falco";
import { Encryption } from "./encryption/encryption";
import {
  createDataAccess,
  createFalco,
  createGatekeeper,
  createIngress,
  createIstio,
  createLogAgent,
  createNamespaces,
  createPatientRecords,
  createVelero,
} from "./in-cluster";
import type { Ingress } from "./ingress/ingress";
import { retentionPeriod } from "./log-groups";
import type { LogAgent } from "./log-agent/log-agent";
import { LogArchive } from "./logging/archive";
import { Logging } from "./logging/logging";
import { alertRoleName, backupRoleNames, clusterNameOf, clusterRoleNames, deliveryRoleNames, trailArn } from "./names";
import { Network } from "./network/network";
import type { Plan } from "./plan";
import { principalPrefix } from "./principals";
import { Storage } from "./storage/storage";
import { misfits } from "./versions";

/** What the components of the platform have made so far. */
interface Made {
  readonly keys: Encryption;
  readonly archive: LogArchive;
  readonly services: AccountServices;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly agent: LogAgent;
  readonly ingress: Ingress | undefined;
  readonly falco: Falco;
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

    const logRetentionDays = retentionPeriod(args.logging.hotDays);
    if (logRetentionDays === undefined)
      throw new pulumi.ResourceError("CloudWatch Logs keeps nothing longer than 3653 days; write that or less for logging.hotDays", this);

    const unfit = misfits(args.cluster.version);
    if (unfit.length > 0)
      throw new pulumi.ResourceError(
        `nothing is pinned for Kubernetes ${args.cluster.version} of: ${unfit.join(", ")}; write another cluster.version, or bring components/versions.ts forward`,
        this,
      );

    const plan = { ...args, clusterName, logRetentionDays };
    const keys = this.createKeys(`${name}-encryption`, plan);
    const archive = this.createArchive(`${name}-log-archive`, plan, keys);
    const services = this.createServices(`${name}-account`, plan, keys, archive);
    const network = this.createNetwork(`${name}-network`, plan, keys);
    const cluster = this.createCluster(`${name}-cluster`, plan, keys, network);
    const agent = createLogAgent(this, `${name}-log-agent`, plan, keys, cluster);
    const storage = new Storage(`${name}-storage`, { volumesKeyArn: keys.volumesKeyArn }, { parent: this, provider: cluster.provider });
    const istio = createIstio(this, `${name}-istio`, plan, cluster);
    const inside = { cluster, storage, istio, agent };
    const gatekeeper = createGatekeeper(this, `${name}-gatekeeper`, plan, inside);
    const dataAccess = createDataAccess(this, `${name}-data-access`, plan, { cluster, istio, gatekeeper });
    const namespaces = createNamespaces(this, `${name}-namespaces`, plan, cluster, [
      ...istio.ready,
      gatekeeper,
      ...(dataAccess?.ready ?? []),
    ]);
    createPatientRecords(this, `${name}-patient-records`, plan, { keys, cluster, storage }, [namespaces]);
    const falco = createFalco(this, `${name}-falco`, plan, { keys, cluster, gatekeeper });
    createVelero(this, `${name}-velero`, plan, { keys, cluster, storage, gatekeeper });

    const ingress = createIngress(this, `${name}-ingress`, plan, { keys, network, cluster, istio, gatekeeper });
    this.createLogging(`${name}-logging`, plan, { keys, archive, services, network, cluster, agent, ingress, falco });

    this.clusterName = clusterName;
    this.kubeconfig = cluster.kubeconfigJson;
    this.vpcId = network.vpcId;
    this.controlPlaneSecurityGroupId = cluster.controlPlaneSecurityGroupId;
    this.registerOutputs({ clusterName, vpcId: this.vpcId });
  }

  private createKeys(name: string, { clusterName, site, retention, backup, protection, tags }: Plan): Encryption {
    return new Encryption(
      name,
      {
        site,
        clusterName,
        rotationDays: retention.keyRotationDays,
        deletionWindowInDays: retention.keyDeletionWindowDays,
        protect: protection.protect,
        ...(backup.copyRegion === undefined ? {} : { copyRegion: backup.copyRegion }),
        roleNames: {
          ...clusterRoleNames(clusterName),
          archive: deliveryRoleNames(clusterName).archive,
          alerts: alertRoleName(clusterName),
          backups: backupRoleNames(clusterName),
        },
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

  private createArchive(name: string, { protection, ...plan }: Plan, keys: Encryption): LogArchive {
    return new LogArchive(
      name,
      {
        site: plan.site,
        clusterName: plan.clusterName,
        access: plan.access,
        ...(plan.accountServices.cloudtrail.by === "platform" ? { trailArn: trailArn(plan.site, plan.clusterName) } : {}),
        logging: plan.logging,
        lock: plan.lock,
        keyArn: keys.logsKeyArn,
        protect: protection.protect,
        tags: plan.tags,
      },
      { parent: this },
    );
  }

  private createServices(name: string, plan: Plan, keys: Encryption, archive: LogArchive): AccountServices {
    return new AccountServices(
      name,
      {
        site: plan.site,
        clusterName: plan.clusterName,
        services: plan.accountServices,
        frameworks: plan.frameworks,
        archive,
        logsKeyArn: keys.logsKeyArn,
        volumesKeyArn: keys.volumesKeyArn,
        logRetentionDays: plan.logRetentionDays,
        retentionDays: plan.logging.retentionDays,
        protection: plan.protection,
        tags: plan.tags,
      },
      { parent: this },
    );
  }

  private createLogging(name: string, plan: Plan, made: Made): Logging {
    const { keys, archive, services, network, cluster, agent, ingress, falco } = made;
    const { trailGroupName } = services;
    return new Logging(
      name,
      {
        site: plan.site,
        clusterName: plan.clusterName,
        archive,
        groups: [
          { short: "flow-logs", groupName: network.flowLogGroupName },
          { short: "control-plane", groupName: cluster.controlPlaneLogGroupName },
          { short: "containers", groupName: agent.containerGroupName },
          { short: "host", groupName: agent.hostGroupName },
          { short: "data-access", groupName: agent.dataAccessGroupName },
          { short: "runtime-alerts", groupName: falco.logGroupName },
          ...(trailGroupName === undefined ? [] : [{ short: "trail", groupName: trailGroupName }]),
          ...(ingress?.wafLogGroupName === undefined ? [] : [{ short: "waf", groupName: ingress.wafLogGroupName }]),
        ],
        ...(trailGroupName === undefined ? {} : { trailGroupName }),
        controlPlaneGroupName: cluster.controlPlaneLogGroupName,
        dataAccessGroupName: agent.dataAccessGroupName,
        runtimeGroupName: falco.logGroupName,
        deployer: principalPrefix(plan.access.deployerRoleArn),
        breakGlassRoleArn: plan.access.breakGlassRoleArn,
        logsKeyArn: keys.logsKeyArn,
        alertsKeyArn: keys.alertsKeyArn,
        alerts: plan.alerts,
        tags: plan.tags,
      },
      { parent: this },
    );
  }
}
