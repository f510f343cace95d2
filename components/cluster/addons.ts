import * as eks from "@pulumi/aws/eks";
import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "../args";
import { awsManagedPolicyArn, clusterRoleNames, roleArn } from "../names";
import { podIdentityTrust } from "../pod-identity";
import type { AddonName } from "../versions";
import type { AddonSettings } from "./addon-settings";
import { createRole } from "./role";

export interface AddonsArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly versions: Readonly<Record<AddonName, string>>;
  readonly settings: readonly AddonSettings[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Installs the add-ons after `after`; they do not wait for each other. */
export function createAddons(
  name: string,
  args: AddonsArgs,
  after: readonly pulumi.Resource[],
  opts: pulumi.CustomResourceOptions,
): readonly eks.Addon[] {
  return args.settings.map((settings) => createAddon(`${name}-${settings.name}`, args, settings, after, opts));
}

function createAddon(
  name: string,
  args: AddonsArgs,
  settings: AddonSettings,
  after: readonly pulumi.Resource[],
  opts: pulumi.CustomResourceOptions,
): eks.Addon {
  const identity = settings.identity && createIdentity(name, args, settings.identity, opts);
  return new eks.Addon(
    name,
    {
      clusterName: args.clusterName,
      addonName: settings.name,
      addonVersion: args.versions[settings.name],
      ...(settings.values ? { configurationValues: JSON.stringify(settings.values) } : {}),
      ...(identity ? { podIdentityAssociations: [identity.association] } : {}),
      // What is declared here is what runs: a change made in the cluster by hand does not survive the next update.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      preserve: false,
      tags: { ...args.tags },
    },
    { ...opts, dependsOn: [...after, ...(identity?.ready ?? [])] },
  );
}

function createIdentity(
  name: string,
  args: AddonsArgs,
  identity: NonNullable<AddonSettings["identity"]>,
  opts: pulumi.CustomResourceOptions,
) {
  const { site, clusterName, tags } = args;
  const { serviceAccount } = identity;
  const roleName = clusterRoleNames(clusterName)[identity.role];
  const { role, attachments } = createRole(
    `${name}-role`,
    {
      roleName,
      description: `Service account ${serviceAccount} of ${clusterName}`,
      trust: podIdentityTrust({ site, clusterName, namespace: "kube-system", serviceAccount }),
      policyArns: [awsManagedPolicyArn(site, identity.policy)],
      tags,
    },
    opts,
  );
  return { association: { serviceAccount, roleArn: roleArn(site, roleName) }, ready: [role, ...attachments] };
}
