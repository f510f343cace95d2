/**
 * Names of the log groups. The key that encrypts them lets CloudWatch Logs use it for these names only, so a group that is created
 * elsewhere under another name is refused by KMS when it is created.
 */

/** Where everything that belongs to one cluster logs. `/aws/eks/` is Amazon's choice: EKS writes to `/aws/eks/<cluster>/cluster`. */
export function logGroupPrefixes(clusterName: string): readonly string[] {
  return [`/aws/eks/${clusterName}/`, `/aws/vpc/${clusterName}/`, `/aws/cloudtrail/${clusterName}/`, `aws-waf-logs-${clusterName}`];
}

export function flowLogGroupName(clusterName: string): string {
  return `/aws/vpc/${clusterName}/flow-logs`;
}

/** Where the account's trail writes to, when this platform makes it. */
export function trailLogGroupName(clusterName: string): string {
  return `/aws/cloudtrail/${clusterName}/trail`;
}

/** The name EKS writes to; it cannot be chosen. */
export function controlPlaneLogGroupName(clusterName: string): string {
  return `/aws/eks/${clusterName}/cluster`;
}

/** Where the log agent writes to: what containers say, and what the node itself does. */
export const containerLogGroupName = (clusterName: string): string => `/aws/eks/${clusterName}/containers`;
export const hostLogGroupName = (clusterName: string): string => `/aws/eks/${clusterName}/host`;

/** Where alerts of runtime detection are kept, and who asked for which record. */
export const alertLogGroupName = (clusterName: string): string => `/aws/eks/${clusterName}/falco`;
export const dataAccessLogGroupName = (clusterName: string): string => `/aws/eks/${clusterName}/data-access`;

/** The numbers of days for which CloudWatch Logs keeps a group (API reference, PutRetentionPolicy). */
const periods = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;

/** The shortest period that CloudWatch Logs accepts and that is not shorter than asked for; undefined beyond ten years. */
export function retentionPeriod(days: number): number | undefined {
  return periods.find((period) => period >= days);
}
