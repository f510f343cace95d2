import { LogArchive } from "../../../components/logging/archive";
import { Logging, type LoggingArgs } from "../../../components/logging/logging";
import { clusterName, site, tags } from "../support";

export const account = site.accountId;
export const role = (name: string, of = account) => ({ arn: `arn:aws:iam::${of}:role/${name}` });
export const breakGlass = role("break-glass").arn;
export const auditor = role("aws-reserved/sso.amazonaws.com/Auditor").arn;

export const access = {
  breakGlassRoleArn: breakGlass,
  personas: [
    { name: "auditor", roleArn: auditor, kubernetesGroups: ["compliant-eks:auditors"], role: "reader" as const },
    { name: "developer", roleArn: role("developer").arn, kubernetesGroups: ["compliant-eks:developers"], role: "reader" as const },
  ],
};

export const archiveArgs = {
  site,
  clusterName,
  access,
  logging: { retentionDays: 731, hotDays: 120 },
  lock: { mode: "COMPLIANCE", longestDays: 2192 },
  keyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs",
  protect: true,
  tags,
} as const;

/** Both components as the platform joins them, with two groups. */
export function createBoth(changes: Partial<LoggingArgs> = {}): void {
  const archive = new LogArchive("archive", archiveArgs);
  new Logging("logging", {
    site,
    clusterName,
    archive,
    groups: [
      { short: "flow-logs", groupName: "/aws/vpc/ledger-dev/flow-logs" },
      { short: "control-plane", groupName: "/aws/eks/ledger-dev/cluster" },
    ],
    controlPlaneGroupName: "/aws/eks/ledger-dev/cluster",
    dataAccessGroupName: "/aws/eks/ledger-dev/data-access",
    runtimeGroupName: "/aws/eks/ledger-dev/falco",
    deployer: "arn:aws:sts::111122223333:assumed-role/deployer/",
    breakGlassRoleArn: breakGlass,
    logsKeyArn: archiveArgs.keyArn,
    alertsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/alerts",
    alerts: { emails: ["a@example.com", "b@example.com"] },
    tags,
    ...changes,
  });
}
