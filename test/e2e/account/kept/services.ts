import { narrow, trustMachines } from "../../../audit/live/aws/account/identity";
import { policy, tags } from "../../../audit/live/aws/account/names";
import type { Aws } from "../aws";
import { account, region } from "../server";
import { type Made, text } from "./made";

export async function makeKey(aws: Aws): Promise<Pick<Made, "keyId" | "keyArn">> {
  const root = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" };
  const { KeyMetadata } = await aws.call("kms", "CreateKey", {
    Policy: policy(root),
    Tags: tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })),
  });
  const { KeyId: keyId, Arn: keyArn } = KeyMetadata as { readonly KeyId: string; readonly Arn: string };
  await aws.call("kms", "EnableKeyRotation", { KeyId: keyId });
  return { keyId, keyArn };
}

export async function makePeople(aws: Aws): Promise<void> {
  await aws.call("iam", "CreateRole", { RoleName: "node", AssumeRolePolicyDocument: trustMachines, MaxSessionDuration: 3600, Tags: tags });
  await aws.call("iam", "PutRolePolicy", { RoleName: "node", PolicyName: "backups", PolicyDocument: narrow });
  await aws.call("iam", "UpdateAccountPasswordPolicy", { MinimumPasswordLength: 14, PasswordReusePrevention: 24, MaxPasswordAge: 90 });
}

export async function makeServices(aws: Aws, { keyArn }: Pick<Made, "keyArn">): Promise<Pick<Made, "volumeId">> {
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
