import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "../args";
import { deliveryRoleNames } from "../names";
import { archivePermissions, archiveTrust, subscriptionPermissions, subscriptionTrust } from "./delivery-policies";

/** An audit log group: a short name of ours, and the group's name as its resource says it. */
export interface AuditLogGroup {
  readonly short: string;
  readonly groupName: pulumi.Input<string>;
}

export interface DeliveryArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly groups: readonly AuditLogGroup[];
  readonly archive: { readonly bucketName: string; readonly bucketArn: pulumi.Input<string>; readonly ready: readonly pulumi.Resource[] };
  /** Key for what is on its way. */
  readonly keyArn: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/** Streams everything that is written to the groups into the archive, each group under a prefix of its own. Returns the streams. */
export function createDelivery(name: string, args: DeliveryArgs, opts: pulumi.CustomResourceOptions): kinesis.FirehoseDeliveryStream[] {
  const { site, clusterName } = args;
  const names = deliveryRoleNames(clusterName);
  const archive = createRole(`${name}-archive`, names.archive, "Writes logs to the archive", args.tags, opts, {
    trust: archiveTrust(site, clusterName),
    permissions: archivePermissions(site, args.archive.bucketName),
  });
  const subscription = createRole(`${name}-subscription`, names.subscription, "Hands log events to delivery streams", args.tags, opts, {
    trust: subscriptionTrust(site),
    permissions: subscriptionPermissions(site, clusterName),
  });
  return args.groups.map((group) => createStream(`${name}-${group.short}`, group, args, { archive, subscription }, opts));
}

interface RoleAndPolicy {
  readonly role: iam.Role;
  readonly policy: iam.RolePolicy;
}

function createStream(
  name: string,
  { short, groupName }: AuditLogGroup,
  args: DeliveryArgs,
  roles: { readonly archive: RoleAndPolicy; readonly subscription: RoleAndPolicy },
  opts: pulumi.CustomResourceOptions,
): kinesis.FirehoseDeliveryStream {
  const stream = new kinesis.FirehoseDeliveryStream(
    name,
    {
      name: `${args.clusterName}-${short}`,
      destination: "extended_s3",
      serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: args.keyArn },
      extendedS3Configuration: {
        bucketArn: args.archive.bucketArn,
        roleArn: roles.archive.role.arn,
        kmsKeyArn: args.keyArn,
        prefix: `cloudwatch/${short}/!{timestamp:yyyy/MM/dd}/`,
        errorOutputPrefix: `cloudwatch-undelivered/${short}/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/`,
        bufferingInterval: 300,
        bufferingSize: 64,
        // CloudWatch Logs has compressed what it sends.
        compressionFormat: "UNCOMPRESSED",
      },
      tags: { ...args.tags },
    },
    { ...opts, dependsOn: [roles.archive.policy, ...args.archive.ready] },
  );
  new cloudwatch.LogSubscriptionFilter(
    name,
    {
      name: "archive",
      logGroup: groupName,
      destinationArn: stream.arn,
      roleArn: roles.subscription.role.arn,
      // Everything.
      filterPattern: "",
    },
    { ...opts, dependsOn: [roles.subscription.policy] },
  );
  return stream;
}

function createRole(
  name: string,
  roleName: string,
  description: string,
  tags: Readonly<Record<string, string>>,
  opts: pulumi.CustomResourceOptions,
  documents: { readonly trust: string; readonly permissions: string },
): RoleAndPolicy {
  const role = new iam.Role(name, { name: roleName, description, assumeRolePolicy: documents.trust, tags: { ...tags } }, opts);
  return { role, policy: new iam.RolePolicy(name, { role: role.name, policy: documents.permissions }, opts) };
}
