import type { Aws } from "./aws";
import { account, region } from "./server";
import { required } from "../../audit/live/aws/account/network";
import { bucketPolicy, buckets, purposes } from "../../audit/live/aws/account/data";
import { policy, tags } from "../../audit/live/aws/account/names";
import { narrow, trustMachines } from "../../audit/live/aws/account/identity";
import { topicPolicyOf } from "../../audit/live/aws/account/records";

/** What was made, by which a test breaks it. */
export interface Made {
  readonly vpcId: string;
  readonly subnetId: string;
  readonly groupId: string;
  readonly defaultGroupId: string;
  readonly aclId: string;
  readonly tableId: string;
  readonly keyId: string;
  readonly keyArn: string;
  readonly volumeId: string;
  readonly trailArn: string;
  readonly topicArn: string;
  readonly detectorId: string;
  readonly balancerArn: string;
  readonly listenerArn: string;
}

type Loose = Readonly<Record<string, unknown>>;
const first = (list: unknown): Loose => (list as readonly Loose[])[0] ?? {};
const text = (value: unknown): string => String(value);

/** The VPC that every account comes with has public subnets and open groups: a landing zone takes it away. */
async function withoutDefaultVpc(aws: Aws): Promise<void> {
  const { Subnets } = await aws.call("ec2", "DescribeSubnets");
  for (const { SubnetId } of Subnets as readonly Loose[]) await aws.call("ec2", "DeleteSubnet", { SubnetId });
  const { Vpcs } = await aws.call("ec2", "DescribeVpcs");
  for (const { VpcId } of Vpcs as readonly Loose[]) await aws.call("ec2", "DeleteVpc", { VpcId });
  const { NetworkAcls } = await aws.call("ec2", "DescribeNetworkAcls");
  for (const { NetworkAclId } of NetworkAcls as readonly Loose[])
    await aws.call("ec2", "DeleteNetworkAclEntry", { NetworkAclId, RuleNumber: 100, Egress: false });
}

async function makeKey(aws: Aws): Promise<Pick<Made, "keyId" | "keyArn">> {
  const root = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" };
  const { KeyMetadata } = await aws.call("kms", "CreateKey", {
    Policy: policy(root),
    Tags: tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })),
  });
  const { KeyId: keyId, Arn: keyArn } = KeyMetadata as { readonly KeyId: string; readonly Arn: string };
  await aws.call("kms", "EnableKeyRotation", { KeyId: keyId });
  return { keyId, keyArn };
}

async function makeNetwork(aws: Aws): Promise<Pick<Made, "vpcId" | "subnetId" | "groupId" | "defaultGroupId" | "aclId" | "tableId">> {
  const tagged = (ResourceType: string) => [{ ResourceType, Tags: tags }];
  const { Vpc } = await aws.call("ec2", "CreateVpc", { CidrBlock: "10.10.0.0/16", TagSpecifications: tagged("vpc") });
  const vpcId = text((Vpc as Loose)["VpcId"]);
  await aws.call("ec2", "ModifyVpcAttribute", { VpcId: vpcId, EnableDnsHostnames: { Value: true } });
  const { Subnet } = await aws.call("ec2", "CreateSubnet", {
    VpcId: vpcId,
    CidrBlock: "10.10.1.0/24",
    AvailabilityZone: `${region}a`,
    TagSpecifications: [{ ResourceType: "subnet", Tags: [...tags, { Key: "kubernetes.io/role/internal-elb", Value: "1" }] }],
  });
  const subnetId = text((Subnet as Loose)["SubnetId"]);
  await aws.call("ec2", "ModifySubnetAttribute", { SubnetId: subnetId, MapPublicIpOnLaunch: { Value: false } });
  const { RouteTable } = await aws.call("ec2", "CreateRouteTable", { VpcId: vpcId });
  const tableId = text((RouteTable as Loose)["RouteTableId"]);
  await aws.call("ec2", "AssociateRouteTable", { RouteTableId: tableId, SubnetId: subnetId });
  const inVpc = { Filters: [{ Name: "vpc-id", Values: [vpcId] }] };
  const defaultGroup = first((await aws.call("ec2", "DescribeSecurityGroups", inVpc))["SecurityGroups"]);
  const defaultGroupId = text(defaultGroup["GroupId"]);
  await aws.call("ec2", "RevokeSecurityGroupEgress", {
    GroupId: defaultGroupId,
    IpPermissions: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
  });
  const { GroupId } = await aws.call("ec2", "CreateSecurityGroup", {
    GroupName: "nodes",
    Description: "nodes",
    VpcId: vpcId,
    TagSpecifications: tagged("security-group"),
  });
  await aws.call("ec2", "RevokeSecurityGroupEgress", {
    GroupId,
    IpPermissions: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
  });
  const acl = first((await aws.call("ec2", "DescribeNetworkAcls", inVpc))["NetworkAcls"]);
  const aclId = text(acl["NetworkAclId"]);
  await aws.call("ec2", "DeleteNetworkAclEntry", { NetworkAclId: aclId, RuleNumber: 100, Egress: false });
  await aws.call("ec2", "CreateNetworkAclEntry", {
    NetworkAclId: aclId,
    RuleNumber: 100,
    Egress: false,
    Protocol: "-1",
    RuleAction: "allow",
    CidrBlock: "10.0.0.0/8",
  });
  const condition = { StringEquals: { "aws:PrincipalAccount": account } };
  for (const service of required)
    await aws.call("ec2", "CreateVpcEndpoint", {
      VpcId: vpcId,
      ServiceName: `com.amazonaws.${region}.${service}`,
      VpcEndpointType: service === "s3" ? "Gateway" : "Interface",
      PolicyDocument: policy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition: condition }),
      ...(service === "s3" ? {} : { PrivateDnsEnabled: true, SubnetIds: [subnetId] }),
    });
  return { vpcId, subnetId, groupId: text(GroupId), defaultGroupId, aclId, tableId };
}

async function makeBuckets(aws: Aws, keyArn: string): Promise<void> {
  for (const bucket of buckets) {
    const Bucket = bucket;
    const locked = ["logs", "backups", "evidence"].includes(bucket);
    await aws.call("s3", "CreateBucket", {
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: region },
      ObjectLockEnabledForBucket: locked,
    });
    await aws.call("s3", "PutBucketVersioning", { Bucket, VersioningConfiguration: { Status: "Enabled" } });
    await aws.call("s3", "PutBucketEncryption", {
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn } }],
      },
    });
    await aws.call("s3", "PutBucketPolicy", { Bucket, Policy: bucketPolicy(bucket) });
    await aws.call("s3", "PutPublicAccessBlock", {
      Bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    });
    await aws.call("s3", "PutBucketOwnershipControls", {
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    });
    if (locked)
      await aws.call("s3", "PutObjectLockConfiguration", {
        Bucket,
        ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 30 } } },
      });
    await aws.call("s3", "PutBucketLifecycleConfiguration", {
      Bucket,
      LifecycleConfiguration: {
        Rules: [
          {
            ID: "end",
            Status: "Enabled",
            Filter: { Prefix: "" },
            Expiration: { Days: bucket === "records" ? 300 : 2192 },
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
          },
        ],
      },
    });
    await aws.call("s3", "PutBucketTagging", {
      Bucket,
      Tagging: {
        TagSet: [
          ...tags.map((tag) => (tag.Key === "data-classification" && bucket === "records" ? { ...tag, Value: "phi" } : tag)),
          ...(purposes[bucket] === undefined ? [] : [{ Key: "purpose", Value: purposes[bucket] }]),
        ],
      },
    });
  }
  await aws.call("s3", "PutBucketReplication", {
    Bucket: "live-backups",
    ReplicationConfiguration: {
      Role: `arn:aws:iam::${account}:role/node`,
      Rules: [
        {
          ID: "copy",
          Priority: 1,
          Status: "Enabled",
          Filter: { Prefix: "" },
          DeleteMarkerReplication: { Status: "Disabled" },
          SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } },
          Destination: { Bucket: "arn:aws:s3:::backups", EncryptionConfiguration: { ReplicaKmsKeyID: keyArn } },
        },
      ],
    },
  });
  await aws.call("s3", "PutBucketLogging", {
    Bucket: "logs",
    BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "access-logs", TargetPrefix: "logs/" } },
  });
}

async function makeRecords(
  aws: Aws,
  { keyArn, vpcId }: Pick<Made, "keyArn" | "vpcId">,
): Promise<Pick<Made, "trailArn" | "topicArn" | "detectorId">> {
  const tagMap = Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
  for (const logGroupName of ["/platform/flow", "/platform/trail"]) {
    await aws.call("logs", "CreateLogGroup", { logGroupName, kmsKeyId: keyArn, tags: tagMap });
    await aws.call("logs", "PutRetentionPolicy", { logGroupName, retentionInDays: 2192 });
  }
  await aws.call("ec2", "CreateFlowLogs", {
    ResourceIds: [vpcId],
    ResourceType: "VPC",
    TrafficType: "ALL",
    LogGroupName: "/platform/flow",
    DeliverLogsPermissionArn: `arn:aws:iam::${account}:role/node`,
  });
  const roleArn = `arn:aws:iam::${account}:role/node`;
  const { DeliveryStreamARN } = await aws.call("firehose", "CreateDeliveryStream", {
    DeliveryStreamName: "logs",
    DeliveryStreamType: "DirectPut",
    DeliveryStreamEncryptionConfigurationInput: { KeyType: "CUSTOMER_MANAGED_CMK", KeyARN: keyArn },
    ExtendedS3DestinationConfiguration: { RoleARN: roleArn, BucketARN: "arn:aws:s3:::logs" },
    Tags: tags,
  });
  for (const logGroupName of ["/platform/flow", "/platform/trail"])
    await aws.call("logs", "PutSubscriptionFilter", {
      logGroupName,
      filterName: "archive",
      filterPattern: "",
      destinationArn: DeliveryStreamARN,
      roleArn,
    });
  const { TrailARN } = await aws.call("cloudtrail", "CreateTrail", {
    Name: "platform",
    S3BucketName: "logs",
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    EnableLogFileValidation: true,
    KmsKeyId: keyArn,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:${region}:${account}:log-group:/platform/trail:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/node`,
    TagsList: tags,
  });
  await aws.call("cloudtrail", "StartLogging", { Name: TrailARN });
  await aws.call("cloudtrail", "PutEventSelectors", {
    TrailName: "platform",
    AdvancedEventSelectors: [
      {
        Name: "objects",
        FieldSelectors: [
          { Field: "eventCategory", Equals: ["Data"] },
          { Field: "resources.type", Equals: ["AWS::S3::Object"] },
        ],
      },
    ],
  });
  const { TopicArn } = await aws.call("sns", "CreateTopic", { Name: "alerts", Tags: tags, Attributes: { KmsMasterKeyId: keyArn } });
  await aws.call("sns", "SetTopicAttributes", { TopicArn, AttributeName: "Policy", AttributeValue: topicPolicyOf(text(TopicArn)) });
  await aws.call("sns", "Subscribe", { TopicArn, Protocol: "email", Endpoint: "alerts@example.com" });
  await aws.call("cloudwatch", "PutMetricAlarm", {
    AlarmName: "root-sign-in",
    AlarmActions: [TopicArn],
    MetricName: "root",
    Namespace: "platform",
    Statistic: "Sum",
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
  });
  await aws.call("events", "PutRule", { Name: "findings", EventPattern: '{"source":["aws.guardduty"]}', State: "ENABLED" });
  const { DetectorId } = await aws.call("guardduty", "CreateDetector", {
    Enable: true,
    FindingPublishingFrequency: "FIFTEEN_MINUTES",
    Features: [
      { Name: "S3_DATA_EVENTS", Status: "ENABLED" },
      { Name: "EKS_AUDIT_LOGS", Status: "ENABLED" },
      { Name: "EBS_MALWARE_PROTECTION", Status: "ENABLED" },
      { Name: "RUNTIME_MONITORING", Status: "ENABLED", AdditionalConfiguration: [{ Name: "EKS_ADDON_MANAGEMENT", Status: "ENABLED" }] },
    ],
  });
  return { trailArn: text(TrailARN), topicArn: text(TopicArn), detectorId: text(DetectorId) };
}

async function makePeople(aws: Aws): Promise<void> {
  await aws.call("iam", "CreateRole", { RoleName: "node", AssumeRolePolicyDocument: trustMachines, MaxSessionDuration: 3600, Tags: tags });
  await aws.call("iam", "PutRolePolicy", { RoleName: "node", PolicyName: "backups", PolicyDocument: narrow });
  await aws.call("iam", "UpdateAccountPasswordPolicy", { MinimumPasswordLength: 14, PasswordReusePrevention: 24, MaxPasswordAge: 90 });
}

async function makeServices(aws: Aws, { keyArn }: Pick<Made, "keyArn">): Promise<Pick<Made, "volumeId">> {
  await aws.call("config", "PutConfigurationRecorder", {
    ConfigurationRecorder: {
      name: "default",
      roleARN: `arn:aws:iam::${account}:role/node`,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
    },
  });
  await aws.call("config", "PutDeliveryChannel", { DeliveryChannel: { name: "default", s3BucketName: "logs" } });
  await aws.call("config", "StartConfigurationRecorder", { ConfigurationRecorderName: "default" });
  await aws.call("ec2", "EnableEbsEncryptionByDefault");
  const { VolumeId } = await aws.call("ec2", "CreateVolume", {
    AvailabilityZone: `${region}a`,
    Size: 1,
    Encrypted: true,
    KmsKeyId: keyArn,
    TagSpecifications: [{ ResourceType: "volume", Tags: tags }],
  });
  await aws.call("ecr", "CreateRepository", {
    repositoryName: "mirror",
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfiguration: { encryptionType: "KMS", kmsKey: keyArn },
    tags,
  });
  await aws.call("ecr", "PutRegistryScanningConfiguration", {
    scanType: "ENHANCED",
    rules: [{ scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }] }],
  });
  await aws.call("inspector", "Enable", { accountIds: [account], resourceTypes: ["EC2", "ECR"] });
  await aws.call("secrets", "CreateSecret", { Name: "database", KmsKeyId: keyArn, SecretString: "never-in-evidence", Tags: tags });
  await aws.call("backup", "CreateBackupVault", { BackupVaultName: "vault", EncryptionKeyArn: keyArn });
  await aws.call("backup", "PutBackupVaultLockConfiguration", { BackupVaultName: "vault", MinRetentionDays: 30, ChangeableForDays: 3 });
  return { volumeId: text(VolumeId) };
}

async function makeEdge(
  aws: Aws,
  { subnetId, vpcId }: Pick<Made, "subnetId" | "vpcId">,
): Promise<Pick<Made, "balancerArn" | "listenerArn">> {
  const { LoadBalancers } = await aws.call("elb", "CreateLoadBalancer", {
    Name: "portal",
    Scheme: "internal",
    Type: "application",
    Subnets: [subnetId],
  });
  const balancerArn = text(first(LoadBalancers)["LoadBalancerArn"]);
  await aws.call("elb", "ModifyLoadBalancerAttributes", {
    LoadBalancerArn: balancerArn,
    Attributes: [
      { Key: "access_logs.s3.enabled", Value: "true" },
      { Key: "access_logs.s3.bucket", Value: "access-logs" },
      { Key: "routing.http.drop_invalid_header_fields.enabled", Value: "true" },
    ],
  });
  const { TargetGroups } = await aws.call("elb", "CreateTargetGroup", { Name: "portal", Protocol: "HTTPS", Port: 443, VpcId: vpcId });
  const certificate = first((await aws.call("acm", "ListCertificates"))["CertificateSummaryList"]);
  const { CertificateArn } =
    certificate["CertificateArn"] === undefined
      ? await aws.call("acm", "RequestCertificate", { DomainName: "portal.example.com" })
      : certificate;
  const { Listeners } = await aws.call("elb", "CreateListener", {
    LoadBalancerArn: balancerArn,
    Protocol: "HTTPS",
    Port: 443,
    SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    Certificates: [{ CertificateArn }],
    DefaultActions: [{ Type: "forward", TargetGroupArn: first(TargetGroups)["TargetGroupArn"] }],
  });
  return { balancerArn, listenerArn: text(first(Listeners)["ListenerArn"]) };
}

/** Makes an account as the platform leaves it. */
export async function makeKept(aws: Aws): Promise<Made> {
  await withoutDefaultVpc(aws);
  await makePeople(aws);
  const key = await makeKey(aws);
  const network = await makeNetwork(aws);
  await makeBuckets(aws, key.keyArn);
  const records = await makeRecords(aws, { ...key, ...network });
  const services = await makeServices(aws, key);
  const edge = await makeEdge(aws, network);
  return { ...key, ...network, ...records, ...services, ...edge };
}
