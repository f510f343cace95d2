import type { Site } from "../args";
import type { Statement } from "../policy-document";

/** Elastic Load Balancing writes, for this account's load balancers only (user guides, "Access logs", bucket policy). */
export function accessLogWriters(
  { partition, accountId, region }: Site,
  bucketName: string,
  exposure: "internal" | "public",
): readonly Statement[] {
  const arn = `arn:${partition}:s3:::${bucketName}`;
  const ours = { "aws:SourceAccount": accountId };
  if (exposure === "public")
    return [
      {
        Sid: "ApplicationBalancerWrites",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${arn}/AWSLogs/${accountId}/*`,
        Condition: {
          StringEquals: ours,
          ArnLike: { "aws:SourceArn": `arn:${partition}:elasticloadbalancing:${region}:${accountId}:loadbalancer/*` },
        },
      },
    ];
  const writer = { Effect: "Allow", Principal: { Service: "delivery.logs.amazonaws.com" } } as const;
  const source = { ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${accountId}:*` } };
  return [
    {
      Sid: "NetworkBalancerFindsBucket",
      ...writer,
      Action: "s3:GetBucketAcl",
      Resource: arn,
      Condition: { StringEquals: ours, ...source },
    },
    {
      Sid: "NetworkBalancerWrites",
      ...writer,
      Action: "s3:PutObject",
      Resource: `${arn}/AWSLogs/${accountId}/*`,
      Condition: { StringEquals: { ...ours, "s3:x-amz-acl": "bucket-owner-full-control" }, ...source },
    },
  ];
}
