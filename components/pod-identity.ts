import * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "./args";
import { clusterArn } from "./names";
import { type Statement, policyDocument } from "./policy-document";

/** One service account of one cluster. */
export interface PodIdentity {
  readonly site: Site;
  readonly clusterName: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * Who may assume the role of a pod: EKS Pod Identity, and only for this service account of this cluster. The agent sends the three as
 * session tags, so a role that is associated with anything else by mistake cannot be assumed by it.
 */
export function podIdentityTrust(identity: PodIdentity): string {
  return policyDocument([
    {
      Sid: "ThisServiceAccount",
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        StringEquals: {
          "aws:RequestTag/eks-cluster-arn": clusterArn(identity.site, identity.clusterName),
          "aws:RequestTag/kubernetes-namespace": identity.namespace,
          "aws:RequestTag/kubernetes-service-account": identity.serviceAccount,
        },
      },
    },
  ]);
}

export interface PodRoleArgs {
  readonly identity: PodIdentity;
  readonly roleName: string;
  readonly description: string;
  readonly statements: readonly Statement[];
  /** What has to be there before EKS can tie a role to a service account: the cluster. */
  readonly after: readonly pulumi.Resource[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A role for one service account and nobody else. Returns what has to be there before its pods start. */
export function createPodRole(name: string, args: PodRoleArgs, opts: pulumi.CustomResourceOptions): readonly pulumi.Resource[] {
  const { clusterName, namespace, serviceAccount } = args.identity;
  const tags = { ...args.tags };
  const role = new iam.Role(
    name,
    { name: args.roleName, description: args.description, assumeRolePolicy: podIdentityTrust(args.identity), tags },
    opts,
  );
  const policy = new iam.RolePolicy(name, { role: role.name, policy: policyDocument(args.statements) }, opts);
  const association = new eks.PodIdentityAssociation(
    name,
    { clusterName, namespace, serviceAccount, roleArn: role.arn, tags },
    { ...opts, dependsOn: [...args.after] },
  );
  return [policy, association];
}
