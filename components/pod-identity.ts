import type { Site } from "./args";
import { clusterArn } from "./names";
import { policyDocument } from "./policy-document";

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
