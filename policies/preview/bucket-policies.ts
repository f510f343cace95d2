import { bucketType, onPart } from "./bucket-parts";
import { holdsLogs } from "./bucket-purposes";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { type Statement, onStatements } from "./iam-document";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { notPublic, refuses, refusesAllBut, refusesClearText, serviceScoped } from "./resource-policies";
import { type Verdict, all, demand, fail, notApplicable, pass } from "./verdict";

const policyType = "aws:s3/bucketPolicy:BucketPolicy";

/** The policies of a bucket, wherever they are written. */
export const onBucketPolicies = (
  bucket: Reader,
  plan: Plan,
  decide: (statements: readonly Statement[]) => Verdict,
  missing: Verdict,
): Verdict =>
  onPart(bucket, plan, policyType, {
    part: (part) => onStatements(part, "policy", decide),
    inline: () => (bucket.read("policy") === undefined ? undefined : onStatements(bucket, "policy", decide)),
    missing,
  });

const objects = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"];

const tlsOnly = (statements: readonly Statement[]): Verdict =>
  all(
    demand(refusesClearText(statements, objects), "objects may travel in clear; deny s3:* to everybody when aws:SecureTransport is false"),
    demand(
      refuses(statements, objects, "numericlessthan", "s3:tlsversion", (value) => Number(value) >= 1.2),
      "objects may travel over old TLS; deny s3:* to everybody when s3:TlsVersion is less than 1.2",
    ),
  );

/** What is asked of the policy of an archive, which must have one. */
const onArchives = (action: string, open: string, remedy: string): PreviewCheck =>
  onEachInPlan(bucketType, (bucket, plan) =>
    holdsLogs(bucket, plan)
      ? onBucketPolicies(
          bucket,
          plan,
          (statements) => demand(refusesAllBut(statements, action), `${open}; ${remedy}`),
          fail(`${open}; add a BucketPolicy: ${remedy}`),
        )
      : notApplicable,
  );

export const bucketPolicyChecks = {
  "bucket-tls-only": onEachInPlan(bucketType, (bucket, plan) =>
    onBucketPolicies(
      bucket,
      plan,
      tlsOnly,
      fail("objects may travel in clear; add a BucketPolicy that denies s3:* when aws:SecureTransport is false"),
    ),
  ),
  "bucket-policy-not-public": onEachInPlan(bucketType, (bucket, plan) => onBucketPolicies(bucket, plan, notPublic, pass)),
  "bucket-policy-service-scoped": onEachInPlan(bucketType, (bucket, plan) => onBucketPolicies(bucket, plan, serviceScoped, pass)),
  "log-archive-readers-named": onArchives(
    "s3:GetObject",
    "whoever IAM lets read buckets reads logs",
    "deny s3:GetObject to all but named auditors by aws:PrincipalArn",
  ),
  "log-archive-writers-named": onArchives(
    "s3:PutObject",
    "whoever IAM lets write to buckets can plant logs",
    "deny s3:PutObject to all but the delivery role by aws:PrincipalArn",
  ),
  "repository-policy-not-public": onEach("aws:ecr/repositoryPolicy:RepositoryPolicy", (policy) =>
    onStatements(policy, "policy", notPublic),
  ),
} as const satisfies Record<string, PreviewCheck>;
