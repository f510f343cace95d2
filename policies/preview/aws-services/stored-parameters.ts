import { holdsCredential } from "../credential-patterns";
import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { customerKey } from "../customer-key";
import type { Reader } from "../reader";
import { notPublic, onPolicies } from "../resource-policies";
import { UNKNOWN, isTrue, numberOf, follow } from "../tree";
import { type Verdict, all, deferred, demand, fail, notApplicable, pass, worst } from "../verdict";
import { jsonOf } from "../json-text";
import { regionAllowed } from "../residency";

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

/** What Session Manager does with every session of the region. */
const sessions = (document: Reader, settings: readonly string[], message: string): Verdict =>
  document.inspect("documentType", (type) =>
    type === "Session"
      ? document.expect("content", (text) => settings.some((name) => isGiven(follow(jsonOf(text), `inputs.${name}`))), message)
      : notApplicable,
  );

const leaves = "a replica leaves the allowed regions; name one of allowedRegions";

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
      ["cloudWatchLogGroupName", "s3BucketName"],
      "what people type on machines is not recorded; name cloudWatchLogGroupName or s3BucketName in the content",
    ),
  ),
  "shell-sessions-encrypted-with-cmk": onEach(documentType, (document) =>
    sessions(document, ["kmsKeyId"], "sessions on machines are not under your key; name kmsKeyId in the content"),
  ),
  "secret-policy-not-public": onPolicies([secretType, secretPolicyType], notPublic),
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
  "secret-replicas-stay": onEach(secretType, (secret, { parameters }) =>
    worst(
      secret.every(
        "replicas",
        (replica) => replica.inspect("region", (region) => regionAllowed(region, parameters["residency.allowed.regions"], leaves)),
        notApplicable,
      ),
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
