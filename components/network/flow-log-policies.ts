import type { Site } from "../args";
import { policyDocument } from "../policy-document";

/** Who may assume the flow log role: the flow log service, and only on behalf of this account and region. */
export function flowLogTrust({ partition, region, accountId }: Site): string {
  return policyDocument([
    {
      Sid: "FlowLogsOfThisAccount",
      Effect: "Allow",
      Principal: { Service: "vpc-flow-logs.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": `arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/*` },
      },
    },
  ]);
}

/**
 * What the role may do: write to its own group. It may not create groups, because a flow log that outlives its group would make a
 * new one that is neither encrypted nor ever expires.
 */
export function flowLogPermissions({ partition, region, accountId }: Site, groupName: string): string {
  const groups = `arn:${partition}:logs:${region}:${accountId}:log-group`;
  return policyDocument([
    {
      Sid: "WriteOwnGroup",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [`${groups}:${groupName}`, `${groups}:${groupName}:*`],
    },
    { Sid: "FindGroups", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: `${groups}:*` },
  ]);
}
