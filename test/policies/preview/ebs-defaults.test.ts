import { ebsDefaultChecks as checks } from "../../../policies/preview/ebs-defaults";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { keyCases, planned, platform, switchCases, table } from "./support";

const make =
  (type: string) =>
  (inputs: Inputs = {}, from = {}) =>
    planned(type, "resource", inputs, { from });
const encryption = make("aws:ebs/encryptionByDefault:EncryptionByDefault");
const key = make("aws:ebs/defaultKmsKey:DefaultKmsKey");
const block = make("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess");
const shared = make("aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission");
const all = [encryption(), key(), block()];
const hidden = new Hidden("ciphertext");

table("ebs-defaults-present", checks["ebs-defaults-present"], [
  { it: "accepts all three", given: [platform, ...all], want: { platform: "pass" } },
  ...all.map((missing) => ({
    it: `refuses them without ${missing.type}`,
    given: [platform, ...all.filter((one) => one !== missing)],
    want: { platform: "fail" as const },
  })),
  {
    it: "leaves them to the team that the stack names",
    given: platform,
    settings: { externalServices: { ebsDefaults: { owner: "security team", reference: "LZ-1" } } },
    want: { platform: "left-to-people" },
  },
]);
table("ebs-encryption-by-default-on", checks["ebs-encryption-by-default-on"], switchCases(encryption, "enabled", true));
table("ebs-default-key-customer", checks["ebs-default-key-customer"], keyCases(key, "keyArn"));
table("ebs-snapshots-not-public", checks["ebs-snapshots-not-public"], [
  { it: "accepts no sharing at all", given: block({ state: "block-all-sharing" }), want: "pass" },
  { it: "refuses sharing of what is shared already", given: block({ state: "block-new-sharing" }), want: "fail" },
  { it: "refuses all sharing", given: block({ state: "unblocked" }), want: "fail" },
  { it: "defers an unknown state", given: block({ state: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden state", given: block({ state: hidden }), want: "not-evaluated" },
]);
table("ebs-snapshot-not-shared", checks["ebs-snapshot-not-shared"], [
  { it: "accepts the own account", given: shared({ accountId: "111122223333" }), want: "pass" },
  { it: "refuses another account", given: shared({ accountId: "999999999999" }), want: "fail" },
  { it: "defers an unknown account", given: shared({ accountId: UNKNOWN }), want: "deferred" },
  {
    it: "cannot judge without knowing its own",
    given: shared({ accountId: "111122223333" }),
    settings: { account: undefined },
    want: "not-evaluated",
  },
]);
