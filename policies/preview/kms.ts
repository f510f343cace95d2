import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { keyPolicyTypes, keyType, replicaType } from "./kms-types";
import type { Plan } from "./plan";
import { type Known, type Reader } from "./reader";
import { UNKNOWN, isTrue, numberOf } from "./tree";
import { type Verdict, deferred, demand, fail, notApplicable, notEvaluated, pass } from "./verdict";

const externalTypes = ["aws:kms/externalKey:ExternalKey", "aws:kms/replicaExternalKey:ReplicaExternalKey"];

/** KMS rotates symmetric keys whose material it made; those of any other kind or use cannot rotate. */
const rotates = (key: Reader): boolean | typeof UNKNOWN => {
  const [spec, usage] = [key.read("customerMasterKeySpec"), key.read("keyUsage")];
  if (spec === UNKNOWN || usage === UNKNOWN) return UNKNOWN;
  return (spec ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT" && (usage ?? "ENCRYPT_DECRYPT") === "ENCRYPT_DECRYPT";
};

function rotation(key: Reader): Verdict {
  const kind = rotates(key);
  if (kind === false) return notApplicable;
  const verdict = key.expect("enableKeyRotation", isTrue, "the key never rotates; set enableKeyRotation: true");
  return kind === UNKNOWN && verdict.status === "fail" ? deferred("the kind of the key") : verdict;
}

/** AWS rotates every 365 days unless told otherwise. A key that does not rotate at all is the business of the check on rotation. */
function rotationPeriod(key: Reader, limit: number): Verdict {
  if (rotates(key) === false) return notApplicable;
  return key.inspect("enableKeyRotation", (enabled) => {
    if (!isTrue(enabled)) return notApplicable;
    const within = (value: Known) => (value === undefined ? 365 : (numberOf(value) ?? Infinity)) <= limit;
    return key.expect("rotationPeriodInDays", within, "the key rotates too seldom; lower rotationPeriodInDays to kms.rotation.days");
  });
}

/** AWS waits 30 days unless told otherwise. */
const deletionWindow = (key: Reader, days: number): Verdict =>
  key.expect(
    "deletionWindowInDays",
    (value) => (value === undefined ? 30 : (numberOf(value) ?? 0)) >= days,
    "the key could be gone too soon; raise deletionWindowInDays to kms.deletion.window.days",
  );

function protection(key: Reader, required: boolean | undefined): Verdict {
  if (required === undefined) return notEvaluated("nobody said which environment this is: set compliant-eks:platform.environment");
  return required
    ? demand(key.resource.protect, "the key can be deleted by an update; set the resource option protect: true")
    : notApplicable;
}

/** SHA-1-size and 2048-bit keys are left out: NIST SP 800-57 part 1, table 2 gives RSA_2048 112 bits, less than the 128 asked for. */
const strongSpecs =
  /^(SYMMETRIC_DEFAULT|RSA_3072|RSA_4096|ECC_NIST_(P256|P384|P521)|ECC_NIST_EDWARDS25519|HMAC_(256|384|512)|ML_DSA_(44|65|87))$/;

const spec = (key: Reader): Verdict =>
  key.expect(
    "customerMasterKeySpec",
    (value) => value === undefined || (typeof value === "string" && strongSpecs.test(value)),
    "the key is of a weak or unapproved kind; use SYMMETRIC_DEFAULT, or for signing RSA_3072 and up or a NIST curve",
  );

function material(key: Reader): Verdict {
  if (externalTypes.includes(key.type)) return fail("the key's material comes from outside KMS; use a kms.Key, whose material KMS makes");
  return key.expect("xksKeyId", (value) => value === undefined || value === "", "the key is kept outside AWS; remove xksKeyId");
}

function policyGiven(key: Reader, plan: Plan): Verdict {
  const companion = plan.ofType("aws:kms/keyPolicy:KeyPolicy").some((policy) => policy.sources("keyId").includes(key.urn));
  if (companion) return pass;
  return key.expect(
    "policy",
    (value) => value !== undefined && value !== "",
    "the key has the policy that AWS makes, which leaves all to IAM; give it a policy that names who may use it",
  );
}

export const kmsChecks = {
  "kms-key-rotation-enabled": onEach(keyType, rotation),
  "kms-key-rotation-period-within-limit": onEach(keyType, (key, { parameters }) => rotationPeriod(key, parameters["kms.rotation.days"])),
  "kms-key-deletion-window-sufficient": onEach([keyType, replicaType, ...externalTypes], (key, { parameters }) =>
    deletionWindow(key, parameters["kms.deletion.window.days"]),
  ),
  "kms-key-protected": onEach([keyType, replicaType, ...externalTypes], (key, { parameters }) =>
    protection(key, parameters["protect.required"]),
  ),
  "kms-key-spec-strong": onEach(keyType, spec),
  "kms-key-material-from-kms": onEach([keyType, ...externalTypes], material),
  "kms-key-policy-given": onEachInPlan(keyPolicyTypes, policyGiven),
} as const satisfies Record<string, PreviewCheck>;
