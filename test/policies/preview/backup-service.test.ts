import { backupServiceChecks as checks } from "../../../policies/preview/backup-service";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { type Case, keyCases, planned, table } from "./support";

const hidden = new Hidden("ciphertext");
const backups = (rule?: Inputs) => planned("aws:backup/plan:Plan", "plan", { rules: rule === undefined ? [] : [rule] });
const unknownRules = planned("aws:backup/plan:Plan", "plan", { rules: UNKNOWN });
const vault = planned("aws:backup/vault:Vault", "vault", { name: "vault" });
const lock = (inputs: Inputs, of: readonly (typeof vault)[] = [vault]) =>
  planned(
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    "lock",
    { backupVaultName: UNKNOWN, ...inputs },
    { from: { backupVaultName: of } },
  );
const row = (it: string, given: Case["given"], want: Case["want"], settings?: Case["settings"]): Case => ({
  it,
  given,
  want,
  ...(settings === undefined ? {} : { settings }),
});

table("backup-plan-scheduled", checks["backup-plan-scheduled"], [
  row("accepts a schedule", backups({ schedule: "cron(0 3 * * ? *)" }), "pass"),
  row("refuses a rule that never runs", backups({}), "fail"),
  row("refuses no rule", backups(), "fail"),
  row("defers unknown rules", unknownRules, "deferred"),
  row("cannot read a hidden schedule", backups({ schedule: hidden }), "not-evaluated"),
]);

const life = (deleteAfter?: Value) => backups({ lifecycle: { deleteAfter } });
table("backup-plan-retention-bounded", checks["backup-plan-retention-bounded"], [
  row("accepts the days that backups must live", life(35), "pass"),
  row("refuses a day less", life(34), "fail"),
  row("refuses backups without end, which is the default", life(), "fail"),
  row("accepts the most that they may live", life(365), "pass", { parameters: { "data.retention.max.days": 365 } }),
  row("refuses a day too many", life(366), "fail", { parameters: { "data.retention.max.days": 365 } }),
  row("defers unknown days", life(UNKNOWN), "deferred"),
  row("cannot read hidden days", life(hidden), "not-evaluated"),
]);

const copy = (destinationVaultArn: Value) => backups({ copyActions: [{ destinationVaultArn }] });
table("backup-plan-copies-stay", checks["backup-plan-copies-stay"], [
  row("accepts an allowed region", copy("arn:aws:backup:eu-central-1:111122223333:backup-vault:v"), "pass"),
  row("refuses another region", copy("arn:aws:backup:us-east-1:111122223333:backup-vault:v"), "fail"),
  row("has nothing to ask of a plan without copies", backups({}), "not-applicable"),
  row("cannot judge without a list of regions", copy("arn:aws:backup:us-east-1:1:backup-vault:v"), "not-evaluated", {
    parameters: { "residency.allowed.regions": [] },
  }),
  row("defers an unknown vault", copy(UNKNOWN), "deferred"),
]);

table(
  "backup-vault-encrypted-with-cmk",
  checks["backup-vault-encrypted-with-cmk"],
  keyCases((inputs, from = {}) => planned("aws:backup/vault:Vault", "vault", inputs, { from }), "kmsKeyArn"),
);

const governance = { parameters: { "lock.mode": "GOVERNANCE", "lock.days": 1 } } as const;
table("backup-vault-locked", checks["backup-vault-locked"], [
  row("accepts a lock that nobody can take off", [vault, lock({ minRetentionDays: 35, changeableForDays: 3 })], { vault: "pass" }),
  row("refuses one that can be taken off", [vault, lock({ minRetentionDays: 35 })], { vault: "fail" }),
  row("accepts that where the environment asks for no more", [vault, lock({ minRetentionDays: 1 })], { vault: "pass" }, governance),
  row("refuses a lock of too few days", [vault, lock({ minRetentionDays: 34, changeableForDays: 3 })], { vault: "fail" }),
  row("refuses no lock", vault, "fail"),
  row("defers a lock of an unknown vault", [vault, lock({}, [])], { vault: "deferred" }),
  row("defers unknown days", [vault, lock({ minRetentionDays: UNKNOWN, changeableForDays: 3 })], { vault: "deferred" }),
  row("cannot read hidden days", [vault, lock({ minRetentionDays: hidden, changeableForDays: 3 })], { vault: "not-evaluated" }),
]);

const test = (scheduleExpression?: Value) => planned("aws:backup/restoreTestingPlan:RestoreTestingPlan", "test", { scheduleExpression });
table("restore-testing-scheduled", checks["restore-testing-scheduled"], [
  row("accepts a schedule", test("cron(0 5 1 * ? *)"), "pass"),
  row("refuses none", test(), "fail"),
  row("defers an unknown schedule", test(UNKNOWN), "deferred"),
  row("cannot read a hidden schedule", test(hidden), "not-evaluated"),
]);

const snapshot = (sourceRegion: Value) => planned("aws:ebs/snapshotCopy:SnapshotCopy", "copy", { sourceRegion });
table("snapshot-copy-stays", checks["snapshot-copy-stays"], [
  row("accepts an allowed region", snapshot("eu-west-1"), "pass"),
  row("refuses another region", snapshot("us-east-1"), "fail"),
  row("defers an unknown region", snapshot(UNKNOWN), "deferred"),
  row("cannot read a hidden region", snapshot(hidden), "not-evaluated"),
]);
