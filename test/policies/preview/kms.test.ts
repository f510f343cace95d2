import { kmsChecks as checks } from "../../../policies/preview/kms";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { type ResourceOptions, planned, table } from "./support";

const key = (inputs: Inputs, options?: ResourceOptions) => planned("aws:kms/key:Key", "key", inputs, options);
const external = (inputs: Inputs) => planned("aws:kms/externalKey:ExternalKey", "external", inputs);

table("kms-key-rotation-enabled", checks["kms-key-rotation-enabled"], [
  { it: "accepts a key that rotates", given: key({ enableKeyRotation: true }), want: "pass" },
  { it: "accepts text for a boolean", given: key({ enableKeyRotation: "true" }), want: "pass" },
  { it: "refuses a key that does not say so", given: key({}), want: "fail" },
  { it: "refuses the default written out", given: key({ enableKeyRotation: false }), want: "fail" },
  { it: "defers an unknown answer", given: key({ enableKeyRotation: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden answer", given: key({ enableKeyRotation: new Hidden("ciphertext") }), want: "not-evaluated" },
  { it: "refuses a symmetric key that names its default kind", given: key({ customerMasterKeySpec: "SYMMETRIC_DEFAULT" }), want: "fail" },
  {
    it: "does not ask a key for signing, which cannot rotate",
    given: key({ customerMasterKeySpec: "RSA_4096", keyUsage: "SIGN_VERIFY" }),
    want: "not-applicable",
  },
  { it: "defers when the kind of the key is unknown", given: key({ customerMasterKeySpec: UNKNOWN }), want: "deferred" },
  { it: "accepts a rotating key of unknown kind", given: key({ customerMasterKeySpec: UNKNOWN, enableKeyRotation: true }), want: "pass" },
]);

table("kms-key-rotation-period-within-limit", checks["kms-key-rotation-period-within-limit"], [
  { it: "accepts a shorter period", given: key({ enableKeyRotation: true, rotationPeriodInDays: 180 }), want: "pass" },
  { it: "accepts the limit itself, as text too", given: key({ enableKeyRotation: true, rotationPeriodInDays: "365" }), want: "pass" },
  { it: "refuses a longer period", given: key({ enableKeyRotation: true, rotationPeriodInDays: 366 }), want: "fail" },
  { it: "accepts AWS's default of a year", given: key({ enableKeyRotation: true }), want: "pass" },
  {
    it: "refuses AWS's default where less is asked for",
    given: key({ enableKeyRotation: true }),
    settings: { parameters: { "kms.rotation.days": 180 } },
    want: "fail",
  },
  { it: "defers an unknown period", given: key({ enableKeyRotation: true, rotationPeriodInDays: UNKNOWN }), want: "deferred" },
  { it: "leaves a key that never rotates to its own check", given: key({ rotationPeriodInDays: 2560 }), want: "not-applicable" },
  {
    it: "does not ask a key for signing",
    given: key({ customerMasterKeySpec: "ECC_NIST_P256", keyUsage: "SIGN_VERIFY" }),
    want: "not-applicable",
  },
]);

table("kms-key-deletion-window-sufficient", checks["kms-key-deletion-window-sufficient"], [
  { it: "accepts the full window", given: key({ deletionWindowInDays: 30 }), want: "pass" },
  { it: "accepts AWS's default", given: key({}), want: "pass" },
  { it: "refuses a shorter window", given: key({ deletionWindowInDays: 7 }), want: "fail" },
  { it: "refuses a shorter window given as text", given: key({ deletionWindowInDays: "29" }), want: "fail" },
  {
    it: "accepts a shorter window where less is asked for",
    given: key({ deletionWindowInDays: 7 }),
    settings: { parameters: { "kms.deletion.window.days": 7 } },
    want: "pass",
  },
  { it: "defers an unknown window", given: key({ deletionWindowInDays: UNKNOWN }), want: "deferred" },
  { it: "asks external keys too", given: external({ deletionWindowInDays: 7 }), want: "fail" },
]);

const required = (value: boolean | undefined) => ({ parameters: { "protect.required": value } });

table("kms-key-protected", checks["kms-key-protected"], [
  { it: "accepts a protected key", given: key({}, { protect: true }), want: "pass" },
  { it: "refuses an unprotected key in production", given: key({}), want: "fail" },
  { it: "does not take retainOnDelete for protection", given: key({}, { retainOnDelete: true }), want: "fail" },
  { it: "does not ask where no protection is required", given: key({}), settings: required(false), want: "not-applicable" },
  { it: "cannot say where the environment is not known", given: key({}), settings: required(undefined), want: "not-evaluated" },
]);

table("kms-key-spec-strong", checks["kms-key-spec-strong"], [
  { it: "accepts the default", given: key({}), want: "pass" },
  { it: "accepts the default written out", given: key({ customerMasterKeySpec: "SYMMETRIC_DEFAULT" }), want: "pass" },
  { it: "accepts a long RSA key", given: key({ customerMasterKeySpec: "RSA_3072" }), want: "pass" },
  { it: "refuses a short RSA key", given: key({ customerMasterKeySpec: "RSA_2048" }), want: "fail" },
  { it: "refuses a curve that NIST does not name", given: key({ customerMasterKeySpec: "ECC_SECG_P256K1" }), want: "fail" },
  { it: "defers an unknown kind", given: key({ customerMasterKeySpec: UNKNOWN }), want: "deferred" },
]);

table("kms-key-material-from-kms", checks["kms-key-material-from-kms"], [
  { it: "accepts a key of KMS's own", given: key({}), want: "pass" },
  { it: "accepts no external key written out", given: key({ xksKeyId: "" }), want: "pass" },
  { it: "refuses a key kept outside AWS", given: key({ xksKeyId: "external-id" }), want: "fail" },
  { it: "defers when that is unknown", given: key({ xksKeyId: UNKNOWN }), want: "deferred" },
  { it: "refuses imported material", given: external({}), want: "fail" },
]);

const policyOf = (target: ReturnType<typeof key>) =>
  planned("aws:kms/keyPolicy:KeyPolicy", "policy", { keyId: UNKNOWN, policy: "{}" }, { from: { keyId: [target] } });

table("kms-key-policy-given", checks["kms-key-policy-given"], [
  { it: "accepts a policy", given: key({ policy: "{}" }), want: "pass" },
  { it: "refuses a key without one", given: key({}), want: "fail" },
  { it: "refuses empty text", given: key({ policy: "" }), want: "fail" },
  { it: "defers an unknown policy", given: key({ policy: UNKNOWN }), want: "deferred" },
  { it: "accepts a policy attached to the key", given: [key({}), policyOf(key({}))], want: { key: "pass", policy: "pass" } },
  {
    it: "does not take another key's policy for this one's",
    given: [key({}), policyOf(external({}))],
    want: { key: "fail", policy: "pass" },
  },
]);
