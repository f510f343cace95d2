import type { Site } from "../args";
import { trailArn } from "../names";
import { policyDocument } from "../policy-document";

/** Who may assume the trail's role: CloudTrail, and only on behalf of this trail. */
export function trailTrust(site: Site, clusterName: string): string {
  return policyDocument([
    {
      Sid: "ThisTrail",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": site.accountId },
        ArnEquals: { "aws:SourceArn": trailArn(site, clusterName) },
      },
    },
  ]);
}

/** What it may do: write to the streams that CloudTrail makes in its own group, one per region. */
export function trailPermissions({ partition, region, accountId }: Site, groupName: string): string {
  return policyDocument([
    {
      Sid: "WriteOwnGroup",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `arn:${partition}:logs:${region}:${accountId}:log-group:${groupName}:log-stream:${accountId}_CloudTrail_*`,
    },
  ]);
}
