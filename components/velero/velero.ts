import * as apiextensions from "@pulumi/kubernetes/apiextensions/customResource";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";
import { installChart } from "../chart";
import { backupRoleNames } from "../names";
import { createNamespace } from "../namespace";
import { createPodRole } from "../pod-identity";
import type { VeleroArgs } from "./args";
import { backupBucketNames, createBackupBuckets } from "./buckets";
import { veleroPermissions } from "./identity";
import { liveLocation, veleroAccount, veleroNamespace } from "./names";
import { veleroPolicies } from "./network-policies";
import { schedules, storageLocation } from "./objects";
import { RestoreTest } from "./restore-test";
import { veleroValues } from "./values";

/**
 * Backups: Velero writes them to a bucket by a schedule for each class of data, S3 copies them to another where nobody can delete them, and a
 * second Velero, which sees the copies only, restores from them on a schedule to show that they can be.
 */
export class Velero extends pulumi.ComponentResource {
  constructor(name: string, args: VeleroArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Velero", name, {}, opts);
    const mistake = mistakeIn(args);
    if (mistake !== undefined) throw new pulumi.ResourceError(mistake, this);
    const child = { parent: this };
    const inCluster = { ...child, provider: args.kubernetes };
    const buckets = createBackupBuckets(name, args, child);
    const release = installVelero(name, args, inCluster, [...buckets, ...createIdentity(name, args, child)]);
    const installed = { ...inCluster, dependsOn: release };
    const location = new apiextensions.CustomResource(
      `${name}-location`,
      storageLocation({
        site: args.site,
        name: liveLocation,
        namespace: veleroNamespace,
        bucket: backupBucketNames(args).live,
        keyArn: args.backupsKeyArn,
      }),
      installed,
    );
    for (const object of schedules(args.namespaces, args.backup))
      new apiextensions.CustomResource(`${name}-${object.metadata.name}-schedule`, object, { ...inCluster, dependsOn: location });
    new RestoreTest(`${name}-restore-test`, args, { parent: this, dependsOn: [...buckets] });
    this.registerOutputs({});
  }
}

/** Velero would take what cannot work: backups that end while they are locked, or that outlive what the law allows. */
function mistakeIn({ backup, lock }: VeleroArgs): string | undefined {
  const { retentionDays, lockDays, maxRetentionDays } = backup;
  const locked = Math.min(lockDays, lock.longestDays);
  if (locked > retentionDays)
    return `backups would be locked for ${String(locked)} days and end after ${String(retentionDays)}; raise backup.retentionDays, or lower backup.lockDays`;
  if (maxRetentionDays !== undefined && retentionDays > maxRetentionDays)
    return `backups would live for ${String(retentionDays)} days and may for ${String(maxRetentionDays)}; lower backup.retentionDays, or raise backup.maxRetentionDays`;
  return undefined;
}

function createIdentity(name: string, args: VeleroArgs, opts: pulumi.CustomResourceOptions): readonly pulumi.Resource[] {
  const { site, clusterName } = args;
  return createPodRole(
    name,
    {
      identity: { site, clusterName, namespace: veleroNamespace, serviceAccount: veleroAccount },
      roleName: backupRoleNames(clusterName).writer,
      description: `Writes backups of ${clusterName}`,
      statements: veleroPermissions(site, backupBucketNames(args)),
      after: args.identityAfter,
      tags: args.tags,
    },
    opts,
  );
}

function installVelero(
  name: string,
  { vpcCidr, serviceCidr, backup, registryMirror, kubernetesAfter }: VeleroArgs,
  opts: pulumi.CustomResourceOptions,
  after: readonly pulumi.Resource[],
): pulumi.Resource {
  const namespace = createNamespace(
    name,
    { name: veleroNamespace, podSecurity: "restricted" },
    { ...opts, dependsOn: [...kubernetesAfter] },
  );
  const inside = { ...opts, dependsOn: namespace };
  for (const [suffix, spec] of Object.entries(veleroPolicies(vpcCidr, serviceCidr)))
    new networking.NetworkPolicy(`${name}-${suffix}`, { metadata: { name: suffix, namespace: veleroNamespace }, spec }, inside);
  const values = veleroValues({
    serviceAccount: veleroAccount,
    location: liveLocation,
    retentionDays: backup.retentionDays,
    ...(registryMirror === undefined ? {} : { registryMirror }),
  });
  return installChart(
    name,
    { release: "velero", namespace: veleroNamespace, values, minutes: 10 },
    { ...opts, dependsOn: [namespace, ...after] },
  );
}
