import * as lb from "@pulumi/aws/lb";
import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "../args";
import { createBucket } from "../bucket";
import { bucketNameOf } from "../names";
import { accessLogWriters } from "./access-logs";
import { balancerName, gatewayPorts } from "./names";

export interface LoadBalancerArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly exposure: "internal" | "public";
  readonly certificateArn: string;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<string>[];
  readonly securityGroupId: pulumi.Input<string>;
  /** The VPC's routes: a load balancer of the internet is refused in a VPC without a gateway, and keeps it from going. */
  readonly networkReady: readonly pulumi.Resource[];
  /** Days that access logs are kept. */
  readonly logDays: number;
  readonly protect: boolean;
  readonly deletionProtection: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

export interface LoadBalancer {
  readonly balancer: lb.LoadBalancer;
  readonly targets: lb.TargetGroup;
}

/** TLS 1.2 and 1.3 with forward secrecy only (user guides, "Security policies"). */
const sslPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

/**
 * To the internet an application load balancer, which a web ACL can filter; inside the VPC a network load balancer. Both end TLS with the
 * stack's certificate, begin it again towards the gateway, answer on no other port and record every request.
 */
export function createLoadBalancer(name: string, args: LoadBalancerArgs, opts: pulumi.CustomResourceOptions): LoadBalancer {
  const isPublic = args.exposure === "public";
  const logs = createLogs(name, args, opts);
  const balancer = new lb.LoadBalancer(
    name,
    {
      name: balancerName(args.clusterName),
      internal: !isPublic,
      loadBalancerType: isPublic ? "application" : "network",
      securityGroups: [args.securityGroupId],
      subnets: args.subnetIds,
      enableDeletionProtection: args.deletionProtection,
      accessLogs: { bucket: logs.bucket.id, enabled: true },
      ...(isPublic ? { dropInvalidHeaderFields: true, desyncMitigationMode: "strictest" } : { enableCrossZoneLoadBalancing: true }),
      tags: { ...args.tags },
    },
    { ...opts, dependsOn: [...logs.ready, ...args.networkReady] },
  );
  return { balancer, targets: listen(name, args, balancer.arn, opts) };
}

/** Makes the listener. Returns what it forwards to: pods of the gateway, by their addresses. */
function listen(name: string, args: LoadBalancerArgs, loadBalancerArn: pulumi.Input<string>, opts: pulumi.CustomResourceOptions) {
  const tags = { ...args.tags };
  const protocol = args.exposure === "public" ? "HTTPS" : "TLS";
  const targets = new lb.TargetGroup(
    name,
    {
      name: balancerName(args.clusterName),
      targetType: "ip",
      vpcId: args.vpcId,
      port: gatewayPorts.https,
      protocol,
      deregistrationDelay: 30,
      healthCheck: { protocol: "HTTP", port: String(gatewayPorts.status), path: "/healthz/ready" },
      tags,
    },
    opts,
  );
  new lb.Listener(
    name,
    {
      loadBalancerArn,
      port: 443,
      protocol,
      sslPolicy,
      certificateArn: args.certificateArn,
      defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
      tags,
    },
    opts,
  );
  return targets;
}

/** Elastic Load Balancing writes access logs of application load balancers to buckets with S3's own key only (user guide, "Access logs"). */
function createLogs(name: string, args: LoadBalancerArgs, opts: pulumi.CustomResourceOptions) {
  const bucketName = bucketNameOf(args.clusterName, args.site, "ingress-logs");
  return createBucket(
    `${name}-logs`,
    {
      bucketName,
      partition: args.site.partition,
      purpose: "access-logs",
      statements: accessLogWriters(args.site, bucketName, args.exposure),
      expireAfterDays: args.logDays,
      protect: args.protect,
      tags: args.tags,
    },
    opts,
  );
}
