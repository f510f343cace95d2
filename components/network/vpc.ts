import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";

/** The VPC and what everything inside it shares. */
export interface Vpc {
  /** Prefix of resource names. */
  readonly name: string;
  readonly id: pulumi.Output<string>;
  readonly cidr: string;
  readonly tagsFor: (suffix: string) => Record<string, string>;
  readonly opts: pulumi.CustomResourceOptions;
}

/** The VPC, and its default security group without a rule: what is put into no group can reach nothing. */
export function createVpc(shared: Omit<Vpc, "id">): Vpc {
  const { name, cidr, tagsFor, opts } = shared;
  const vpc = new ec2.Vpc(name, { cidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true, tags: tagsFor("vpc") }, opts);
  new ec2.DefaultSecurityGroup(`${name}-default`, { vpcId: vpc.id, ingress: [], egress: [], tags: tagsFor("default-closed") }, opts);
  return { ...shared, id: vpc.id };
}
