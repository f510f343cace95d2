import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { type Opening, type Peer, openings } from "./firewall";

export interface SecurityGroupsArgs {
  readonly clusterName: string;
  readonly vpcId: pulumi.Input<string>;
  /** The group that EKS makes and attaches to the control plane's interfaces. */
  readonly controlPlaneGroupId: pulumi.Input<string>;
  readonly endpointGroupId: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/** The nodes' own group and every rule that names it. */
export interface NodeSecurityGroup {
  readonly group: ec2.SecurityGroup;
  readonly rules: readonly pulumi.Resource[];
}

/**
 * Nodes get a group of their own instead of the one EKS makes, which lets everything out. Its rules are resources of their own, each
 * with its reason, and nothing is inline: the two must not be mixed.
 */
export function createNodeSecurityGroup(name: string, args: SecurityGroupsArgs, opts: pulumi.CustomResourceOptions): NodeSecurityGroup {
  const group = new ec2.SecurityGroup(
    name,
    {
      description: `Nodes and pods of ${args.clusterName}`,
      vpcId: args.vpcId,
      revokeRulesOnDelete: true,
      tags: { ...args.tags, Name: `${args.clusterName}-nodes`, [`kubernetes.io/cluster/${args.clusterName}`]: "owned" },
    },
    opts,
  );
  const ids = { nodes: group.id, "control-plane": args.controlPlaneGroupId, endpoints: args.endpointGroupId };
  const rules = openings.flatMap((opening) => createRules(`${name}-${opening.name}`, opening, ids, { ...args.tags }, opts));
  return { group, rules };
}

type GroupIds = Readonly<Record<Exclude<Peer, "internet">, pulumi.Input<string>>>;

/**
 * Both ends of an opening, except the far end of what belongs to others: endpoints have their own rules. EKS leaves the control
 * plane's group open outwards; with its own rules named, that default can be revoked without breaking a webhook.
 */
function createRules(
  name: string,
  opening: Opening,
  ids: GroupIds,
  tags: Record<string, string>,
  opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
  const { from, to, protocol, fromPort, toPort, description } = opening;
  const ports = { ipProtocol: protocol, fromPort, toPort, description, tags };
  const rules: pulumi.Resource[] = [];
  if (from !== "internet") {
    const target = to === "internet" ? { cidrIpv4: "0.0.0.0/0" } : { referencedSecurityGroupId: ids[to] };
    rules.push(new vpc.SecurityGroupEgressRule(`${name}-out`, { securityGroupId: ids[from], ...target, ...ports }, opts));
  }
  if (from !== "internet" && (to === "nodes" || to === "control-plane"))
    rules.push(
      new vpc.SecurityGroupIngressRule(`${name}-in`, { securityGroupId: ids[to], referencedSecurityGroupId: ids[from], ...ports }, opts),
    );
  return rules;
}
