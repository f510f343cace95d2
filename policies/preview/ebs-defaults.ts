import { external } from "./account-services";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { customerKey } from "./customer-key";
import { onPlatform } from "./presence";
import { isFalse } from "./tree";
import { demand, notEvaluated } from "./verdict";

const encryptionType = "aws:ebs/encryptionByDefault:EncryptionByDefault";
const keyType = "aws:ebs/defaultKmsKey:DefaultKmsKey";
const blockType = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess";
const sharedType = "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission";

export const ebsDefaultChecks = {
  "ebs-defaults-present": onPlatform(
    [encryptionType, keyType, blockType],
    (plan, settings) =>
      external("ebsDefaults", settings) ??
      demand(
        [encryptionType, keyType, blockType].every((type) => plan.ofType(type).length > 0),
        "volumes of the region are not encrypted by default; add ebs.EncryptionByDefault, DefaultKmsKey and SnapshotBlockPublicAccess",
      ),
  ),
  "ebs-encryption-by-default-on": onEach(encryptionType, (resource) =>
    resource.expect("enabled", (value) => !isFalse(value), "new volumes are not encrypted; remove enabled"),
  ),
  "ebs-default-key-customer": onEachInPlan(keyType, (resource) =>
    customerKey(resource, "keyArn", "new volumes are not encrypted with your key; set keyArn to the ARN of the key for volumes"),
  ),
  "ebs-snapshots-not-public": onEach(blockType, (resource) =>
    resource.expect("state", (state) => state === "block-all-sharing", "snapshots can be public; set state to block-all-sharing"),
  ),
  "ebs-snapshot-not-shared": onEach(sharedType, (resource, { account }) =>
    account === undefined
      ? notEvaluated("the stack file does not say which account this is")
      : resource.inspect("accountId", (id) => demand(id === account, "a snapshot is shared with another account; remove the permission")),
  ),
} as const satisfies Record<string, PreviewCheck>;
