import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { companions, sourcesOf } from "./companions";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { UNKNOWN } from "./tree";
import { type Verdict, deferred, demand, fail, notApplicable, notEvaluated, pass } from "./verdict";

const flowLogType = "aws:ec2/flowLog:FlowLog";
const vpcType = "aws:ec2/vpc:Vpc";
const checkedDestinations = ["aws:cloudwatch/logGroup:LogGroup", "aws:s3/bucket:Bucket"];

/** A transit gateway's flow log has no type of traffic. */
const traffic = (log: Reader): Verdict =>
  log.read("transitGatewayId") === undefined && log.read("transitGatewayAttachmentId") === undefined
    ? log.expect("trafficType", (value) => value === "ALL", "a part of the traffic is not recorded; set trafficType: ALL")
    : notApplicable;

/** The group or bucket has checks of its own for key and retention; what is not in the program nobody checks. */
function destination(log: Reader, plan: Plan): Verdict {
  const properties = ["logDestination", "logGroupName"];
  if (properties.some((property) => sourcesOf(plan, log, property, ...checkedDestinations).length > 0)) return pass;
  const values = properties.map((property) => log.read(property));
  if (values.includes(UNKNOWN)) return deferred("logDestination");
  if (values.every((value) => value === undefined))
    return fail("the flow log has no destination; set logDestination to an encrypted log group");
  return notEvaluated("the destination of the flow log is not in this program");
}

export const flowLogChecks = {
  "flow-log-records-all-traffic": onEach(flowLogType, traffic),
  "flow-log-destination-checked": onEachInPlan(flowLogType, destination),
  "flow-log-present": onEachInPlan(vpcType, (vpc, plan) =>
    demand(companions(plan, vpc, "vpcId", flowLogType).length > 0, "nobody records the VPC's traffic; add an ec2.FlowLog with its vpcId"),
  ),
} as const satisfies Record<string, PreviewCheck>;
