import * as kms from "@pulumi/aws/kms";
import * as ec2 from "@pulumi/aws/ec2";
import type { NodeGroupSettings } from "../../../components/args";
import { Cluster, type ClusterArgs } from "../../../components/cluster/cluster";
import type { Plan } from "../../../policies/preview/plan";
import { clusterName, planComponent, site, tags } from "../support";

export const general: NodeGroupSettings = {
  name: "general",
  operatingSystem: "al2023",
  architecture: "x86_64",
  instanceTypes: ["m7i.large"],
  minSize: 2,
  desiredSize: 2,
  maxSize: 4,
  diskSize: 80,
};

/** A cluster as a development stack would ask for it; `settings` and the rest can be changed. */
export function clusterArgs(changes: Partial<ClusterArgs> = {}): Omit<ClusterArgs, "secretsKeyArn" | "volumesKeyArn" | "logsKeyArn"> {
  const role = (name: string) => `arn:aws:iam::${site.accountId}:role/${name}`;
  return {
    site,
    clusterName,
    settings: { version: "1.35", endpoint: { access: "private" }, nodeGroups: [general] },
    access: {
      deployerRoleArn: role("deployer"),
      breakGlassRoleArn: role("break-glass"),
      personas: [{ name: "developers", roleArn: role("people/developers"), kubernetesGroups: ["platform:developers"], role: "reader" }],
    },
    protection: { protect: false, deletionProtection: false },
    logRetentionDays: 365,
    vpcId: "vpc-1",
    controlPlaneSubnetIds: ["subnet-intra-a", "subnet-intra-b"],
    nodeSubnetIds: ["subnet-private-a", "subnet-private-b"],
    endpointSecurityGroupId: new ec2.SecurityGroup("endpoints", { vpcId: "vpc-1", description: "Endpoints" }).id,
    nodesAfter: [],
    tags,
    ...changes,
  };
}

/** Plans a cluster with keys of its own: `secrets`, `volumes` and `logs`. */
export function planCluster(changes: Partial<ClusterArgs> = {}): Promise<Plan> {
  return planComponent(() => {
    const key = (purpose: string) => new kms.Key(purpose, { description: purpose }).arn;
    return new Cluster("cluster", {
      ...clusterArgs(changes),
      secretsKeyArn: key("secrets"),
      volumesKeyArn: key("volumes"),
      logsKeyArn: key("logs"),
    });
  });
}
