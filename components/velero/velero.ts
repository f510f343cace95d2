import * as apiextensions from "@pulumi/kubernetes/apiextensions/customResource";
import * as pulumi from "@pulumi/pulumi";
import { backupRoleNames } from "../names";
import type { VeleroArgs } from "./args";
import { backupBucketNames, createBackupBuckets } from "./buckets";
import { veleroPermissions } from "./identity";
import { liveLocation, veleroAccount, veleroNamespace } from "./names";
import { veleroPolicies } from "./network-policies";
import { schedules } from "./objects";
import { RestoreTest } from "./restore-test";
import { createServer } from "./server";

/**
 * Backups: Velero writes them to a bucket by a schedule for each class of data, S3 copies them to another with a lock, and a second Velero, which
 * sees the copies only, restores from them on a schedule to show that they can be.
 */
export class Velero extends pulumi.ComponentResource {
  constructor(name: string, args: VeleroArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Velero", name, {}, opts);
    const { site, clusterName } = args;
    const child = { parent: this };
    const buckets = createBackupBuckets(name, args, child);
    const names = backupBucketNames(args);
    const { location } = createServer(
      name,
      args,
      {
        release: "velero",
        namespace: veleroNamespace,
        serviceAccount: veleroAccount,
        roleName: backupRoleNames(clusterName).writer,
        description: `Writes backups of ${clusterName}`,
        permissions: veleroPermissions(site, names),
        policies: veleroPolicies(args.vpcCidr, args.serviceCidr),
        location: { name: liveLocation, region: site.region, bucket: names.live, keyArn: args.backupsKeyArn },
      },
      child,
      buckets,
    );
    const scheduled = { ...child, provider: args.kubernetes, dependsOn: location };
    for (const object of schedules(args.namespaces, args.backup))
      new apiextensions.CustomResource(`${name}-${object.metadata.name}-schedule`, object, scheduled);
    new RestoreTest(`${name}-restore-test`, args, { parent: this, dependsOn: [...buckets] });
    this.registerOutputs({});
  }
}
