import * as apiextensions from "@pulumi/kubernetes/apiextensions/customResource";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";
import type { Environment, Flow, IngressSettings, Protection, Site } from "../args";
import { installChart } from "../chart";
import { createNamespace } from "../namespace";
import { createController } from "./controller";
import { entrance, gatewayPolicies, onlyOurHost, targetGroupBinding } from "./gateway";
import { createLoadBalancer } from "./load-balancer";
import { gatewayNamespace } from "./names";
import { createSecurityGroup, everybody } from "./security-group";
import { gatewayValues } from "./values";
import { createWebAcl } from "./web-acl";

export interface IngressArgs {
  readonly site: Site;
  readonly environment: Environment;
  readonly clusterName: string;
  readonly settings: Exclude<IngressSettings, { readonly exposure: "none" }>;
  readonly protection: Protection;
  readonly vpcId: pulumi.Input<string>;
  readonly vpcCidr: string;
  /** Of the load balancer: public ones for the internet, private ones else. */
  readonly subnetIds: pulumi.Input<string>[];
  readonly nodeSecurityGroupId: pulumi.Input<string>;
  readonly controlPlaneSecurityGroupId: pulumi.Input<string>;
  readonly logsKeyArn: pulumi.Input<string>;
  /** Of the web ACL's log group. */
  readonly logRetentionDays: number;
  /** Of access logs. */
  readonly logDays: number;
  readonly flows: readonly Flow[];
  readonly registryMirror?: string;
  /** The cluster's own provider. */
  readonly kubernetes: pulumi.ProviderResource;
  readonly networkReady: readonly pulumi.Resource[];
  readonly identityAfter: readonly pulumi.Resource[];
  /** The mesh, without which a gateway has no certificate, and what judges objects: while it starts, nothing may be made. */
  readonly kubernetesAfter: readonly pulumi.Resource[];
  readonly tags: Readonly<Record<string, string>>;
}

/** The way in: a load balancer with the stack's certificate, in front of a gateway of the mesh. */
export class Ingress extends pulumi.ComponentResource {
  /** What to point the domain at. */
  readonly address: pulumi.Output<string>;
  /** Decisions of the web ACL; a load balancer inside the VPC has none. */
  readonly wafLogGroupName: pulumi.Output<string> | undefined;

  constructor(name: string, args: IngressArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Ingress", name, {}, opts);
    const child = { parent: this };
    const { exposure, certificateArn } = args.settings;
    const securityGroup = createSecurityGroup(
      name,
      {
        clusterName: args.clusterName,
        vpcId: args.vpcId,
        clients: exposure === "public" ? everybody : args.vpcCidr,
        nodeGroupId: args.nodeSecurityGroupId,
        controlPlaneGroupId: args.controlPlaneSecurityGroupId,
        tags: args.tags,
      },
      child,
    );
    const { balancer, targets } = createLoadBalancer(
      name,
      { ...args, ...args.protection, exposure, certificateArn, securityGroupId: securityGroup.id },
      child,
    );
    if (exposure === "public")
      this.wafLogGroupName = createWebAcl(name, { ...args, ...args.protection, balancerArn: balancer.arn }, child).name;
    const controller = createController(`${name}-controller`, args, child);
    const gateway = this.createGateway(name, args);
    new apiextensions.CustomResource(`${name}-targets`, targetGroupBinding(targets.arn, args.vpcId), {
      ...child,
      provider: args.kubernetes,
      dependsOn: [controller, gateway],
    });
    this.address = balancer.dnsName;
    this.registerOutputs({ address: this.address });
  }

  private createGateway(name: string, args: IngressArgs): pulumi.Resource {
    const child = { parent: this, provider: args.kubernetes };
    const labels = { "istio-injection": "enabled" };
    const after = { ...child, dependsOn: [...args.kubernetesAfter] };
    const namespace = createNamespace(`${name}-gateway`, { name: gatewayNamespace, podSecurity: "restricted", labels }, after);
    const inside = { ...child, dependsOn: namespace };
    for (const [own, spec] of Object.entries(gatewayPolicies(args.vpcCidr, args.flows)))
      new networking.NetworkPolicy(`${name}-${own}`, { metadata: { name: own, namespace: gatewayNamespace }, spec }, inside);
    const values = gatewayValues(args.environment === "production" ? 3 : 2);
    const release = installChart(`${name}-gateway`, { release: "istio-ingress", namespace: gatewayNamespace, values, minutes: 10 }, inside);
    new apiextensions.CustomResource(`${name}-entrance`, entrance, inside);
    new apiextensions.CustomResource(`${name}-only-our-host`, onlyOurHost(args.settings.domain), inside);
    return release;
  }
}
