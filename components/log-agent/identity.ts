import * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "../args";
import { logAgentRoleName } from "../names";
import { podIdentityTrust } from "../pod-identity";
import { type Statement, policyDocument } from "../policy-document";

export interface IdentityArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly groupNames: readonly string[];
  readonly after: readonly pulumi.Resource[];
  readonly tags: Readonly<Record<string, string>>;
}

/** The agent writes to its own groups, and can neither read nor make nor delete any. */
export function agentPermissions({ partition, region, accountId }: Site, groupNames: readonly string[]): readonly Statement[] {
  const groups = groupNames.map((name) => `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`);
  return [
    {
      Sid: "WriteOwnGroups",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: groups.flatMap((group) => [`${group}:*`, `${group}:log-stream:*`]),
    },
  ];
}

/** A role for the agent's service account and nobody else. Returns what has to be there before the agent starts. */
export function createIdentity(name: string, args: IdentityArgs, opts: pulumi.CustomResourceOptions): readonly pulumi.Resource[] {
  const { clusterName, namespace, serviceAccount, tags } = args;
  const role = new iam.Role(
    name,
    {
      name: logAgentRoleName(clusterName),
      description: `Log agent of ${clusterName}`,
      assumeRolePolicy: podIdentityTrust(args),
      tags: { ...tags },
    },
    opts,
  );
  const policy = new iam.RolePolicy(name, { role: role.name, policy: policyDocument(agentPermissions(args.site, args.groupNames)) }, opts);
  const association = new eks.PodIdentityAssociation(
    name,
    { clusterName, namespace, serviceAccount, roleArn: role.arn, tags: { ...tags } },
    { ...opts, dependsOn: [...args.after] },
  );
  return [policy, association];
}
