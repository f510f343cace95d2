import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "../args";
import { installChart } from "../chart";
import { balancerControllerRoleName } from "../names";
import { createPodRole } from "../pod-identity";
import type { Statement } from "../policy-document";
import { balancerName } from "./names";
import { controllerValues } from "./values";

export interface ControllerArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly vpcId: pulumi.Input<string>;
  readonly registryMirror?: string;
  readonly kubernetes: pulumi.ProviderResource;
  /** The mesh, and what judges objects: while it starts, nothing may be made. */
  readonly kubernetesAfter: readonly pulumi.Resource[];
  /** What has to be there before EKS can tie a role to a service account: the cluster. */
  readonly identityAfter: readonly pulumi.Resource[];
  readonly tags: Readonly<Record<string, string>>;
}

const identity = { namespace: "kube-system", serviceAccount: "aws-load-balancer-controller" } as const;

/**
 * It puts the gateway's pods into our target group, and can make, change and delete nothing else: the load balancer is the program's.
 * The reads have no resource level in IAM (service authorization reference of EC2 and Elastic Load Balancing).
 */
export const controllerPermissions = (site: Site, clusterName: string): readonly Statement[] => [
  {
    Sid: "RegisterGateway",
    Effect: "Allow",
    Action: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
    Resource: targetGroupArns(site, clusterName),
  },
  {
    Sid: "Look",
    Effect: "Allow",
    Action: [
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeInstances",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcs",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
    ],
    Resource: "*",
  },
];

/** By the name that we give it: the end of an ARN is chosen by AWS. */
const targetGroupArns = ({ partition, region, accountId }: Site, clusterName: string): string =>
  `arn:${partition}:elasticloadbalancing:${region}:${accountId}:targetgroup/${balancerName(clusterName)}/*`;

/** The AWS Load Balancer Controller. Returns what a TargetGroupBinding waits for. */
export function createController(name: string, args: ControllerArgs, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  const { site, clusterName, tags } = args;
  const role = createPodRole(
    name,
    {
      identity: { site, clusterName, ...identity },
      roleName: balancerControllerRoleName(clusterName),
      description: `Load balancer controller of ${clusterName}`,
      statements: controllerPermissions(site, clusterName),
      after: args.identityAfter,
      tags,
    },
    opts,
  );
  return installChart(
    name,
    {
      release: "aws-load-balancer-controller",
      namespace: identity.namespace,
      values: controllerValues(args, identity.serviceAccount),
      minutes: 10,
    },
    { ...opts, provider: args.kubernetes, dependsOn: [...role, ...args.kubernetesAfter] },
  );
}
