import type { Site } from "../args";

/**
 * What nodes, add-ons and pods call: control `vpc-endpoints-for-aws-services`. S3 is a gateway endpoint and not in this list.
 */
const requiredEndpoints = [
  "autoscaling",
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "elasticloadbalancing",
  "kms",
  "logs",
  "secretsmanager",
  "sns",
  "sts",
] as const;

/** Services whose endpoints have a reversed prefix of their own in the China regions. */
const chinaPrefixed: ReadonlySet<string> = new Set([
  "autoscaling",
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "monitoring",
  "sqs",
  "sts",
]);

/** The name under which a region offers a service's endpoint. */
export function endpointServiceName(site: Site, service: string): string {
  const prefix = site.partition === "aws-cn" && chinaPrefixed.has(service) ? "cn.com.amazonaws" : "com.amazonaws";
  return `${prefix}.${site.region}.${service}`;
}

/** The interface endpoints of a VPC: the required set, then the extra ones, none twice. */
export function interfaceEndpoints(extra: readonly string[]): readonly string[] {
  return [...new Set<string>([...requiredEndpoints, ...extra])];
}
