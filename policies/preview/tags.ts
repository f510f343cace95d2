import type { Settings } from "../settings";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { keyType } from "./kms-types";
import type { Plan } from "./plan";
import type { Known, Reader } from "./reader";
import { type Verdict, all, notApplicable } from "./verdict";

/** What holds data or decides who gets at it. What hangs on one of these (a rule, an association) is found by it. */
const inventoried = [
  "aws:cloudtrail/trail:Trail",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:dynamodb/table:Table",
  "aws:ebs/volume:Volume",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpc:Vpc",
  "aws:ecr/repository:Repository",
  "aws:efs/fileSystem:FileSystem",
  "aws:eks/cluster:Cluster",
  "aws:eks/nodeGroup:NodeGroup",
  "aws:iam/role:Role",
  keyType,
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
  "aws:rds/cluster:Cluster",
  "aws:rds/instance:Instance",
  "aws:s3/bucket:Bucket",
  "aws:secretsmanager/secret:Secret",
  "aws:sns/topic:Topic",
  "aws:sqs/queue:Queue",
];

const said = (value: Known): boolean => typeof value === "string" && value.trim() !== "";

/** A provider's default tags are on everything that it makes. */
function providerOf(resource: Reader, plan: Plan): Reader | undefined {
  const urn = resource.resource.provider?.split("::").slice(0, -1).join("::");
  return urn === undefined ? undefined : plan.get(urn);
}

const tagged = (resource: Reader, plan: Plan, { requiredTags }: Settings): Verdict => {
  const provider = providerOf(resource, plan);
  const missing = requiredTags.filter((key) => provider === undefined || !said(known(provider.read(`defaultTags.tags["${key}"]`))));
  return all(
    ...missing.map((key) =>
      resource.expect(`tags["${key}"]`, said, `an inventory cannot tell whose it is; tag it ${requiredTags.join(", ")}`),
    ),
    ...(missing.length === 0 ? [resource.expect("tags", () => true, "")] : []),
  );
};

const known = (value: ReturnType<Reader["read"]>): Known => (typeof value === "string" ? value : undefined);

/** One key for each part of the data that can be erased by itself: destroying the key destroys that part. */
const scoped = (key: Reader): Verdict =>
  key.inspect("keyUsage", (usage) =>
    usage !== undefined && usage !== "ENCRYPT_DECRYPT"
      ? notApplicable
      : key.expect(
          'tags["data-scope"]',
          (value) => typeof value === "string" && /^[^,;]*[^,;\s][^,;]*$/.test(value),
          "nobody can tell which data die with the key; tag it data-scope with the one scope that it encrypts",
        ),
  );

export const tagChecks = {
  "resource-tagged-for-inventory": onEachInPlan(inventoried, tagged),
  "kms-key-data-scope-named": onEach(keyType, scoped),
} as const satisfies Record<string, PreviewCheck>;
