import * as ebs from "@pulumi/aws/ebs";
import type * as pulumi from "@pulumi/pulumi";

/**
 * Every new volume of the region is encrypted, with the key for volumes where nobody names another, and no snapshot can be made public.
 * The first and the last stay when the stack goes: taking them back would open the account. The key does not: it goes with the stack.
 */
export function createEbsDefaults(name: string, volumesKeyArn: pulumi.Input<string>, opts: pulumi.CustomResourceOptions): void {
  const stays = { ...opts, retainOnDelete: true };
  new ebs.EncryptionByDefault(name, { enabled: true }, stays);
  new ebs.DefaultKmsKey(name, { keyArn: volumesKeyArn }, opts);
  new ebs.SnapshotBlockPublicAccess(name, { state: "block-all-sharing" }, stays);
}
