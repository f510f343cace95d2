import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BenchError, type Command, measure } from "../measure";
import type { Subject } from "../subjects";

/** The resources of `bench/growth/program.cjs`, as CloudFormation has them. */
function ofAws(n: number): Readonly<Record<string, object>> {
  const reference = (name: string): object => ({ Ref: `${name}${String(n)}` });
  const attribute = (name: string): object => ({ "Fn::GetAtt": [`${name}${String(n)}`, "Arn"] });
  const made = (type: string, properties: object): object => ({ Type: `AWS::${type}`, Properties: properties });
  const statement = (more: object): object => ({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...more }] });
  const cidr = `10.${String(Math.floor(n / 250))}.${String(n % 250)}.0/24`;
  const resources = {
    Key: made("KMS::Key", { EnableKeyRotation: true, KeyPolicy: statement({ Principal: { AWS: "*" }, Action: "kms:*", Resource: "*" }) }),
    Alias: made("KMS::Alias", { AliasName: `alias/growth-${String(n)}`, TargetKeyId: reference("Key") }),
    Bucket: made("S3::Bucket", {
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: attribute("Key") } },
        ],
      },
    }),
    Logs: made("Logs::LogGroup", { KmsKeyId: attribute("Key"), RetentionInDays: 2192 }),
    Role: made("IAM::Role", {
      AssumeRolePolicyDocument: statement({ Principal: { Service: "pods.eks.amazonaws.com" }, Action: ["sts:AssumeRole"] }),
    }),
    Policy: made("IAM::Policy", {
      PolicyName: `policy-${String(n)}`,
      Roles: [reference("Role")],
      PolicyDocument: statement({ Action: ["s3:GetObject"], Resource: attribute("Bucket") }),
    }),
    Subnet: made("EC2::Subnet", { VpcId: { Ref: "Vpc" }, CidrBlock: cidr }),
    Group: made("EC2::SecurityGroup", { VpcId: { Ref: "Vpc" }, GroupDescription: "One of many." }),
    Rule: made("EC2::SecurityGroupIngress", {
      GroupId: reference("Group"),
      IpProtocol: "tcp",
      FromPort: 443,
      ToPort: 443,
      CidrIp: cidr,
      Description: "From its own subnet.",
    }),
  };
  return Object.fromEntries(Object.entries(resources).map(([name, resource]) => [`${name}${String(n)}`, resource]));
}

const ofKubernetes = (n: number): readonly object[] => [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: `growth-${String(n)}` } },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: `deny-${String(n)}`, namespace: `growth-${String(n)}` },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  },
];

/**
 * Checkov on as many copies of the same things as `growth`. What CloudFormation puts into the bucket are resources of their own in
 * Pulumi; it counts as many resources as the program has. `python` is one that has the package checkov.
 */
export async function checkov(python: string, copies: number, resources: number): Promise<Subject> {
  const folder = mkdtempSync(join(tmpdir(), "compliant-eks-bench-checkov-"));
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const numbers = Array.from({ length: copies }, (_, n) => n);
  const vpc = { Vpc: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: "10.0.0.0/8" } } };
  const template = { AWSTemplateFormatVersion: "2010-09-09", Resources: Object.assign({}, vpc, ...numbers.map(ofAws)) as object };
  writeFileSync(join(folder, "template.json"), JSON.stringify(template));
  writeFileSync(
    join(folder, "objects.yaml"),
    numbers.flatMap((n) => ofKubernetes(n).map((object) => JSON.stringify(object))).join("\n---\n"),
  );
  const command: Command = {
    program: python,
    args: [join(__dirname, "probe.py"), "--directory", folder, "--framework", "cloudformation", "kubernetes", "--compact", "--quiet"],
    cwd: folder,
  };
  const { stdout } = await measure(command);
  if (!/Failed checks: [1-9]/.test(stdout)) throw new BenchError("checkov judged nothing");
  return { name: `checkov, ${String(copies)} copies`, resources, command };
}
