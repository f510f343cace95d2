import type { Site } from "../args";
import { type Statement, policyDocument } from "../policy-document";

/** Who may assume the role that feeds the streams: CloudWatch Logs, and only for groups of this account and region. */
export function subscriptionTrust({ partition, region, accountId }: Site): string {
  return policyDocument([
    trust("LogGroupsOfThisAccount", "logs.amazonaws.com", {
      ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${accountId}:*` },
    }),
  ]);
}

/** What it may do: put records into the streams of this cluster. */
export function subscriptionPermissions(site: Site, clusterName: string): string {
  return policyDocument([
    {
      Sid: "FeedOwnStreams",
      Effect: "Allow",
      Action: ["firehose:PutRecord", "firehose:PutRecordBatch"],
      Resource: streamArn(site, `${clusterName}-*`),
    },
  ]);
}

/** Who may assume the role that writes to the archive: Firehose, and only for the streams of this cluster. */
export function archiveTrust(site: Site, clusterName: string): string {
  return policyDocument([
    trust("StreamsOfThisCluster", "firehose.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": site.accountId },
      ArnLike: { "aws:SourceArn": streamArn(site, `${clusterName}-*`) },
    }),
  ]);
}

/**
 * What it may do: write to the archive, and see there whether an upload is complete. Not read, and no key: the key's own policy lets it
 * encrypt, through S3 only.
 */
export function archivePermissions({ partition }: Site, bucketName: string): string {
  const bucket = `arn:${partition}:s3:::${bucketName}`;
  return policyDocument([
    {
      Sid: "FindArchive",
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      Resource: bucket,
    },
    { Sid: "WriteArchive", Effect: "Allow", Action: ["s3:PutObject", "s3:AbortMultipartUpload"], Resource: `${bucket}/*` },
  ]);
}

const streamArn = ({ partition, region, accountId }: Site, name: string): string =>
  `arn:${partition}:firehose:${region}:${accountId}:deliverystream/${name}`;

const trust = (sid: string, service: string, condition: NonNullable<Statement["Condition"]>): Statement => ({
  Sid: sid,
  Effect: "Allow",
  Principal: { Service: service },
  Action: "sts:AssumeRole",
  Condition: condition,
});
