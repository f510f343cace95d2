import { holdsCredential } from "../credential-patterns";
import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { customerKey } from "../customer-key";
import { onStatements } from "../iam-document";
import type { Reader } from "../reader";
import { notPublic } from "../resource-policies";
import { UNKNOWN, isTrue, numberOf } from "../tree";
import { type Verdict, all, deferred, demand, fail, notApplicable, pass, worst } from "../verdict";

const parameterType = "aws:ssm/parameter:Parameter";
const documentType = "aws:ssm/document:Document";
const secretType = "aws:secretsmanager/secret:Secret";
const secretPolicyType = "aws:secretsmanager/secretPolicy:SecretPolicy";

const isSecure = (parameter: Reader, decide: () => Verdict): Verdict =>
  parameter.inspect("type", (type) => (type === "SecureString" ? decide() : notApplicable));

const credential = "the parameter holds a credential in clear; set type to SecureString";

/** A name such as `/shop/db/password` says as much as what is given to it. */
const noCredential = (parameter: Reader): Verdict =>
  parameter.inspect("type", (type) => {
    if (type === "SecureString") return pass;
    return parameter.inspect("name", (name) => {
      const last = typeof name === "string" ? (name.split("/").at(-1) ?? "") : "";
      return worst(
        ["value", "insecureValue"].map((path) => {
          const value = parameter.read(path);
          if (value === UNKNOWN) return holdsCredential(`${last}=unknown-value`) ? fail(credential) : deferred(path);
          return parameter.expect(
            path,
            (text) => typeof text !== "string" || !(holdsCredential(text) || holdsCredential(`${last}=${text}`)),
            credential,
          );
        }),
      );
    });
  });

const sharedDocument = (document: Reader): Verdict =>
  document.expect(
    "permissions.accountIds",
    (ids) => !(typeof ids === "string" && ids.toLowerCase().split(",").includes("all")),
    "everybody can read the document; name accounts in permissions.accountIds",
  );

interface Session {
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** What Session Manager does with every session of the region. */
const sessions = (document: Reader, holds: (inputs: Readonly<Record<string, unknown>>) => boolean, message: string): Verdict =>
  document.inspect("documentType", (type) =>
    type === "Session" ? document.expect("content", (text) => holds((parsed(text) as Session).inputs ?? {}), message) : notApplicable,
  );

function parsed(text: unknown): object {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

const isGiven = (value: unknown): boolean => typeof value === "string" && value !== "";

export const storedParameterChecks = {
  "parameter-no-credentials": onEach(parameterType, noCredential),
  "parameter-encrypted-with-cmk": onEachInPlan(parameterType, (parameter) =>
    isSecure(parameter, () =>
      customerKey(parameter, "keyId", "the parameter is encrypted with a key of AWS; set keyId to the ARN of a key of your own"),
    ),
  ),
  "automation-document-private": onEach(documentType, sharedDocument),
  "shell-sessions-logged": onEach(documentType, (document) =>
    sessions(
      document,
      (inputs) => isGiven(inputs["cloudWatchLogGroupName"]) || isGiven(inputs["s3BucketName"]),
      "what people type on machines is not recorded; name cloudWatchLogGroupName or s3BucketName in the content",
    ),
  ),
  "shell-sessions-encrypted-with-cmk": onEach(documentType, (document) =>
    sessions(
      document,
      (inputs) => isGiven(inputs["kmsKeyId"]),
      "sessions on machines are not under your key; name kmsKeyId in the content",
    ),
  ),
  "secret-policy-not-public": onEach([secretType, secretPolicyType], (secret) =>
    secret.read("policy") === undefined ? notApplicable : onStatements(secret, "policy", notPublic),
  ),
  "secret-policy-blocks-public": onEach(secretPolicyType, (policy) =>
    policy.expect("blockPublicPolicy", isTrue, "nothing keeps a later policy from opening the secret; set blockPublicPolicy to true"),
  ),
  "secret-deletion-can-be-undone": onEach(secretType, (secret) =>
    secret.inspect("recoveryWindowInDays", (days) =>
      demand(days === undefined || (numberOf(days) ?? 0) >= 7, "a deleted secret is gone at once; set recoveryWindowInDays to 7 or more"),
    ),
  ),
  "secret-replicas-encrypted-with-cmk": onEachInPlan(secretType, (secret) =>
    all(
      ...secret.every(
        "replicas",
        (replica) => customerKey(replica, "kmsKeyId", "a replica is encrypted with a key of AWS; set kmsKeyId to a key of its region"),
        notApplicable,
      ),
    ),
  ),
  "secret-replicas-stay": onEach(secretType, (secret, { parameters }) => {
    const allowed = parameters["residency.allowed.regions"];
    return worst(
      secret.every(
        "replicas",
        (replica) =>
          allowed.length === 0
            ? { status: "not-evaluated", message: "no region is excluded: set compliant-eks:platform.allowedRegions" }
            : replica.expect(
                "region",
                (region) => typeof region === "string" && allowed.includes(region),
                "a replica leaves the allowed regions; name one of allowedRegions",
              ),
        notApplicable,
      ),
    );
  }),
} as const satisfies Record<string, PreviewCheck>;
