import assert from "node:assert/strict";
import { LogArchive } from "../../../components/logging/archive";
import { named, planComponent, textOf } from "../support";
import { archiveArgs } from "./support";

const s3 = (type: string): string => `aws:s3/${type[0]?.toLowerCase() ?? ""}${type.slice(1)}:${type}`;
const plan = (changes: object = {}) => planComponent(() => new LogArchive("archive", { ...archiveArgs, ...changes }));

describe("the log archive", () => {
  it("is locked for as long as logs live, and not for longer, whatever the longest lock of the stack is", async () => {
    const planned = await plan();
    const bucket = named(planned, s3("Bucket"), "archive-bucket");
    assert.deepEqual([bucket.read("objectLockEnabled"), bucket.resource.protect], [true, true]);
    assert.deepEqual(named(planned, s3("BucketObjectLockConfiguration"), "archive-bucket").read("rule"), {
      defaultRetention: { mode: "COMPLIANCE", days: 731 },
    });
  });

  it("is locked for the short time of an environment that is taken down again", async () => {
    const planned = await plan({ lock: { mode: "GOVERNANCE", longestDays: 1 } });
    const lock = named(planned, s3("BucketObjectLockConfiguration"), "archive-bucket");
    assert.deepEqual(lock.read("rule.defaultRetention"), { mode: "GOVERNANCE", days: 1 });
  });

  it("moves logs to the archive's class after the hot days, lets them expire at their end, and replaced ones soon", async () => {
    const lifecycle = named(await plan(), s3("BucketLifecycleConfiguration"), "archive-bucket");
    assert.deepEqual(lifecycle.read("rules"), [
      {
        id: "expire",
        status: "Enabled",
        filter: { prefix: "" },
        transitions: [{ days: 120, storageClass: "GLACIER_IR" }],
        expiration: { days: 731 },
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
  });

  it("is encrypted with the key for logs", async () => {
    const encryption = named(await plan(), s3("BucketServerSideEncryptionConfiguration"), "archive-bucket");
    assert.deepEqual(encryption.read("rules"), [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: archiveArgs.keyArn }, bucketKeyEnabled: true },
    ]);
  });

  for (const name of ["archive-bucket", "archive-access"]) {
    it(`keeps versions, is never public and belongs to its owner: ${name}`, async () => {
      const planned = await plan();
      const block = named(planned, s3("BucketPublicAccessBlock"), name);
      const blocked = ["blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets"].map((key) => block.read(key));
      assert.deepEqual(blocked, [true, true, true, true]);
      assert.equal(named(planned, s3("BucketVersioning"), name).read("versioningConfiguration.status"), "Enabled");
      assert.equal(named(planned, s3("BucketOwnershipControls"), name).read("rule.objectOwnership"), "BucketOwnerEnforced");
      assert.equal(named(planned, s3("Bucket"), name).read("forceDestroy"), undefined);
    });
  }

  it("records who asks for what in it, in a bucket that S3 can write to", async () => {
    const planned = await plan();
    const logging = named(planned, s3("BucketLogging"), "archive-access");
    assert.deepEqual(logging.sources("bucket"), [named(planned, s3("Bucket"), "archive-bucket").urn]);
    assert.deepEqual(logging.sources("targetBucket"), [named(planned, s3("Bucket"), "archive-access").urn]);
    assert.equal(named(planned, s3("Bucket"), "archive-access").read("objectLockEnabled"), false);
    const encryption = named(planned, s3("BucketServerSideEncryptionConfiguration"), "archive-access");
    assert.equal(encryption.read("rules.0.applyServerSideEncryptionByDefault.sseAlgorithm"), "AES256");
  });

  it("has names that S3 takes, however long the stack's is", async () => {
    const planned = await plan({ clusterName: `Compliant-${"x".repeat(38)}` });
    for (const bucket of planned.ofType(s3("Bucket"))) assert.match(textOf(bucket, "bucket"), /^[a-z0-9-]{3,50}-\d{12}$/);
  });
});
