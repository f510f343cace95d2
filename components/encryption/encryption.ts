import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import type { Site } from "../args";
import { type KeyUserNames, keyPolicy } from "./key-policies";
import { type Purpose, purposes } from "./purposes";

export interface EncryptionArgs {
  readonly site: Site;
  /** In descriptions, aliases and the names that key policies refer to. */
  readonly clusterName: string;
  /** Days between rotations, 90 to 2560. */
  readonly rotationDays: number;
  /** Days between the order to delete a key and its end, 7 to 30. */
  readonly deletionWindowInDays: number;
  /** Pulumi refuses to delete the keys. */
  readonly protect: boolean;
  /** Where backups are copied to, with the key of the copies; the region of everything else when absent. */
  readonly copyRegion?: string;
  /** Roles that use a key. They need not exist yet. */
  readonly roleNames: KeyUserNames;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * One customer-managed key per purpose, each with the alias `alias/<cluster>/<purpose>`. Material is made in KMS and stays in its
 * region. Losing a key is losing its data: the tag `data-scope` names what becomes unreadable with it.
 */
export class Encryption extends pulumi.ComponentResource {
  readonly secretsKeyArn: pulumi.Output<string>;
  readonly credentialsKeyArn: pulumi.Output<string>;
  readonly volumesKeyArn: pulumi.Output<string>;
  readonly logsKeyArn: pulumi.Output<string>;
  readonly backupsKeyArn: pulumi.Output<string>;
  readonly copiesKeyArn: pulumi.Output<string>;
  readonly alertsKeyArn: pulumi.Output<string>;

  constructor(name: string, args: EncryptionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("compliant-eks:index:Encryption", name, {}, opts);
    const mistake = mistakeIn(args);
    if (mistake) throw new pulumi.ResourceError(mistake, this);

    this.secretsKeyArn = this.createKey(name, "secrets", args);
    this.credentialsKeyArn = this.createKey(name, "credentials", args);
    this.volumesKeyArn = this.createKey(name, "volumes", args);
    this.logsKeyArn = this.createKey(name, "logs", args);
    this.backupsKeyArn = this.createKey(name, "backups", args);
    this.copiesKeyArn = this.createKey(name, "copies", args);
    this.alertsKeyArn = this.createKey(name, "alerts", args);
    this.registerOutputs({
      secretsKeyArn: this.secretsKeyArn,
      credentialsKeyArn: this.credentialsKeyArn,
      volumesKeyArn: this.volumesKeyArn,
      logsKeyArn: this.logsKeyArn,
      backupsKeyArn: this.backupsKeyArn,
      copiesKeyArn: this.copiesKeyArn,
      alertsKeyArn: this.alertsKeyArn,
    });
  }

  private createKey(name: string, purpose: Purpose, args: EncryptionArgs): pulumi.Output<string> {
    const place = purpose === "copies" && args.copyRegion !== undefined ? { region: args.copyRegion } : {};
    const key = new kms.Key(
      `${name}-${purpose}`,
      {
        ...place,
        description: `${args.clusterName}: ${purposes[purpose]}`,
        policy: keyPolicy(purpose, args),
        enableKeyRotation: true,
        rotationPeriodInDays: args.rotationDays,
        deletionWindowInDays: args.deletionWindowInDays,
        tags: { ...args.tags, Name: `${args.clusterName}-${purpose}`, purpose, "data-scope": `${args.clusterName}/${purpose}` },
      },
      { parent: this, protect: args.protect },
    );
    new kms.Alias(
      `${name}-${purpose}`,
      { ...place, name: `alias/${args.clusterName}/${purpose}`, targetKeyId: key.keyId },
      { parent: this },
    );
    return key.arn;
  }
}

function mistakeIn({ rotationDays, deletionWindowInDays }: EncryptionArgs): string | undefined {
  if (rotationDays < 90 || rotationDays > 2560)
    return `KMS rotates every 90 to 2560 days, not every ${String(rotationDays)}; write a number between`;
  if (deletionWindowInDays < 7 || deletionWindowInDays > 30)
    return `KMS waits 7 to 30 days before it deletes a key, not ${String(deletionWindowInDays)}; write a number between`;
  return undefined;
}
