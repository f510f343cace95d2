import { type PreviewCheck, onEachInPlan } from "./check";
import { customerKey } from "./customer-key";
import type { Reader } from "./reader";
import { type Verdict, all } from "./verdict";

/** EKS encrypts its API objects with a key of AWS's own unless told otherwise; ours can be withdrawn and its use is logged. */
function secretsKey(cluster: Reader): Verdict {
  const key = customerKey(
    cluster,
    "encryptionConfig.provider.keyArn",
    "secrets are encrypted with the key that AWS owns; set encryptionConfig (encryptionConfigKeyArn) to a key of your own",
  );
  if (key.status === "fail") return key;
  const resources = cluster.expect(
    "encryptionConfig.resources",
    (value) => Array.isArray(value) && value.includes("secrets"),
    'encryptionConfig does not cover secrets; set its resources to ["secrets"]',
  );
  return all(key, resources);
}

export const eksSecretsChecks = {
  "eks-secrets-encrypted-with-cmk": onEachInPlan("aws:eks/cluster:Cluster", secretsKey),
} as const satisfies Record<string, PreviewCheck>;
