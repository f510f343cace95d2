/** A kind of event that people are told about: what it is called, in words, and the filter pattern that finds it in a log group. */
export interface LoggedEvent {
  readonly short: string;
  readonly description: string;
  /** CloudWatch Logs user guide, "Filter pattern syntax", for JSON. */
  readonly pattern: string;
}

const anyOf = (field: string, values: readonly string[]): string => values.map((value) => `(${field} = "${value}")`).join(" || ");

const calls = (...names: readonly string[]): string => `{ ${anyOf("$.eventName", names)} }`;

const callsOf = (source: string, ...names: readonly string[]): string =>
  `{ ($.eventSource = "${source}") && (${anyOf("$.eventName", names)}) }`;

/**
 * Events in the account's trail, by the classes of control `security-event-alerting`: denied calls, root, sign-in, changes of rights, of
 * keys, of buckets, of the network, and of what watches (PCI DSS 10.2.1.4, 10.2.1.5, 10.2.1.6, 10.4.1.1).
 */
export const trailEvents: readonly LoggedEvent[] = [
  {
    short: "denied-calls",
    description: "calls that IAM refused",
    pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  },
  {
    short: "root-use",
    description: "the account's root user did something",
    pattern: '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
  },
  {
    short: "sign-in-without-mfa",
    description: "somebody signed in to the console without a second factor",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  },
  {
    short: "sign-in-failed",
    description: "a sign-in to the console failed",
    pattern: '{ ($.eventName = "ConsoleLogin") && ($.errorMessage = "Failed authentication") }',
  },
  {
    short: "iam-changed",
    description: "somebody changed who may do what",
    pattern: callsOf(
      "iam.amazonaws.com",
      ...["AttachGroupPolicy", "AttachRolePolicy", "AttachUserPolicy", "CreateAccessKey", "CreatePolicy", "CreatePolicyVersion"],
      ...["DeleteGroupPolicy", "DeletePolicy", "DeletePolicyVersion", "DeleteRolePolicy", "DeleteUserPolicy", "DetachGroupPolicy"],
      ...["DetachRolePolicy", "DetachUserPolicy", "PutGroupPolicy", "PutRolePolicy", "PutUserPolicy", "SetDefaultPolicyVersion"],
      "UpdateAssumeRolePolicy",
    ),
  },
  {
    short: "keys-changed",
    description: "somebody disabled a key, ordered its deletion or changed its policy",
    pattern: callsOf("kms.amazonaws.com", "DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy", "DisableKeyRotation"),
  },
  {
    short: "buckets-changed",
    description: "somebody changed who may reach a bucket, or how long it keeps what it holds",
    pattern: callsOf(
      "s3.amazonaws.com",
      ...["PutBucketAcl", "PutBucketPolicy", "DeleteBucketPolicy", "PutBucketPublicAccessBlock", "DeleteBucketPublicAccessBlock"],
      ...["PutBucketLifecycle", "DeleteBucketLifecycle", "PutBucketReplication", "DeleteBucketReplication", "PutBucketVersioning"],
      ...["PutBucketEncryption", "DeleteBucketEncryption", "PutBucketCors", "PutBucketLogging"],
    ),
  },
  {
    short: "security-groups-changed",
    description: "somebody changed a security group",
    pattern: calls(
      ...["AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress"],
      ...["ModifySecurityGroupRules", "CreateSecurityGroup", "DeleteSecurityGroup"],
    ),
  },
  {
    short: "network-changed",
    description: "somebody changed network ACLs, gateways, routes or the VPC",
    pattern: calls(
      ...["CreateNetworkAclEntry", "DeleteNetworkAclEntry", "ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"],
      ...["AttachInternetGateway", "CreateInternetGateway", "DeleteInternetGateway", "DetachInternetGateway", "CreateNatGateway"],
      ...["CreateRoute", "CreateRouteTable", "DeleteRoute", "DeleteRouteTable", "DisassociateRouteTable", "ReplaceRoute"],
      ...["CreateVpc", "DeleteVpc", "ModifyVpcAttribute", "CreateVpcPeeringConnection", "AcceptVpcPeeringConnection"],
    ),
  },
  {
    short: "trail-changed",
    description: "somebody changed or stopped the trail",
    pattern: callsOf("cloudtrail.amazonaws.com", "CreateTrail", "UpdateTrail", "DeleteTrail", "StopLogging", "PutEventSelectors"),
  },
  {
    short: "config-changed",
    description: "somebody changed or stopped the recording of configuration",
    pattern: callsOf(
      "config.amazonaws.com",
      ...["StopConfigurationRecorder", "DeleteConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel"],
      "PutConfigurationRecorder",
    ),
  },
  {
    short: "organisation-changed",
    description: "somebody changed the organisation, its policies or its accounts",
    pattern: callsOf(
      "organizations.amazonaws.com",
      ...["AttachPolicy", "CreatePolicy", "DeletePolicy", "DetachPolicy", "DisablePolicyType", "LeaveOrganization", "UpdatePolicy"],
      "RemoveAccountFromOrganization",
    ),
  },
];
