import type { ServiceId } from "../../../audit/live/aws/services";
import { policy } from "../../audit/live/aws/account/names";
import type { Made } from "./kept";

/** What breaks an account that is well kept, by which operation, and the checks that see it. */
export type Breakage = readonly [it: string, service: ServiceId, operation: string, input: object, seenBy: readonly string[]];

const open = [{ CidrIp: "0.0.0.0/0" }];

const network = ({ subnetId, groupId, defaultGroupId, aclId, vpcId }: Made): readonly Breakage[] => [
  [
    "public addresses",
    "ec2",
    "ModifySubnetAttribute",
    { SubnetId: subnetId, MapPublicIpOnLaunch: { Value: true } },
    ["subnet-no-public-ip"],
  ],
  [
    "a group that admits the internet",
    "ec2",
    "AuthorizeSecurityGroupIngress",
    { GroupId: groupId, IpPermissions: [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: open }] },
    ["security-group-no-public-ingress"],
  ],
  [
    "a group that lets everything out",
    "ec2",
    "AuthorizeSecurityGroupEgress",
    { GroupId: groupId, IpPermissions: [{ IpProtocol: "-1", IpRanges: open }] },
    ["security-group-no-open-egress"],
  ],
  [
    "a default group with a rule",
    "ec2",
    "AuthorizeSecurityGroupEgress",
    { GroupId: defaultGroupId, IpPermissions: [{ IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: open }] },
    ["default-security-group-closed"],
  ],
  [
    "an ACL that admits SSH",
    "ec2",
    "CreateNetworkAclEntry",
    { NetworkAclId: aclId, RuleNumber: 90, Egress: false, Protocol: "-1", RuleAction: "allow", CidrBlock: "0.0.0.0/0" },
    ["network-acl-no-public-admin-ports"],
  ],
  [
    "names that do not resolve",
    "ec2",
    "ModifyVpcAttribute",
    { VpcId: vpcId, EnableDnsHostnames: { Value: false } },
    ["vpc-endpoint-private-dns"],
  ],
  ["volumes in clear by default", "ec2", "DisableEbsEncryptionByDefault", {}, ["ebs-encryption-by-default-on"]],
  ["a volume in clear", "ec2", "CreateVolume", { AvailabilityZone: "eu-central-1a", Size: 1, Encrypted: false }, ["ebs-volume-encrypted"]],
];

const data = ({ keyId }: Made): readonly Breakage[] => [
  ["a key that does not rotate", "kms", "DisableKeyRotation", { KeyId: keyId }, ["kms-key-rotation-enabled"]],
  [
    "a key for everybody",
    "kms",
    "PutKeyPolicy",
    {
      KeyId: keyId,
      PolicyName: "default",
      Policy: policy(
        { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
        { Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" },
      ),
    },
    ["kms-key-policy-no-public-principal"],
  ],
  ["a bucket in clear", "s3", "DeleteBucketEncryption", { Bucket: "records" }, ["bucket-encrypted-with-cmk"]],
  ["a bucket without a policy", "s3", "DeleteBucketPolicy", { Bucket: "records" }, ["bucket-tls-only"]],
  ["a bucket that can be public", "s3", "DeletePublicAccessBlock", { Bucket: "records" }, ["bucket-public-access-blocked"]],
  [
    "a bucket without versions",
    "s3",
    "PutBucketVersioning",
    { Bucket: "records", VersioningConfiguration: { Status: "Suspended" } },
    ["bucket-versioning-enabled"],
  ],
  [
    "records that never end",
    "s3",
    "DeleteBucketLifecycle",
    { Bucket: "records" },
    ["bucket-replaced-versions-expire", "personal-data-expires"],
  ],
];

const records = ({ trailArn, topicArn, detectorId, balancerArn, listenerArn }: Made): readonly Breakage[] => [
  ["a trail that is off", "cloudtrail", "StopLogging", { Name: trailArn }, ["trail-logging-on"]],
  [
    "a log group that forgets",
    "logs",
    "PutRetentionPolicy",
    { logGroupName: "/platform/flow", retentionInDays: 1 },
    ["log-group-retention-sufficient"],
  ],
  [
    "a log group without an archive",
    "logs",
    "DeleteSubscriptionFilter",
    { logGroupName: "/platform/flow", filterName: "archive" },
    ["audit-log-group-archived"],
  ],
  ["a rule that is off", "events", "DisableRule", { Name: "findings" }, ["event-rule-enabled"]],
  [
    "a topic in clear",
    "sns",
    "SetTopicAttributes",
    { TopicArn: topicArn, AttributeName: "Policy", AttributeValue: policy() },
    ["topic-tls-only"],
  ],
  ["a detector that is off", "guardduty", "UpdateDetector", { DetectorId: detectorId, Enable: false }, ["guardduty-detector-enabled"]],
  [
    "a recorder that is off",
    "config",
    "StopConfigurationRecorder",
    { ConfigurationRecorderName: "default" },
    ["configuration-recorder-running"],
  ],
  [
    "an alarm that rings",
    "cloudwatch",
    "SetAlarmState",
    { AlarmName: "root-sign-in", StateValue: "ALARM", StateReason: "test" },
    ["alarm-is-quiet"],
  ],
  [
    "a repository whose tags move",
    "ecr",
    "PutImageTagMutability",
    { repositoryName: "mirror", imageTagMutability: "MUTABLE" },
    ["repository-tags-immutable"],
  ],
  [
    "a load balancer without a log",
    "elb",
    "ModifyLoadBalancerAttributes",
    { LoadBalancerArn: balancerArn, Attributes: [{ Key: "access_logs.s3.enabled", Value: "false" }] },
    ["load-balancer-access-logged"],
  ],
  [
    "a listener with old TLS",
    "elb",
    "ModifyListener",
    { ListenerArn: listenerArn, SslPolicy: "ELBSecurityPolicy-2016-08" },
    ["listener-tls-policy-strong"],
  ],
];

const people = ({ keyId }: Made): readonly Breakage[] => [
  ["a user", "iam", "CreateUser", { UserName: "joe" }, ["iam-no-users-or-access-keys"]],
  [
    "an administrator",
    "iam",
    "PutRolePolicy",
    { RoleName: "node", PolicyName: "all", PolicyDocument: policy({ Effect: "Allow", Action: "*", Resource: "*" }) },
    ["iam-policy-no-full-access", "iam-policy-resources-named"],
  ],
  [
    "a key that is about to be deleted",
    "kms",
    "ScheduleKeyDeletion",
    { KeyId: keyId, PendingWindowInDays: 7 },
    ["kms-key-not-being-deleted"],
  ],
];

export const breakages = (made: Made): readonly Breakage[] => [...network(made), ...data(made), ...records(made), ...people(made)];
