import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { Protection, Site } from "../args";
import { trailLogGroupName } from "../log-groups";
import { trailRoleName } from "../names";
import { trailPermissions, trailTrust } from "./trail-policies";

export interface TrailArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly archive: { readonly bucketName: string; readonly ready: readonly pulumi.Resource[] };
  readonly logsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly protection: Protection;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Trail {
  readonly groupName: pulumi.Output<string>;
}

/** A trail of all regions and global services, with files that prove that nobody changed them, into the archive and a log group. */
export function createTrail(name: string, args: TrailArgs, opts: pulumi.CustomResourceOptions): Trail {
  const { site, clusterName, protection } = args;
  const group = createGroup(name, args, opts);
  const role = new iam.Role(
    name,
    {
      name: trailRoleName(clusterName),
      description: "Writes the account's trail to its log group",
      assumeRolePolicy: trailTrust(site, clusterName),
      tags: { ...args.tags },
    },
    opts,
  );
  const write = new iam.RolePolicy(name, { role: role.name, policy: trailPermissions(site, trailLogGroupName(clusterName)) }, opts);
  new cloudtrail.Trail(
    name,
    {
      name: clusterName,
      s3BucketName: args.archive.bucketName,
      kmsKeyId: args.logsKeyArn,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      cloudWatchLogsGroupArn: group.arn.apply((arn) => `${arn}:*`),
      cloudWatchLogsRoleArn: role.arn,
      advancedEventSelectors: selectors(site, args.archive.bucketName),
      tags: { ...args.tags },
    },
    { ...opts, protect: protection.protect, dependsOn: [write, ...args.archive.ready] },
  );
  return { groupName: group.name };
}

function createGroup(name: string, args: TrailArgs, opts: pulumi.CustomResourceOptions): cloudwatch.LogGroup {
  return new cloudwatch.LogGroup(
    name,
    {
      name: trailLogGroupName(args.clusterName),
      kmsKeyId: args.logsKeyArn,
      retentionInDays: args.logRetentionDays,
      deletionProtectionEnabled: args.protection.deletionProtection,
      tags: { ...args.tags },
    },
    { ...opts, protect: args.protection.protect },
  );
}

/**
 * All management events, and who reads in the archive (PCI DSS 10.2.1.3). Only reads: the trail itself writes there, and would record
 * that it records.
 */
function selectors({ partition }: Site, archiveName: string) {
  return [
    { name: "Management events", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
    {
      name: "Reads in the log archive",
      fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: ["AWS::S3::Object"] },
        { field: "resources.ARN", startsWiths: [`arn:${partition}:s3:::${archiveName}/`] },
        { field: "readOnly", equals: ["true"] },
      ],
    },
  ];
}
