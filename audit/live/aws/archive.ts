import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "../../evidence/store";
import { UserError } from "../../user-error";
import { errorName, failureOf } from "./failure";

export interface Archive {
  readonly bucket: string;
  /** Of the stack. */
  readonly region: string;
  /** Before each path in the bucket. */
  readonly prefix: string;
  readonly lock: { readonly mode: "GOVERNANCE" | "COMPLIANCE"; readonly until: Date };
}

/**
 * Puts every file of a folder of evidence into a bucket, each locked until the same day; the manifest comes last, so that a folder without one is not complete.
 * Throws a UserError that names the first file which could not be put. What is there by then stays: it is locked.
 */
export async function archive(folder: string, manifest: string, { bucket, region, prefix, lock }: Archive): Promise<number> {
  const { PutObjectCommand, S3Client } = await import("@aws-sdk/client-s3");
  const client = new S3Client({ region, maxAttempts: 6, followRegionRedirects: true });
  const files = [...filesBelow(folder).filter((path) => path !== manifest), manifest];
  try {
    for (const path of files) {
      const put = new PutObjectCommand({
        Bucket: bucket,
        Key: `${prefix}/${path}`,
        Body: readFileSync(join(folder, path)),
        ChecksumAlgorithm: "SHA256",
        ObjectLockMode: lock.mode,
        ObjectLockRetainUntilDate: lock.until,
      });
      await client.send(put).catch((error: unknown) => {
        throw new UserError(`cannot put ${path} into the bucket ${bucket}: ${reasonOf(error)}; the folder ${folder} is kept`);
      });
    }
    return files.length;
  } finally {
    client.destroy();
  }
}

/** What S3 says in its own words of a bucket that is not made for this. */
const reasons: Readonly<Record<string, string>> = {
  NoSuchBucket: "there is no such bucket; name the one with the tag purpose: evidence",
  InvalidRequest: "the bucket has no Object Lock; name the one with the tag purpose: evidence",
  AccessDenied: "the caller may not; allow it s3:PutObject and s3:PutObjectRetention there, and kms:GenerateDataKey with the bucket's key",
};

const reasonOf = (error: unknown): string => reasons[errorName(error)] ?? failureOf(error).message;
