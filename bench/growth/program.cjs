"use strict";

/** BENCH_COPIES times the same thirteen resources of seven services: what most checks look at, wired as programs wire them. */

const ec2 = require("@pulumi/aws/ec2");
const cloudwatch = require("@pulumi/aws/cloudwatch");
const iam = require("@pulumi/aws/iam");
const kms = require("@pulumi/aws/kms");
const s3 = require("@pulumi/aws/s3");
const k8s = require("@pulumi/kubernetes/core/v1");
const networking = require("@pulumi/kubernetes/networking/v1");

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "pods.eks.amazonaws.com" }, Action: ["sts:AssumeRole", "sts:TagSession"] }],
});

const vpc = new ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/8" });

function copy(n) {
  const key = new kms.Key(`key-${n}`, { enableKeyRotation: true });
  new kms.Alias(`alias-${n}`, { name: `alias/growth-${n}`, targetKeyId: key.keyId });
  const bucket = new s3.Bucket(`bucket-${n}`, {});
  new s3.BucketPublicAccessBlock(`bucket-${n}`, { bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true });
  new s3.BucketServerSideEncryptionConfiguration(`bucket-${n}`, {
    bucket: bucket.id,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } }],
  });
  new cloudwatch.LogGroup(`logs-${n}`, { kmsKeyId: key.arn, retentionInDays: 2192 });
  const role = new iam.Role(`role-${n}`, { assumeRolePolicy: trust });
  new iam.RolePolicy(`policy-${n}`, {
    role: role.id,
    policy: bucket.arn.apply((arn) =>
      JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: `${arn}/*` }] }),
    ),
  });
  const cidr = `10.${Math.floor(n / 250)}.${n % 250}.0/24`;
  new ec2.Subnet(`subnet-${n}`, { vpcId: vpc.id, cidrBlock: cidr, availabilityZone: "eu-west-1a" });
  const group = new ec2.SecurityGroup(`group-${n}`, { vpcId: vpc.id, description: "One of many." });
  new ec2.SecurityGroupRule(`rule-${n}`, {
    securityGroupId: group.id,
    type: "ingress",
    protocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrBlocks: [cidr],
    description: "From its own subnet.",
  });
  const namespace = new k8s.Namespace(`namespace-${n}`, { metadata: { name: `growth-${n}` } });
  new networking.NetworkPolicy(`deny-${n}`, {
    metadata: { namespace: namespace.metadata.name },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  });
}

const copies = Number(process.env.BENCH_COPIES);
if (!Number.isInteger(copies)) throw new Error("BENCH_COPIES is missing: set it to the number of copies to make");
for (let n = 0; n < copies; n++) copy(n);
