import { type PreviewCheck, onEachInPlan } from "./check";
import { companions } from "./companions";
import { keyType } from "./kms-types";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { type Verdict, demand } from "./verdict";

/** What a key is for, by the property that names it. Buckets are left out: what they are for cannot be seen from their key. */
const users: readonly (readonly [purpose: string, type: string, property: string])[] = [
  ["secrets", "aws:eks/cluster:Cluster", "encryptionConfig"],
  ["secrets", "aws:secretsmanager/secret:Secret", "kmsKeyId"],
  ["volumes", "aws:ec2/launchTemplate:LaunchTemplate", "blockDeviceMappings"],
  ["volumes", "aws:ebs/volume:Volume", "kmsKeyId"],
  ["volumes", "aws:ebs/defaultKmsKey:DefaultKmsKey", "keyArn"],
  ["volumes", "kubernetes:storage.k8s.io/v1:StorageClass", "parameters"],
  ["logs", "aws:cloudwatch/logGroup:LogGroup", "kmsKeyId"],
  ["logs", "aws:cloudtrail/trail:Trail", "kmsKeyId"],
  ["backups", "aws:backup/vault:Vault", "kmsKeyArn"],
  ["alerts", "aws:sns/topic:Topic", "kmsMasterKeyId"],
];

/** Users may name the key itself or an alias of it. */
function purposesOf(key: Reader, plan: Plan): ReadonlySet<string> {
  const names = [key, ...companions(plan, key, "targetKeyId", "aws:kms/alias:Alias")];
  return new Set(
    users
      .filter(([, type, property]) => names.some((name) => companions(plan, name, property, type).length > 0))
      .map(([purpose]) => purpose),
  );
}

const onePurpose = (key: Reader, plan: Plan): Verdict =>
  demand(
    purposesOf(key, plan).size <= 1,
    "one key serves several purposes, so whoever may read one kind of data can read the other; make a key for each",
  );

export const kmsPurposeChecks = {
  "kms-key-one-purpose": onEachInPlan(keyType, onePurpose),
} as const satisfies Record<string, PreviewCheck>;
