import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { gatewayPorts } from "./names";

export interface SecurityGroupArgs {
  readonly clusterName: string;
  readonly vpcId: pulumi.Input<string>;
  /** Who may ask: `everybody`, or the VPC. */
  readonly clients: string;
  readonly nodeGroupId: pulumi.Input<string>;
  readonly controlPlaneGroupId: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/** As a range: the internet. */
export const everybody = "0.0.0.0/0";

/** Port of the load balancer controller's webhooks (values of its chart). */
const controllerPort = 9443;

/** HTTPS from clients to the load balancer, from there to the gateway, and the health of the gateway; nothing else, in no direction. */
export function createSecurityGroup(name: string, args: SecurityGroupArgs, opts: pulumi.CustomResourceOptions): ec2.SecurityGroup {
  const tags = { ...args.tags };
  const group = new ec2.SecurityGroup(
    name,
    {
      description: `Way into ${args.clusterName}`,
      vpcId: args.vpcId,
      revokeRulesOnDelete: true,
      tags: { ...tags, Name: `${args.clusterName}-ingress` },
    },
    opts,
  );
  letClientsIn(name, group.id, args, opts);
  const toNodes = (short: string, from: pulumi.Input<string>, port: number, description: string): void => {
    createPair(`${name}-${short}`, from, args.nodeGroupId, { fromPort: port, toPort: port, description, tags }, opts);
  };
  toNodes("gateway", group.id, gatewayPorts.https, "Load balancer to the gateway");
  toNodes("health", group.id, gatewayPorts.status, "Load balancer asks the gateway for its health");
  toNodes("controller", args.controlPlaneGroupId, controllerPort, "API server to nodes: load balancer controller's webhooks");
  return group;
}

function letClientsIn(name: string, groupId: pulumi.Input<string>, args: SecurityGroupArgs, opts: pulumi.CustomResourceOptions): void {
  const { clients, tags } = args;
  new vpc.SecurityGroupIngressRule(
    `${name}-clients-in`,
    {
      securityGroupId: groupId,
      cidrIpv4: clients,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      description: "Clients: HTTPS",
      // The register of ports that may be open to the internet (PCI DSS 1.2.5).
      tags: clients === everybody ? { ...tags, "approved-public-port": "443" } : { ...tags },
    },
    opts,
  );
}

/** Both ends of one connection between two groups. */
function createPair(
  name: string,
  from: pulumi.Input<string>,
  to: pulumi.Input<string>,
  ports: { readonly fromPort: number; readonly toPort: number; readonly description: string; readonly tags: Record<string, string> },
  opts: pulumi.CustomResourceOptions,
): void {
  const rule = { ipProtocol: "tcp", ...ports };
  new vpc.SecurityGroupEgressRule(`${name}-out`, { securityGroupId: from, referencedSecurityGroupId: to, ...rule }, opts);
  new vpc.SecurityGroupIngressRule(`${name}-in`, { securityGroupId: to, referencedSecurityGroupId: from, ...rule }, opts);
}
