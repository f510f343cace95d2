import type { Plan } from "./plan";
import type { Reader } from "./reader";

const groupType = "aws:cloudwatch/logGroup:LogGroup";

/** What writes audit logs to a group, and by which properties it names the group. */
const writers: readonly (readonly [type: string, ...properties: readonly string[]])[] = [
  ["aws:ec2/flowLog:FlowLog", "logDestination", "logGroupName"],
  ["aws:cloudtrail/trail:Trail", "cloudWatchLogsGroupArn"],
  ["aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "logDestinationConfigs"],
];

/** What a cluster logs to: EKS its control plane, this platform's agents what runs and who asked for what. */
const ofCluster = /^\/aws\/eks\/[^/]+\/(cluster|containers|data-access|falco|host)$/;

/** The program's log groups that hold audit logs: of a cluster, by their names, or written to by what records. */
export function auditLogGroups(plan: Plan): readonly Reader[] {
  const written = new Set(
    writers.flatMap(([type, ...properties]) =>
      plan.ofType(type).flatMap((writer) => properties.flatMap((property) => writer.sources(property))),
    ),
  );
  return plan.ofType(groupType).filter((group) => {
    const name = group.read("name");
    return written.has(group.urn) || (typeof name === "string" && ofCluster.test(name));
  });
}
