/**
 * Names of the log groups. The key that encrypts them lets CloudWatch Logs use it for these names only, so a group that is created
 * elsewhere under another name is refused by KMS when it is created.
 */

/** Where everything that belongs to one cluster logs. `/aws/eks/` is Amazon's choice: EKS writes to `/aws/eks/<cluster>/cluster`. */
export function logGroupPrefixes(clusterName: string): readonly string[] {
  return [`/aws/eks/${clusterName}/`, `/aws/vpc/${clusterName}/`];
}

export function flowLogGroupName(clusterName: string): string {
  return `/aws/vpc/${clusterName}/flow-logs`;
}

/** The name EKS writes to; it cannot be chosen. */
export function controlPlaneLogGroupName(clusterName: string): string {
  return `/aws/eks/${clusterName}/cluster`;
}
