import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { Cluster as EksCluster, type ClusterArgs as EksClusterArgs } from "@pulumi/eks/cluster";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterSettings, Protection, Site } from "../args";
import { controlPlaneLogGroupName } from "../log-groups";
import { awsManagedPolicyArn, clusterRoleNames } from "../names";
import { withoutCreatorAdmin } from "./creator-admin";
import { createRole } from "./role";
import { controlPlaneTrust } from "./trust";

export interface ControlPlaneArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly settings: ClusterSettings;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly secretsKeyArn: pulumi.Input<string>;
  readonly logsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly protection: Protection;
  readonly tags: Readonly<Record<string, string>>;
}

/** All that EKS can write. Audit and authenticator name people, api and the other two explain what the cluster did. */
const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

export interface ControlPlane {
  readonly cluster: EksCluster;
  readonly logGroup: cloudwatch.LogGroup;
}

/** The API server, its role and its log group. */
export function createControlPlane(name: string, args: ControlPlaneArgs, opts: pulumi.CustomResourceOptions): ControlPlane {
  const { clusterName, protection, site } = args;
  const logGroup = createLogGroup(`${name}-logs`, args, opts);
  const { role, attachments } = createRole(
    `${name}-role`,
    {
      roleName: clusterRoleNames(clusterName).controlPlane,
      description: `Control plane of ${clusterName}`,
      trust: controlPlaneTrust(site, clusterName),
      policyArns: [awsManagedPolicyArn(site, "AmazonEKSClusterPolicy")],
      tags: args.tags,
    },
    opts,
  );
  const cluster = new EksCluster(
    name,
    { ...clusterArgs(args), serviceRole: role },
    {
      ...opts,
      // The log group is first: EKS would otherwise make one without a key and without an end, and ours would be refused.
      dependsOn: [logGroup, ...attachments],
      protect: protection.protect,
      transforms: [withoutCreatorAdmin],
    },
  );
  return { cluster, logGroup };
}

/**
 * The arguments of the eks plugin. It is left to make the cluster only: its node groups, security groups, add-ons and storage classes
 * are unpinned, unencrypted or open to the world by default, and the platform makes its own.
 */
function clusterArgs(args: ControlPlaneArgs): EksClusterArgs {
  return {
    name: args.clusterName,
    version: args.settings.version,
    vpcId: args.vpcId,
    subnetIds: args.subnetIds,
    ...endpoint(args.settings),
    ...(args.settings.serviceCidr === undefined ? {} : { kubernetesServiceIpAddressRange: args.settings.serviceCidr }),
    authenticationMode: "API",
    encryptionConfigKeyArn: args.secretsKeyArn,
    enabledClusterLogTypes: logTypes,
    upgradePolicy: { supportType: "STANDARD" },
    deletionProtection: args.protection.deletionProtection,
    bootstrapSelfManagedAddons: false,
    useDefaultVpcCni: true,
    corednsAddonOptions: { enabled: false },
    kubeProxyAddonOptions: { enabled: false },
    skipDefaultNodeGroup: true,
    skipDefaultSecurityGroups: true,
    createOidcProvider: false,
    tags: { ...args.tags },
  };
}

/** Nodes always use the private endpoint; the public one exists only for the named ranges. */
function endpoint({
  endpoint,
}: ClusterSettings): Pick<EksClusterArgs, "endpointPrivateAccess" | "endpointPublicAccess" | "publicAccessCidrs"> {
  return endpoint.access === "private"
    ? { endpointPrivateAccess: true, endpointPublicAccess: false }
    : { endpointPrivateAccess: true, endpointPublicAccess: true, publicAccessCidrs: [...endpoint.cidrs] };
}

function createLogGroup(name: string, args: ControlPlaneArgs, opts: pulumi.CustomResourceOptions): cloudwatch.LogGroup {
  return new cloudwatch.LogGroup(
    name,
    {
      name: controlPlaneLogGroupName(args.clusterName),
      kmsKeyId: args.logsKeyArn,
      retentionInDays: args.logRetentionDays,
      deletionProtectionEnabled: args.protection.deletionProtection,
      tags: { ...args.tags },
    },
    { ...opts, protect: args.protection.protect },
  );
}
