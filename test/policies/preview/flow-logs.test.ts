import { flowLogChecks as checks } from "../../../policies/preview/flow-logs";
import type { PlannedResource } from "../../../policies/preview/plan";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const vpc = planned("aws:ec2/vpc:Vpc", "vpc");
const other = planned("aws:ec2/vpc:Vpc", "other");
const group = planned("aws:cloudwatch/logGroup:LogGroup", "group");
const log = (inputs: Inputs, from: Readonly<Record<string, readonly PlannedResource[]>> = {}) =>
  planned("aws:ec2/flowLog:FlowLog", "log", inputs, { from });

table("flow-log-records-all-traffic", checks["flow-log-records-all-traffic"], [
  { it: "accepts all traffic", given: log({ trafficType: "ALL" }), want: "pass" },
  { it: "refuses rejected traffic only", given: log({ trafficType: "REJECT" }), want: "fail" },
  { it: "refuses accepted traffic only", given: log({ trafficType: "ACCEPT" }), want: "fail" },
  { it: "refuses a flow log that does not say", given: log({}), want: "fail" },
  { it: "defers an unknown type", given: log({ trafficType: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden type", given: log({ trafficType: new Hidden("ciphertext") }), want: "not-evaluated" },
  { it: "does not ask a transit gateway's, which has none", given: log({ transitGatewayId: "tgw-1" }), want: "not-applicable" },
]);

table("flow-log-destination-checked", checks["flow-log-destination-checked"], [
  { it: "accepts a log group of the program", given: [group, log({ logDestination: UNKNOWN }, { logDestination: [group] })], want: "pass" },
  {
    it: "accepts a bucket of the program under its older name",
    given: [bucket(), log({ logDestination: UNKNOWN }, { logDestination: [bucket()] })],
    want: "pass",
  },
  { it: "refuses a flow log without destination", given: log({}), want: "fail" },
  { it: "defers a destination of unknown origin", given: log({ logDestination: UNKNOWN }), want: "deferred" },
  { it: "cannot judge a destination of another program", given: log({ logDestination: "arn:aws:s3:::elsewhere" }), want: "not-evaluated" },
]);

function bucket(): PlannedResource {
  return planned("aws:s3/bucketV2:BucketV2", "bucket");
}

table("flow-log-present", checks["flow-log-present"], [
  { it: "accepts a VPC with a flow log", given: [vpc, log({ vpcId: UNKNOWN }, { vpcId: [vpc] })], want: "pass" },
  { it: "refuses a VPC without one", given: vpc, want: "fail" },
  {
    it: "does not take one VPC's flow log for another's",
    given: [vpc, other, log({ vpcId: UNKNOWN }, { vpcId: [vpc] })],
    want: { vpc: "pass", other: "fail" },
  },
  { it: "does not take a subnet's flow log for a VPC's", given: [vpc, log({ subnetId: UNKNOWN }, { subnetId: [vpc] })], want: "fail" },
  { it: "has nothing to say without a VPC", given: group, want: {} },
]);
