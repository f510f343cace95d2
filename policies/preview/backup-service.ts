import type { Settings } from "../settings";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { companions } from "./companions";
import { customerKey } from "./customer-key";
import { obscured } from "./obscured";
import type { Plan } from "./plan";
import type { Known, Reader } from "./reader";
import { numberOf } from "./tree";
import { type Verdict, all, demand, fail, notApplicable, pass, worst } from "./verdict";
import { regionAllowed } from "./residency";

const planType = "aws:backup/plan:Plan";
const vaultType = "aws:backup/vault:Vault";
const lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const testType = "aws:backup/restoreTestingPlan:RestoreTestingPlan";
const copyType = "aws:ebs/snapshotCopy:SnapshotCopy";

const noRule = fail("the plan backs up nothing; add a rule with a schedule");

/** Where the program uses AWS Backup, its vaults are locked as backups in buckets are. */
function locked(vault: Reader, plan: Plan, { parameters }: Settings): Verdict {
  const locks = companions(plan, vault, "backupVaultName", lockType);
  if (locks.length === 0) {
    const loose = plan.ofType(lockType).filter((one) => one.sources("backupVaultName").length === 0);
    return (
      obscured(loose, "backupVaultName") ?? fail("backups in the vault can be deleted; add a backup.VaultLockConfiguration with its name")
    );
  }
  return worst(
    locks.map((lock) =>
      all(
        lock.expect(
          "minRetentionDays",
          (days) => (numberOf(days) ?? 0) >= Math.min(parameters["lock.days"], parameters["backup.lock.days"]),
          "backups are locked for too short; raise minRetentionDays to backup.lock.days",
        ),
        parameters["lock.mode"] === "COMPLIANCE"
          ? lock.expect("changeableForDays", (days) => days !== undefined, "the lock can be taken off again; set changeableForDays")
          : pass,
      ),
    ),
  );
}

function bounded(rule: Reader, { parameters }: Settings): Verdict {
  const most = parameters["data.retention.max.days"] ?? Infinity;
  return rule.inspect("lifecycle.deleteAfter", (value) => {
    const days = numberOf(value);
    if (days === undefined) return fail("backups are kept for ever; set lifecycle.deleteAfter");
    if (days < parameters["backup.retention.days"]) return fail("backups end too early; raise deleteAfter to backup.retention.days");
    return demand(days <= most, "backups are kept longer than allowed; lower deleteAfter to data.retention.max.days or less");
  });
}

/** The region is a part of the ARN of a vault. */
const copies = (rule: Reader, settings: Settings): Verdict =>
  worst(
    rule.every(
      "copyActions",
      (action) =>
        action.inspect("destinationVaultArn", (arn) => inAllowed(typeof arn === "string" ? arn.split(":")[3] : undefined, settings)),
      notApplicable,
    ),
  );

const inAllowed = (region: Known, { parameters }: Settings): Verdict =>
  regionAllowed(
    region,
    parameters["residency.allowed.regions"],
    "a copy leaves the allowed regions; name a place in one of allowedRegions",
  );

export const backupServiceChecks = {
  "backup-plan-scheduled": onEach(planType, (plan) =>
    all(
      ...plan.every(
        "rules",
        (rule) => rule.expect("schedule", (value) => typeof value === "string" && value !== "", "a rule never runs; set schedule"),
        noRule,
      ),
    ),
  ),
  "backup-plan-retention-bounded": onEach(planType, (plan, settings) =>
    all(...plan.every("rules", (rule) => bounded(rule, settings), noRule)),
  ),
  "backup-plan-copies-stay": onEach(planType, (plan, settings) =>
    all(...plan.every("rules", (rule) => copies(rule, settings), notApplicable)),
  ),
  "backup-vault-encrypted-with-cmk": onEachInPlan(vaultType, (vault) =>
    customerKey(vault, "kmsKeyArn", "backups are not encrypted with your key; set kmsKeyArn to the ARN of the key for backups"),
  ),
  "backup-vault-locked": onEachInPlan(vaultType, locked),
  "restore-testing-scheduled": onEach(testType, (test) =>
    test.expect(
      "scheduleExpression",
      (value) => typeof value === "string" && value !== "",
      "restores are never tested; set scheduleExpression",
    ),
  ),
  "snapshot-copy-stays": onEach(copyType, (copy, settings) => copy.inspect("sourceRegion", (region) => inAllowed(region, settings))),
} as const satisfies Record<string, PreviewCheck>;
