import { bucketType, onPart } from "./bucket-parts";
import { onLifecycle } from "./bucket-expiry";
import { holdsAccessLogs } from "./bucket-purposes";
import { type PreviewCheck, onEachInPlan } from "./check";
import { customerKey } from "./customer-key";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { isTrue, numberOf } from "./tree";
import { type Verdict, all, fail, notApplicable, pass } from "./verdict";

const encryptionType = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const ownershipType = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
const blockType = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const versioningType = "aws:s3/bucketVersioning:BucketVersioning";

const noKey = "objects are not encrypted with your key; set sseAlgorithm aws:kms and kmsMasterKeyId to the ARN of a key";

/** One rule holds for a bucket, in a list or as it is. */
const ruleEncrypts = (rule: Reader): Verdict =>
  all(
    rule.expect("applyServerSideEncryptionByDefault.sseAlgorithm", (value) => value === "aws:kms" || value === "aws:kms:dsse", noKey),
    customerKey(rule, "applyServerSideEncryptionByDefault.kmsMasterKeyId", noKey),
  );

const encrypted = (bucket: Reader, plan: Plan): Verdict =>
  holdsAccessLogs(bucket, plan)
    ? notApplicable
    : onPart(bucket, plan, encryptionType, {
        part: (part) => all(...part.every("rules", ruleEncrypts, fail(noKey))),
        inline: () =>
          said(bucket, "serverSideEncryptionConfiguration", () => ruleEncrypts(bucket.at("serverSideEncryptionConfiguration.rule"))),
        missing: fail(noKey),
      });

/** What a bucket says itself, in the older form; undefined when it says nothing. */
const said = (bucket: Reader, property: string, decide: () => Verdict): Verdict | undefined =>
  bucket.read(property) === undefined ? undefined : decide();

const versioned = (bucket: Reader, plan: Plan): Verdict => {
  const message = "what is overwritten or deleted is lost; set the status of a BucketVersioning to Enabled";
  return onPart(bucket, plan, versioningType, {
    part: (part) => part.expect("versioningConfiguration.status", (status) => status === "Enabled", message),
    inline: () => said(bucket, "versioning", () => bucket.expect("versioning.enabled", isTrue, message)),
    missing: fail(message),
  });
};

/** Since April 2023 new buckets have no ACLs, so a bucket of which nobody says anything has none. */
const owned = (bucket: Reader, plan: Plan): Verdict =>
  onPart(bucket, plan, ownershipType, {
    part: (part) =>
      part.expect(
        "rule.objectOwnership",
        (value) => value === "BucketOwnerEnforced",
        "ACLs can give objects away; set objectOwnership to BucketOwnerEnforced",
      ),
    missing: pass,
  });

const switches = ["blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets"] as const;

const blocked = (bucket: Reader, plan: Plan): Verdict => {
  const message = "the bucket can be made public; set all four switches of a BucketPublicAccessBlock to true";
  return onPart(bucket, plan, blockType, {
    part: (part) => all(...switches.map((one) => part.expect(one, isTrue, message))),
    missing: fail(message),
  });
};

/** Versions that were replaced must end, or nothing that is deleted ever is (GDPR 5(1)(e), PCI DSS 3.2.1). */
const versionsEnd = (bucket: Reader, plan: Plan): Verdict => {
  const missing = fail(
    "replaced versions are kept for ever; add a rule with noncurrentVersionExpiration to a BucketLifecycleConfiguration",
  );
  const ends = (rule: Reader): Verdict =>
    all(
      ...["noncurrentDays", "days"].map((property) =>
        rule.inspect(`noncurrentVersionExpiration.${property}`, (days) => ((numberOf(days) ?? 0) > 0 ? pass : notApplicable)),
      ),
    );
  return onLifecycle(
    bucket,
    plan,
    (rules) => {
      const found = rules.map(ends).filter(({ status }) => status !== "not-applicable");
      return found.find(({ status }) => status === "pass") ?? (found.length > 0 ? all(...found) : missing);
    },
    missing,
  );
};

export const bucketChecks = {
  "bucket-encrypted-with-cmk": onEachInPlan(bucketType, encrypted),
  "bucket-acls-disabled": onEachInPlan(bucketType, owned),
  "bucket-public-access-blocked": onEachInPlan(bucketType, blocked),
  "bucket-versioning-enabled": onEachInPlan(bucketType, versioned),
  "bucket-replaced-versions-expire": onEachInPlan(bucketType, versionsEnd),
} as const satisfies Record<string, PreviewCheck>;
