/**
 * Properties that our stacks set and that protect nothing, each with the reason. A property that is neither here nor weakened somewhere
 * makes the mutation test fail, so that nobody adds one without saying what it is for.
 */
export interface Neutral {
  /** Types, by the end of their token; all when empty. */
  readonly of: readonly string[];
  readonly paths: readonly string[];
  readonly reason: string;
}

export const neutral: readonly Neutral[] = [
  {
    of: [],
    paths: ["description", "alarmDescription", "apiVersion", "kind", "metadata.name", "targetId"],
    reason: "words and names for people and for the API",
  },
  {
    of: [
      "DeliveryChannel",
      "Recorder",
      "Trail",
      "EventRule",
      "LogMetricFilter",
      "LogSubscriptionFilter",
      "MetricAlarm",
      "Topic",
      "Alias",
      "Role",
    ],
    paths: ["name"],
    reason: "a name; what refers to it by its name is weakened there",
  },
  {
    of: [],
    paths: [
      "vpcId",
      "subnetId",
      "subnetIds.*",
      "routeTableId",
      "routeTableIds.*",
      "allocationId",
      "clusterName",
      "gatewayId",
      "natGatewayId",
      "securityGroupId",
      "securityGroupIds.*",
      "referencedSecurityGroupId",
      "roleArn",
      "iamRoleArn",
      "role",
      "serviceRole",
      "nodeRoleArn",
      "cloudWatchLogsRoleArn",
      "targetKeyId",
      "topic",
      "endpoint",
      "networkInterfaces.*.securityGroups.*",
      "launchTemplate.id",
      "kubeconfig",
    ],
    reason: "wires one resource to another; AWS refuses it when it is missing, and the check on the other resource says what it must be",
  },
  {
    of: ["DeliveryChannel", "FirehoseDeliveryStream", "Trail", "Bucket", "BucketOwnershipControls", "BucketLogging"],
    paths: [
      "s3KmsKeyArn",
      "snapshotDeliveryProperties.deliveryFrequency",
      "extendedS3Configuration.*",
      "destination",
      "s3BucketName",
      "bucket",
      "targetPrefix",
    ],
    reason: "where and how records are delivered; the bucket's own default key encrypts them, and the bucket is judged by itself",
  },
  {
    of: ["Trail"],
    paths: ["advancedEventSelectors.*"],
    reason: "single fields of a selector; without a selector of reads the check fails, and which buckets is for people to say",
  },
  { of: ["Enabler"], paths: ["accountIds.*"], reason: "AWS refuses another account than the caller's own" },
  { of: ["RegistryScanningConfiguration"], paths: ["rules.*.repositoryFilters.*"], reason: "AWS refuses a rule without a filter" },
  { of: ["securityhub/account:Account", "StandardsSubscription"], paths: ["*"], reason: "no control asks for Security Hub" },
  {
    of: ["BucketLifecycleConfiguration"],
    paths: [
      "rules.*.abortIncompleteMultipartUpload.daysAfterInitiation",
      "rules.*.filter.prefix",
      "rules.*.id",
      "rules.*.transitions.*.days",
    ],
    reason: "tidies up and saves cost; GLACIER_IR can be read at once from the first day",
  },
  {
    of: ["BucketServerSideEncryptionConfiguration"],
    paths: ["rules.*.bucketKeyEnabled"],
    reason: "saves calls of KMS; objects are encrypted with the same key either way",
  },
  {
    of: ["LaunchTemplate"],
    paths: [
      "blockDeviceMappings.*.ebs.deleteOnTermination",
      "blockDeviceMappings.*.ebs.volumeSize",
      "blockDeviceMappings.*.ebs.volumeType",
      "metadataOptions.httpEndpoint",
      "metadataOptions.instanceMetadataTags",
      "networkInterfaces.*.deleteOnTermination",
      "networkInterfaces.*.deviceIndex",
      "tagSpecifications.*",
    ],
    reason: "size and kind of disks, values that equal the default, and labels of instances that their node group carries too",
  },
  {
    of: ["NodeGroup"],
    paths: [
      "capacityType",
      "instanceTypes.*",
      "nodeRepairConfig.enabled",
      "releaseVersion",
      "scalingConfig.desiredSize",
      "scalingConfig.maxSize",
      "version",
    ],
    reason: "size and kind of nodes; whether a newer image is out only the live system can tell, and the cluster's version is judged there",
  },
  { of: ["SecurityGroup"], paths: ["revokeRulesOnDelete"], reason: "lets a group go whose rules name each other" },
  {
    of: ["SecurityGroupEgressRule"],
    paths: ["fromPort", "cidrIpv4"],
    reason: "the one range is the whole internet already; what limits it is the protocol and the last port",
  },
  { of: ["AccessEntry"], paths: ["type"], reason: "STANDARD is what AWS takes when nothing is said" },
  {
    of: ["AccessPolicyAssociation"],
    paths: ["policyArn", "accessScope.type"],
    reason: "the deployer's and break-glass's own: there is none with more rights, and a narrower scope gives less",
  },
  {
    of: ["Addon"],
    paths: ["podIdentityAssociations.*.roleArn", "podIdentityAssociations.*.serviceAccount", "preserve", "resolveConflicts*"],
    reason: "an add-on without its role can do less; who owns its fields and what stays after it goes protects nothing",
  },
  {
    of: ["DetectorFeature"],
    paths: ["additionalConfigurations.*"],
    reason: "one of several agents, weakened together; those for EC2 and Fargate are switched off on purpose",
  },
  { of: ["Eip"], paths: ["domain"], reason: "AWS knows no other" },
  {
    of: ["FlowLog"],
    paths: ["logDestinationType", "maxAggregationInterval"],
    reason: "the default, and how soon records come",
  },
  {
    of: ["Route"],
    paths: ["destinationCidrBlock"],
    reason: "a route; whether a private subnet has one to the internet is judged by its target",
  },
  { of: ["Subnet", "Vpc"], paths: ["availabilityZone", "cidrBlock"], reason: "AWS refuses it when it is missing" },
  { of: ["VpcEndpoint"], paths: ["serviceName", "vpcEndpointType"], reason: "which service; AWS refuses an endpoint without" },
  {
    of: ["eks:index:Cluster"],
    paths: [
      "bootstrapSelfManagedAddons",
      "corednsAddonOptions.*",
      "createOidcProvider",
      "kubeProxyAddonOptions.*",
      "kubernetesServiceIpAddressRange",
      "useDefaultVpcCni",
    ],
    reason: "who makes the add-ons; each is judged where it is made",
  },
  {
    of: ["pulumi:providers:aws", "pulumi:providers:eks", "pulumi:providers:kubernetes"],
    paths: ["allowedAccountIds", "version", "enableServerSideApply"],
    reason: "how the program works; production's account is judged in the stack file",
  },
  {
    of: ["StorageClass", "StorageClassPatch", "VolumeSnapshotClass"],
    paths: [
      "allowVolumeExpansion",
      "driver",
      "parameters.type",
      "volumeBindingMode",
      "metadata.labels.compliant-eks/data",
      "metadata.labels.velero.io/csi-volumesnapshot-class",
      "metadata.annotations.pulumi.com/patchForce",
    ],
    reason:
      "kind of volume, when it is bound, and labels by which classes are found: one without the label is simply not one for regulated data",
  },
  {
    of: ["SecurityGroupEgressRule", "SecurityGroupIngressRule"],
    paths: ["tags.*"],
    reason: "labels of a rule, which its group carries too",
  },
];

/** Whole resources whose absence no check has to find, with the reason. */
export const neutralWhenMissing: Readonly<Record<string, string>> = {
  "aws:cloudwatch/logGroup:LogGroup": "the program could not refer to it; for the cluster's own group there is a check of the cluster",
  "aws:ec2/eip:Eip": "less can be reached",
  "aws:ec2/internetGateway:InternetGateway": "less can be reached",
  "aws:ec2/launchTemplate:LaunchTemplate": "the node group could not refer to it, and fails without one",
  "aws:ec2/natGateway:NatGateway": "less can be reached",
  "aws:ec2/route:Route": "less can be reached",
  "aws:ec2/routeTable:RouteTable": "the main route table of the VPC, which has no route, takes its place",
  "aws:ec2/routeTableAssociation:RouteTableAssociation": "the main route table of the VPC, which has no route, takes its place",
  "aws:ec2/securityGroup:SecurityGroup": "what refers to it could not",
  "aws:ec2/subnet:Subnet": "what refers to it could not",
  "aws:ec2/vpc:Vpc": "what refers to it could not",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": "fewer rights",
  "aws:eks/nodeGroup:NodeGroup": "a cluster without nodes runs nothing",
  "aws:iam/role:Role": "what refers to it could not",
  "aws:iam/rolePolicy:RolePolicy": "fewer rights",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "fewer rights",
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "the subscription could not refer to it",
  "aws:kms/alias:Alias": "a name",
  "aws:kms/key:Key": "what refers to it could not",
  "aws:s3/bucket:Bucket": "what refers to it could not",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "new buckets have no ACLs since April 2023",
  "aws:securityhub/account:Account": "no control asks for Security Hub",
  "aws:securityhub/standardsSubscription:StandardsSubscription": "no control asks for Security Hub",
  "aws:sns/topic:Topic": "what refers to it could not",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "less can be reached",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "less can be reached",
  "kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass":
    "no snapshots can be made; that backups are is judged where they are planned",
  "kubernetes:storage.k8s.io/v1:StorageClassPatch": "EKS makes no default class in a new cluster; the patch is for older ones",
};
