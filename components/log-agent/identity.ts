import type { Site } from "../args";
import type { Statement } from "../policy-document";

/** The agent writes to its own groups, and can neither read nor make nor delete any. */
export function agentPermissions({ partition, region, accountId }: Site, groupNames: readonly string[]): readonly Statement[] {
  const groups = groupNames.map((name) => `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`);
  return [
    {
      Sid: "WriteOwnGroups",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: groups.flatMap((group) => [`${group}:*`, `${group}:log-stream:*`]),
    },
  ];
}
