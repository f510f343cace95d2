import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

export interface RoleArgs {
  readonly roleName: string;
  /** Who it is for, in one sentence. */
  readonly description: string;
  readonly trust: string;
  readonly policyArns: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A role and its policies. What uses the role depends on `attachments` too: a role without its policies is a role that fails. */
export interface RoleWithPolicies {
  readonly role: iam.Role;
  readonly attachments: readonly iam.RolePolicyAttachment[];
}

export function createRole(name: string, args: RoleArgs, opts: pulumi.CustomResourceOptions): RoleWithPolicies {
  const role = new iam.Role(
    name,
    { name: args.roleName, description: args.description, assumeRolePolicy: args.trust, tags: { ...args.tags } },
    opts,
  );
  const attachments = args.policyArns.map(
    (policyArn) =>
      new iam.RolePolicyAttachment(`${name}-${policyArn.split("/").at(-1) ?? policyArn}`, { role: role.name, policyArn }, opts),
  );
  return { role, attachments };
}
