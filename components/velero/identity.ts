import type { Site } from "../args";
import { roleArn } from "../names";
import { type Statement, policyDocument } from "../policy-document";

interface BucketNames {
  readonly live: string;
  readonly copy: string;
}

const bucketArn = ({ partition }: Site, name: string): string => `arn:${partition}:s3:::${name}`;

/** What destroys a backup for good, or takes away what keeps it. */
const destroying = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteObjectVersion",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketVersioning",
  "s3:PutLifecycleConfiguration",
  "s3:PutObjectLegalHold",
  "s3:PutObjectRetention",
] as const;

/**
 * Velero writes, reads and deletes in the live bucket, where a deletion only hides an object's versions; the copies it does not see. Snapshots of
 * volumes are made by the driver of EBS with the driver's own role, so that Velero needs no right on volumes. What destroys is refused
 * expressly, so that no other policy can add it.
 */
export function veleroPermissions(site: Site, { live, copy }: BucketNames): readonly Statement[] {
  const [liveArn, copyArn] = [bucketArn(site, live), bucketArn(site, copy)];
  return [
    {
      Sid: "WriteBackups",
      Effect: "Allow",
      Action: [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
        "s3:PutObjectTagging",
      ],
      Resource: `${liveArn}/*`,
    },
    { Sid: "ListBackups", Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:ListBucket"], Resource: liveArn },
    {
      Sid: "NeverDestroy",
      Effect: "Deny",
      Action: destroying,
      Resource: [liveArn, `${liveArn}/*`, copyArn, `${copyArn}/*`],
    },
  ];
}

/**
 * Whoever tests restores reads the copies, and writes beside them how each restore went, which Velero does even where it only reads backups; a
 * restore cannot be taken away from the cluster until Velero has hidden what it wrote. It can add to no backup and hide none.
 */
export function readerPermissions(site: Site, { copy }: Pick<BucketNames, "copy">): readonly Statement[] {
  const arn = bucketArn(site, copy);
  return [
    { Sid: "ReadCopies", Effect: "Allow", Action: "s3:GetObject", Resource: `${arn}/*` },
    { Sid: "WriteResults", Effect: "Allow", Action: ["s3:DeleteObject", "s3:PutObject"], Resource: `${arn}/restores/*` },
    { Sid: "ListCopies", Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:ListBucket"], Resource: arn },
  ];
}

/** The same refusal at the bucket, for the roles that write: whoever takes one over cannot destroy what is there (control `backup-immutable`). */
export function keptFromDestroying(site: Site, bucketName: string, roleNames: readonly string[]): readonly Statement[] {
  const arn = bucketArn(site, bucketName);
  return [
    {
      Sid: "WritersNeverDestroy",
      Effect: "Deny",
      Principal: "*",
      Action: destroying,
      Resource: [arn, `${arn}/*`],
      Condition: { ArnEquals: { "aws:PrincipalArn": roleNames.map((name) => roleArn(site, name)) } },
    },
  ];
}

/**
 * S3 copies in the name of this role. Its documentation shows no condition for this, and one that S3 did not meet would stop the copies without a
 * word; what the role may do names its two buckets, and only whoever may pass it can make S3 use it.
 */
export const replicationTrust: string = policyDocument([
  { Sid: "ReplicationAssumes", Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole" },
]);

/** What S3 needs to copy (S3 user guide, "Setting up permissions for live replication"); without the right to copy deletions. */
export function replicationPermissions(site: Site, { live, copy }: BucketNames): readonly Statement[] {
  const [liveArn, copyArn] = [bucketArn(site, live), bucketArn(site, copy)];
  return [
    { Sid: "ReadRules", Effect: "Allow", Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource: liveArn },
    {
      Sid: "ReadVersions",
      Effect: "Allow",
      Action: ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"],
      Resource: `${liveArn}/*`,
    },
    { Sid: "WriteCopies", Effect: "Allow", Action: ["s3:ReplicateObject", "s3:ReplicateTags"], Resource: `${copyArn}/*` },
  ];
}
