import { getAvailabilityZonesOutput } from "@pulumi/aws/getAvailabilityZones";
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as ec2 from "@pulumi/aws/ec2";
import * as kms from "@pulumi/aws/kms";
import * as ssm from "@pulumi/aws/ssm";

/** Provider functions whose answers the stack's configuration gives; what only an account knows stands in tags named `account-*`. */

const image = ec2.getAmiOutput({ owners: ["amazon"], mostRecent: true });
const parameter = ssm.getParameterOutput({ name: "/aws/service/eks/optimized-ami" });
const zones = getAvailabilityZonesOutput({ state: "available" });

new kms.Key("key", {
  tags: {
    account: getCallerIdentityOutput().accountId,
    region: getRegionOutput().region,
    partition: getPartitionOutput().partition,
    suffix: getPartitionOutput().dnsSuffix,
    first: zones.names.apply((names) => names[0] ?? ""),
    "account-caller": getCallerIdentityOutput().arn,
    "account-image": image.id,
    "account-parameter": parameter.value,
  },
});
const vpc = new ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
new ec2.Subnet("subnet", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24", availabilityZone: zones.names.apply((names) => names[1] ?? "") });
