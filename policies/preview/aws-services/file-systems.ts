import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { onCompanions } from "../companions";
import { keyOfEncrypted } from "../customer-key";
import { onStatements } from "../iam-document";
import type { Plan } from "../plan";
import type { Reader } from "../reader";
import { isTrue, numberOf } from "../tree";
import { type Verdict, demand, fail } from "../verdict";
import { notPublic, refusesClearText, onOwnPolicy } from "../resource-policies";
import { at, ownKey, setting, turnedOn } from "./ask";

const fileSystemType = "aws:efs/fileSystem:FileSystem";
const policyType = "aws:efs/fileSystemPolicy:FileSystemPolicy";
const backupType = "aws:efs/backupPolicy:BackupPolicy";
const accessPointType = "aws:efs/accessPoint:AccessPoint";
const windows = "aws:fsx/windowsFileSystem:WindowsFileSystem";
const lustre = "aws:fsx/lustreFileSystem:LustreFileSystem";
const openZfs = "aws:fsx/openZfsFileSystem:OpenZfsFileSystem";
const ontap = "aws:fsx/ontapFileSystem:OntapFileSystem";

const ownFileKey = (files: Reader): Verdict =>
  keyOfEncrypted(
    files,
    "encrypted",
    isTrue,
    "kmsKeyId",
    "files are encrypted with a key of AWS; set kmsKeyId to the ARN of a key of your own",
  );

const clear = "files travel in clear; add a FileSystemPolicy that denies everything when aws:SecureTransport is false";
const actions = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"];

const overTls = (files: Reader, plan: Plan): Verdict =>
  onOwnPolicy(
    plan,
    files,
    { property: "fileSystemId", type: policyType },
    (statements) => demand(refusesClearText(statements, actions), clear),
    fail(clear),
  );

function backedUp(files: Reader, plan: Plan): Verdict {
  const message = "files are not backed up; add a BackupPolicy with the status ENABLED";
  const enabled = (policy: Reader) => policy.expect("backupPolicy.status", (status) => status === "ENABLED", message);
  return onCompanions(plan, files, { property: "fileSystemId", type: backupType }, enabled, fail(message));
}

export const fileSystemChecks = {
  "file-system-encrypted": turnedOn(
    at("encrypted", fileSystemType),
    "files are not encrypted; set encrypted to true, which a new file system only can",
  ),
  "file-system-encrypted-with-cmk": onEachInPlan(fileSystemType, ownFileKey),
  "file-system-tls-only": onEachInPlan(fileSystemType, overTls),
  "file-system-policy-not-public": onEach(policyType, (policy) => onStatements(policy, "policy", notPublic)),
  "file-system-backed-up": onEachInPlan(fileSystemType, backedUp),
  "access-point-below-root": setting(
    at("rootDirectory.path", accessPointType),
    (value) => typeof value === "string" && value !== "/",
    "whoever mounts sees all files; set rootDirectory.path to a folder",
  ),
  "access-point-names-user": onEach(accessPointType, (point) =>
    point.expect(
      "posixUser.uid",
      (uid) => (numberOf(uid) ?? 0) !== 0,
      "clients say themselves who they are; set posixUser to a user other than root",
    ),
  ),
  "managed-file-system-encrypted-with-cmk": ownKey(
    at("kmsKeyId", windows, lustre, openZfs, ontap),
    "files are encrypted with a key of AWS; set kmsKeyId to the ARN of a key of your own",
  ),
  "managed-file-system-backed-up": onEach([windows, openZfs, ontap], (files) =>
    files.expect(
      "automaticBackupRetentionDays",
      // The provider fills in seven days for Windows, and nothing for the others.
      (days) => (days === undefined ? files.type === windows : (numberOf(days) ?? 0) > 0),
      "files are not backed up; set automaticBackupRetentionDays",
    ),
  ),
  "windows-file-access-audited": setting(
    { [windows]: "auditLogConfiguration.fileAccessAuditLogLevel" },
    (level) => level === "SUCCESS_AND_FAILURE" || level === "FAILURE_ONLY" || level === "SUCCESS_ONLY",
    "who opens files is not recorded; set auditLogConfiguration.fileAccessAuditLogLevel to SUCCESS_AND_FAILURE",
  ),
} as const satisfies Record<string, PreviewCheck>;
