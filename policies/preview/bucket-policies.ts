import { bucketType, onPart } from "./bucket-parts";
import { holdsLogs } from "./bucket-purposes";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { limitsCaller } from "./iam-conditions";
import { type Statement, onStatements, takesIn } from "./iam-document";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { type Verdict, all, demand, fail, notApplicable, pass } from "./verdict";

const policyType = "aws:s3/bucketPolicy:BucketPolicy";

/** The policies of a bucket, wherever they are written. */
const onPolicies = (bucket: Reader, plan: Plan, decide: (statements: readonly Statement[]) => Verdict, missing: Verdict): Verdict =>
  onPart(bucket, plan, policyType, {
    part: (part) => onStatements(part, "policy", decide),
    inline: () => (bucket.read("policy") === undefined ? undefined : onStatements(bucket, "policy", decide)),
    missing,
  });

const hasCondition = (statement: Statement, operator: string, key: string, holds: (value: string) => boolean): boolean =>
  statement.conditions.some((one) => one.operator === operator && one.key === key && one.values.length > 0 && one.values.every(holds));

/** Refuses everybody everything under a condition. A statement with more than the one condition refuses less. */
const refuses = (statements: readonly Statement[], operator: string, key: string, holds: (value: string) => boolean): boolean =>
  statements.some(
    (statement) =>
      !statement.allow &&
      statement.conditions.length === 1 &&
      isPublic(statement) &&
      ["s3:GetObject", "s3:PutObject", "s3:ListBucket"].every((action) => takesIn(statement, action)) &&
      hasCondition(statement, operator, key, holds),
  );

const tlsOnly = (statements: readonly Statement[]): Verdict =>
  all(
    demand(
      refuses(statements, "bool", "aws:securetransport", (value) => value.toLowerCase() === "false"),
      "objects may travel in clear; deny s3:* to everybody when aws:SecureTransport is false",
    ),
    demand(
      refuses(statements, "numericlessthan", "s3:tlsversion", (value) => Number(value) >= 1.2),
      "objects may travel over old TLS; deny s3:* to everybody when s3:TlsVersion is less than 1.2",
    ),
  );

const isPublic = ({ principals }: Statement): boolean => principals.some(({ kind, id }) => kind === "*" || (kind === "AWS" && id === "*"));

/** A network that is named limits a caller too: only who is in it gets through. */
const isLimited = (statement: Statement): boolean =>
  limitsCaller(statement) ||
  statement.conditions.some(
    ({ operator, key, values }) => /^string(equals|like)/.test(operator) && /^aws:sourcevpce?$/.test(key) && values.length > 0,
  );

const notPublic = (statements: readonly Statement[]): Verdict =>
  demand(
    !statements.some((statement) => statement.allow && isPublic(statement) && !isLimited(statement)),
    "the policy lets everybody in; name principals, or add a condition on account, organisation or endpoint",
  );

/**
 * Refuses reads to everybody but named callers, whatever IAM gives away. Services of AWS may be left out: they read for nobody else.
 */
const readersNamed = (statements: readonly Statement[]): Verdict =>
  demand(
    statements.some(
      (statement) =>
        !statement.allow &&
        isPublic(statement) &&
        takesIn(statement, "s3:GetObject") &&
        statement.conditions.every(({ key }) => key === "aws:principalarn" || key === "aws:principalisawsservice") &&
        statement.conditions.some(
          ({ operator, key, values }) =>
            key === "aws:principalarn" && /^(arn|string)not(equals|like)$/.test(operator) && !values.includes("*"),
        ),
    ),
    "whoever IAM lets read buckets reads logs; deny s3:GetObject to all but named auditors by aws:PrincipalArn",
  );

export const bucketPolicyChecks = {
  "bucket-tls-only": onEachInPlan(bucketType, (bucket, plan) =>
    onPolicies(
      bucket,
      plan,
      tlsOnly,
      fail("objects may travel in clear; add a BucketPolicy that denies s3:* when aws:SecureTransport is false"),
    ),
  ),
  "bucket-policy-not-public": onEachInPlan(bucketType, (bucket, plan) => onPolicies(bucket, plan, notPublic, pass)),
  "log-archive-readers-named": onEachInPlan(bucketType, (bucket, plan) =>
    holdsLogs(bucket, plan)
      ? onPolicies(
          bucket,
          plan,
          readersNamed,
          fail("whoever IAM lets read buckets reads logs; add a BucketPolicy that denies s3:GetObject to all but auditors"),
        )
      : notApplicable,
  ),
  "repository-policy-not-public": onEach("aws:ecr/repositoryPolicy:RepositoryPolicy", (policy) =>
    onStatements(policy, "policy", notPublic),
  ),
} as const satisfies Record<string, PreviewCheck>;
