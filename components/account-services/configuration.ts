import * as cfg from "@pulumi/aws/cfg";
import type * as pulumi from "@pulumi/pulumi";
import type { Protection, Site } from "../args";
import { createBucket } from "../bucket";
import { bucketNameOf, roleArn } from "../names";
import type { Statement } from "../policy-document";

export interface RecorderArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly logsKeyArn: pulumi.Input<string>;
  readonly retentionDays: number;
  readonly protection: Protection;
  readonly tags: Readonly<Record<string, string>>;
}

/** An account has one recorder per region, and its name cannot be changed; this is the one that AWS gives it. */
const recorderName = "default";

/**
 * Records every configuration, global ones included, into a bucket of its own: AWS Config does not deliver to a bucket that locks what
 * it gets (AWS Config developer guide, "Managing the Delivery Channel"). Its service-linked role must exist.
 */
export function createRecorder(name: string, args: RecorderArgs, opts: pulumi.CustomResourceOptions): void {
  const { site, clusterName } = args;
  const bucketName = bucketNameOf(clusterName, site, "configuration");
  const { bucket, ready } = createBucket(
    name,
    {
      bucketName,
      partition: site.partition,
      purpose: "configuration",
      keyArn: args.logsKeyArn,
      statements: deliveryStatements(site, bucketName),
      expireAfterDays: args.retentionDays,
      protect: args.protection.protect,
      tags: args.tags,
    },
    opts,
  );
  const recorder = new cfg.Recorder(
    name,
    {
      name: recorderName,
      roleArn: roleArn(site, "aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"),
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
    },
    opts,
  );
  const channel = new cfg.DeliveryChannel(
    name,
    {
      name: recorderName,
      s3BucketName: bucket.bucket,
      s3KmsKeyArn: args.logsKeyArn,
      snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
    },
    // A channel without a recorder is refused, and so is one whose bucket does not let it in.
    { ...opts, dependsOn: [recorder, ...ready] },
  );
  new cfg.RecorderStatus(name, { name: recorder.name, isEnabled: true }, { ...opts, dependsOn: [channel] });
}

/** AWS Config developer guide, "Permissions for the Amazon S3 bucket", for the service-linked role. */
function deliveryStatements({ partition, accountId }: Site, bucketName: string): readonly Statement[] {
  const arn = `arn:${partition}:s3:::${bucketName}`;
  const service = { Effect: "Allow", Principal: { Service: "config.amazonaws.com" } } as const;
  const ours = { "aws:SourceAccount": accountId };
  return [
    {
      Sid: "ConfigFindsBucket",
      ...service,
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: arn,
      Condition: { StringEquals: ours },
    },
    {
      Sid: "ConfigWrites",
      ...service,
      Action: "s3:PutObject",
      Resource: `${arn}/AWSLogs/${accountId}/Config/*`,
      Condition: { StringEquals: { ...ours, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}
