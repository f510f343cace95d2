import type { Site } from "../args";
import { clusterArn } from "../names";
import { dnsSuffix } from "../partition";
import { policyDocument } from "../policy-document";

/** Who may assume the control plane's role: EKS, and only on behalf of this cluster (EKS user guide, confused deputy prevention). */
export function controlPlaneTrust(site: Site, clusterName: string): string {
  return policyDocument([
    {
      Sid: "ThisCluster",
      Effect: "Allow",
      Principal: { Service: "eks.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": site.accountId },
        ArnEquals: { "aws:SourceArn": clusterArn(site, clusterName) },
      },
    },
  ]);
}

/** Who may assume the nodes' role: EC2. Its calls carry no source condition that a trust policy could test. */
export function nodeTrust(site: Site): string {
  return policyDocument([
    { Sid: "Instances", Effect: "Allow", Principal: { Service: `ec2.${dnsSuffix(site.partition)}` }, Action: "sts:AssumeRole" },
  ]);
}
