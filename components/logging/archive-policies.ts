import type { AccessSettings, Site } from "../args";
import { deliveryRoleNames, roleArn } from "../names";
import type { Statement } from "../policy-document";

export interface WritersInput {
  readonly site: Site;
  readonly clusterName: string;
  readonly bucketName: string;
  readonly access: Pick<AccessSettings, "breakGlassRoleArn" | "personas">;
  /** The trail that writes to the archive, where this platform makes it. */
  readonly trailArn?: string;
}

/** The Kubernetes group of those who may read audit logs; a persona that is in it may read the archive too. */
const auditors = "compliant-eks:auditors";

/**
 * Reading is for auditors, whatever else IAM gives away (PCI DSS 10.3.1); in an emergency for break-glass, whose use raises an alert.
 * Services of AWS are let through: those that write must find out whether they may.
 */
export function archiveStatements({ site, clusterName, bucketName, access, trailArn }: WritersInput): readonly Statement[] {
  const arn = `arn:${site.partition}:s3:::${bucketName}`;
  const readers = [
    access.breakGlassRoleArn,
    ...access.personas.filter(({ kubernetesGroups }) => kubernetesGroups.includes(auditors)).map(({ roleArn: role }) => role),
  ];
  const archive = roleArn(site, deliveryRoleNames(clusterName).archive);
  return [
    {
      Sid: "OnlyAuditorsRead",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: `${arn}/*`,
      Condition: { ArnNotEquals: { "aws:PrincipalArn": readers }, Bool: { "aws:PrincipalIsAWSService": "false" } },
    },
    {
      Sid: "OnlyDeliveryWrites",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:PutObject", "s3:ReplicateObject"],
      Resource: `${arn}/*`,
      Condition: { ArnNotEquals: { "aws:PrincipalArn": archive }, Bool: { "aws:PrincipalIsAWSService": "false" } },
    },
    ...(trailArn === undefined ? [] : trailStatements(site, arn, trailArn)),
  ];
}

/** CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail": it looks at the bucket, and writes for this trail only. */
function trailStatements({ accountId }: Site, bucketArn: string, trailArn: string): readonly Statement[] {
  const writer = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } } as const;
  const ours = { "aws:SourceArn": trailArn };
  return [
    { Sid: "TrailFindsBucket", ...writer, Action: "s3:GetBucketAcl", Resource: bucketArn, Condition: { StringEquals: ours } },
    {
      Sid: "TrailWrites",
      ...writer,
      Action: "s3:PutObject",
      Resource: `${bucketArn}/AWSLogs/${accountId}/*`,
      Condition: { StringEquals: { ...ours, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}

/** S3 itself writes, and only what it recorded at the archive. */
export function accessLogStatements({ site, bucketName }: WritersInput, archiveName: string): readonly Statement[] {
  return [
    {
      Sid: "AccessLogsOfTheArchive",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `arn:${site.partition}:s3:::${bucketName}/${archiveName}/*`,
      Condition: {
        StringEquals: { "aws:SourceAccount": site.accountId },
        ArnLike: { "aws:SourceArn": `arn:${site.partition}:s3:::${archiveName}` },
      },
    },
  ];
}
