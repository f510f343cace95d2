/** Type token of a URN, without its parents. */
export const typeOf = (urn: string): string => (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";

/** Inputs whose change makes a real provider replace the resource; of the resources that hold state. */
const replacements: Readonly<Record<string, readonly string[]>> = {
  "aws:kms/key:Key": ["customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
  "aws:eks/cluster:Cluster": ["name", "encryptionConfig", "kubernetesNetworkConfig", "bootstrapSelfManagedAddons", "roleArn"],
  "aws:eks/nodeGroup:NodeGroup": ["clusterName", "nodeRoleArn", "subnetIds", "amiType", "capacityType", "instanceTypes"],
  "aws:cloudwatch/logGroup:LogGroup": ["name"],
  "aws:s3/bucket:Bucket": ["bucket"],
  "aws:ebs/volume:Volume": ["availabilityZone", "encrypted", "kmsKeyId"],
  "aws:ec2/vpc:Vpc": ["cidrBlock"],
  "aws:ec2/subnet:Subnet": ["availabilityZone", "cidrBlock", "vpcId"],
};

export const replacing = (type: string): readonly string[] => replacements[type] ?? [];
