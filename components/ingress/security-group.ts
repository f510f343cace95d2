import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { gatewayPorts } from "./names";

export interface SecurityGroupArgs {
  readonly clusterName: string;
  readonly vpcId: pulumi.Input<string>;
  /** Who may ask: the internet, or the VPC. */
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
  new vpc.SecurityGroupIngressRule(
    `${name}-clients-in`,
    {
      securityGroupId: group.id,
      cidrIpv4: args.clients,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      description: "Clients: HTTPS",
      // The register of ports that may be open to the internet (PCI DSS 1.2.5).
      tags: args.clients === everybody ? { ...tags, "approved-public-port": "443" } : tags,
    },
    opts,
  );
  const pair = (short: string, from: pulumi.Input<string>, to: pulumi.Input<string>, port: number, description: string): void => {
    const rule = { ipProtocol: "tcp", fromPort: port, toPort: port, description, tags };
    new vpc.SecurityGroupEgressRule(`${name}-${short}-out`, { securityGroupId: from, referencedSecurityGroupId: to, ...rule }, opts);
    new vpc.SecurityGroupIngressRule(`${name}-${short}-in`, { securityGroupId: to, referencedSecurityGroupId: from, ...rule }, opts);
  };
  pair("gateway", group.id, args.nodeGroupId, gatewayPorts.https, "Load balancer to the gateway");
  pair("health", group.id, args.nodeGroupId, gatewayPorts.status, "Load balancer asks the gateway for its health");
  pair(
    "controller",
    args.controlPlaneGroupId,
    args.nodeGroupId,
    controllerPort,
    "API server to nodes: load balancer controller's webhooks",
  );
  return group;
}
