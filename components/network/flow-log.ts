import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "../args";
import { flowLogGroupName } from "../log-groups";
import { flowLogPermissions, flowLogTrust } from "./flow-log-policies";
import type { Vpc } from "./vpc";

export interface FlowLogArgs {
  readonly site: Site;
  readonly clusterName: string;
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: number;
  readonly deletionProtection: boolean;
}

/** Accepted and refused traffic of the whole VPC, in records of one minute (the shortest there is), to an encrypted group, which it returns. */
export function createFlowLog(vpc: Vpc, args: FlowLogArgs): cloudwatch.LogGroup {
  const name = `${vpc.name}-flow-logs`;
  const tags = vpc.tagsFor("flow-logs");
  const groupName = flowLogGroupName(args.clusterName);
  const group = new cloudwatch.LogGroup(
    name,
    {
      name: groupName,
      kmsKeyId: args.keyArn,
      retentionInDays: args.retentionDays,
      deletionProtectionEnabled: args.deletionProtection,
      tags,
    },
    vpc.opts,
  );
  const role = new iam.Role(name, { description: "Writes the VPC's flow log", assumeRolePolicy: flowLogTrust(args.site), tags }, vpc.opts);
  const write = new iam.RolePolicy(name, { role: role.name, policy: flowLogPermissions(args.site, groupName) }, vpc.opts);
  new ec2.FlowLog(
    name,
    {
      vpcId: vpc.id,
      trafficType: "ALL",
      maxAggregationInterval: 60,
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      tags,
    },
    { ...vpc.opts, dependsOn: [write] },
  );
  return group;
}
