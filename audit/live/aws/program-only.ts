/**
 * Resources that exist in programs only. Checks look for them, and a live system has none: not being there says nothing.
 */
export const programOnly: ReadonlySet<string> = new Set([
  // Another way to write what the account has as a part of something else, which is read.
  "aws:ec2/networkAclRule:NetworkAclRule",
  "aws:ec2/route:Route",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
  "aws:iam/policyAttachment:PolicyAttachment",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  // Read under the name of its kind: a subnet of AWS's own VPC, and keys of every origin.
  "aws:ec2/defaultSubnet:DefaultSubnet",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaKey:ReplicaKey",
  // A recipe: the machines that were made after it are read.
  "aws:ec2/launchConfiguration:LaunchConfiguration",
  "aws:ec2/launchTemplate:LaunchTemplate",
  // Hangs on a user, who is a finding by himself.
  "aws:iam/accessKey:AccessKey",
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
  "aws:iam/signingCertificate:SigningCertificate",
  "aws:iam/sshKey:SshKey",
  "aws:iam/userLoginProfile:UserLoginProfile",
]);
