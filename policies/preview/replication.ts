import type { Settings } from "../settings";
import { bucketType } from "./bucket-parts";
import { type PreviewCheck, onEachInPlan } from "./check";
import { customerKey } from "./customer-key";
import { sourcesOf } from "./companions";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { placeOf } from "./residency";
import { isTrue } from "./tree";
import { type Verdict, all, fail, notApplicable, notEvaluated, worst } from "./verdict";

export const replicationType = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

const none = fail("nothing is copied; add a rule with a destination");

/** The region of a bucket is that of its provider; its ARN does not tell. */
function stays(replication: Reader, plan: Plan, settings: Settings): Verdict {
  const targets = sourcesOf(plan, replication, "rules", bucketType).filter((bucket) => !replication.sources("bucket").includes(bucket.urn));
  if (targets.length === 0)
    return notEvaluated("the bucket that copies go to is not in this program; make it here, or say who answers for its region");
  return worst(targets.map((bucket) => placeOf(bucket, plan, settings.parameters["residency.allowed.regions"])));
}

/** S3 does not copy what a key of KMS encrypts unless it is told to, with a key at the destination. */
const encrypted = (rule: Reader): Verdict => {
  const remedy =
    "copies are not encrypted with your key; set sourceSelectionCriteria.sseKmsEncryptedObjects and destination.encryptionConfiguration.replicaKmsKeyId";
  return all(
    rule.expect("sourceSelectionCriteria.sseKmsEncryptedObjects.status", (status) => status === "Enabled" || isTrue(status), remedy),
    customerKey(rule, "destination.encryptionConfiguration.replicaKmsKeyId", remedy),
  );
};

const onRules = (decide: (rule: Reader) => Verdict): PreviewCheck =>
  onEachInPlan(replicationType, (replication) =>
    worst(replication.every("rules", (rule) => (rule.read("status") === "Disabled" ? notApplicable : decide(rule)), none)),
  );

export const replicationChecks = {
  "replication-stays": onEachInPlan(replicationType, stays),
  "replication-encrypted-with-cmk": onRules(encrypted),
} as const satisfies Record<string, PreviewCheck>;
