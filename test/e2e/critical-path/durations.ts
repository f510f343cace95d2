/** Minutes that creating one resource takes, and why that number is believed. */
export interface Duration {
  readonly minutes: number;
  readonly from: string;
}

const guide = "order of magnitude that is usually seen; given with the task";
const assumption = "assumption";

/** By type. Only what takes long enough to shape the whole has a row. */
const known: Readonly<Record<string, Duration>> = {
  "aws:eks/cluster:Cluster": { minutes: 9, from: guide },
  "aws:eks/nodeGroup:NodeGroup": { minutes: 3, from: guide },
  "aws:eks/addon:Addon": { minutes: 1, from: guide },
  "kubernetes:helm.sh/v3:Release": { minutes: 1, from: guide },
  "aws:ec2/natGateway:NatGateway": { minutes: 2, from: guide },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { minutes: 2, from: assumption },
  "aws:ec2/vpc:Vpc": { minutes: 0.2, from: assumption },
  "aws:ec2/internetGateway:InternetGateway": { minutes: 0.1, from: assumption },
  "aws:ec2/subnet:Subnet": { minutes: 0.2, from: assumption },
  "aws:kms/key:Key": { minutes: 0.3, from: assumption },
};

/** By service, for the types without a row: a call or two of an API, and waiting until other regions of IAM know. */
const services: Readonly<Record<string, Duration>> = {
  "aws:iam": { minutes: 0.2, from: assumption },
  "aws:": { minutes: 0.05, from: assumption },
  "kubernetes:": { minutes: 0.02, from: assumption },
};

const none: Duration = { minutes: 0, from: "components and providers create nothing by themselves" };

/** How long creating a resource of a type takes, in minutes. */
export function durationOf(type: string): Duration {
  return known[type] ?? Object.entries(services).find(([prefix]) => type.startsWith(prefix))?.[1] ?? none;
}
