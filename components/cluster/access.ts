import * as eks from "@pulumi/aws/eks";
import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "../args";
import type { Entry } from "./principals";

export interface AccessArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly entries: readonly Entry[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Makes the access entries. Returns what somebody who talks to the API server has to wait for. */
export function createAccess(name: string, args: AccessArgs, opts: pulumi.CustomResourceOptions): readonly pulumi.Resource[] {
  return args.entries.map((entry) => createEntry(`${name}-${entry.name}`, args, entry, opts));
}

/**
 * The user name stays EKS's default, the role and the session's name: with it, audit logs name the person and not only the role.
 */
function createEntry(name: string, args: AccessArgs, entry: Entry, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  const { clusterName } = args;
  const principalArn = entry.roleArn;
  const accessEntry = new eks.AccessEntry(
    name,
    {
      clusterName,
      principalArn,
      type: "STANDARD",
      ...(entry.kubernetesGroups.length > 0 ? { kubernetesGroups: [...entry.kubernetesGroups] } : {}),
      tags: { ...args.tags },
    },
    opts,
  );
  if (!entry.administrator) return accessEntry;
  return new eks.AccessPolicyAssociation(
    `${name}-admin`,
    {
      clusterName,
      principalArn,
      policyArn: `arn:${args.site.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
      accessScope: { type: "cluster" },
    },
    // The association names the principal, not the entry: without the dependency EKS may not find it.
    { ...opts, dependsOn: accessEntry },
  );
}
