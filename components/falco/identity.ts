import type { Site } from "../args";
import type { Statement } from "../policy-document";

interface AlertTargets {
  readonly logGroupName: string;
  readonly topicArn: string;
}

const groupArn = ({ partition, region, accountId }: Site, name: string): string =>
  `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;

/** Whoever tells of alerts writes them to one group and one topic, and can read neither. The topic's key lets it in by its own policy. */
export function alertPermissions(site: Site, { logGroupName, topicArn }: AlertTargets): readonly Statement[] {
  const group = groupArn(site, logGroupName);
  return [
    {
      Sid: "WriteOwnGroup",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [`${group}:*`, `${group}:log-stream:*`],
    },
    { Sid: "TellPeople", Effect: "Allow", Action: "sns:Publish", Resource: topicArn },
  ];
}

/** Whoever reads the audit log reads this cluster's, and nothing else. CloudWatch Logs decrypts for those whom it lets read. */
export function auditReaderPermissions(site: Site, auditGroupName: string): readonly Statement[] {
  const group = groupArn(site, auditGroupName);
  return [
    {
      Sid: "ReadAuditLog",
      Effect: "Allow",
      Action: ["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"],
      Resource: [`${group}:*`, `${group}:log-stream:*`],
    },
  ];
}
