import { Hidden, UNKNOWN, type Value } from "../../../../policies/preview/tree";
import type { Case } from "../support";
import { planned } from "../support";
import { cases, made, named, open, ownKey, setting, switchOn, tlsOnly, token } from "./support";

ownKey("table-encrypted-with-cmk", "dynamodb/table", "serverSideEncryption.kmsKeyArn", { serverSideEncryption: { enabled: true } }, [
  {
    it: "refuses a key of AWS that is asked for",
    given: made("dynamodb/table", { serverSideEncryption: { enabled: true } }),
    want: "fail",
  },
  {
    it: "refuses a key that is not used",
    given: made("dynamodb/table", { serverSideEncryption: { enabled: false, kmsKeyArn: "alias/mine" } }),
    want: "fail",
  },
]);

const replicas = (...list: readonly Value[]) => made("dynamodb/table", { replicas: list });
cases("table-replicas-encrypted-with-cmk", [
  { it: "accepts a key in each", given: replicas({ kmsKeyArn: "alias/one" }, { kmsKeyArn: "alias/two" }), want: "pass" },
  { it: "refuses one without", given: replicas({ kmsKeyArn: "alias/one" }, { regionName: "eu-west-1" }), want: "fail" },
  { it: "defers an unknown list", given: made("dynamodb/table", { replicas: UNKNOWN }), want: "deferred" },
  { it: "asks nothing of a table without", given: made("dynamodb/table"), want: "not-applicable" },
]);
for (const kind of ["dynamodb/table", "dynamodb/globalTable"])
  cases("table-replicas-stay", [
    { it: `accepts an allowed region of ${kind}`, given: made(kind, { replicas: [{ regionName: "eu-central-1" }] }), want: "pass" },
    {
      it: `refuses another of ${kind}`,
      given: made(kind, { replicas: [{ regionName: "eu-central-1" }, { regionName: "us-east-1" }] }),
      want: "fail",
    },
    { it: `defers an unknown one of ${kind}`, given: made(kind, { replicas: [{ regionName: UNKNOWN }] }), want: "deferred" },
    {
      it: `cannot read a hidden one of ${kind}`,
      given: made(kind, { replicas: [{ regionName: new Hidden("ciphertext") }] }),
      want: "not-evaluated",
    },
    {
      it: `does not know of ${kind} without a list of regions`,
      given: made(kind, { replicas: [{ regionName: "us-east-1" }] }),
      settings: { parameters: { "residency.allowed.regions": [] } },
      want: "not-evaluated",
    },
    { it: `asks nothing of ${kind} without`, given: made(kind), want: "not-applicable" },
  ]);

switchOn("table-recoverable-to-a-point-in-time", "dynamodb/table", "pointInTimeRecovery.enabled");
switchOn("table-deletion-protected", "dynamodb/table", "deletionProtectionEnabled");
switchOn("accelerator-encrypted", "dax/cluster", "serverSideEncryption.enabled");
setting("accelerator-connections-encrypted", "dax/cluster", "clusterEndpointEncryptionType", {
  good: ["TLS"],
  bad: ["NONE"],
  absent: "fail",
});
ownKey("time-series-encrypted-with-cmk", "timestreamwrite/database", "kmsKeyId");

switchOn("file-system-encrypted", "efs/fileSystem", "encrypted");
ownKey("file-system-encrypted-with-cmk", "efs/fileSystem", "kmsKeyId", { encrypted: true }, [
  { it: "leaves an unencrypted one to the other check", given: made("efs/fileSystem"), want: "not-applicable" },
]);

const files = planned(token("efs/fileSystem"), "files", { fileSystemId: UNKNOWN });
const beside = (short: string, inputs: object, from = { fileSystemId: [files] }) =>
  planned(token(short), "beside", { fileSystemId: UNKNOWN, ...inputs }, { from });
const ofFiles = (it: string, other: ReturnType<typeof planned> | undefined, want: string): Case => ({
  it,
  given: other === undefined ? [files] : [files, other],
  want: { files: want } as Case["want"],
});
cases("file-system-tls-only", [
  ofFiles("accepts a policy that refuses clear text", beside("efs/fileSystemPolicy", { policy: tlsOnly("*") }), "pass"),
  ofFiles("refuses a policy that does not", beside("efs/fileSystemPolicy", { policy: open }), "fail"),
  ofFiles("refuses none", undefined, "fail"),
  ofFiles("defers an unknown policy", beside("efs/fileSystemPolicy", { policy: UNKNOWN }), "deferred"),
  ofFiles(
    "defers when a policy may be of these files",
    planned(token("efs/fileSystemPolicy"), "beside", { fileSystemId: UNKNOWN }),
    "deferred",
  ),
]);
setting("file-system-policy-not-public", "efs/fileSystemPolicy", "policy", { good: [named], bad: [open], absent: "not-evaluated" });
cases("file-system-backed-up", [
  ofFiles("accepts a policy that does", beside("efs/backupPolicy", { backupPolicy: { status: "ENABLED" } }), "pass"),
  ofFiles("refuses a policy that does not", beside("efs/backupPolicy", { backupPolicy: { status: "DISABLED" } }), "fail"),
  ofFiles("refuses none", undefined, "fail"),
  ofFiles("defers an unknown status", beside("efs/backupPolicy", { backupPolicy: { status: UNKNOWN } }), "deferred"),
]);
setting("access-point-below-root", "efs/accessPoint", "rootDirectory.path", { good: ["/shop"], bad: ["/"], absent: "fail" });
setting("access-point-names-user", "efs/accessPoint", "posixUser.uid", { good: [1000, "1000"], bad: [0, "0"], absent: "fail" });

for (const kind of ["windowsFileSystem", "lustreFileSystem", "openZfsFileSystem", "ontapFileSystem"])
  ownKey("managed-file-system-encrypted-with-cmk", `fsx/${kind}`, "kmsKeyId");
for (const kind of ["windowsFileSystem", "openZfsFileSystem", "ontapFileSystem"])
  setting("managed-file-system-backed-up", `fsx/${kind}`, "automaticBackupRetentionDays", {
    good: [1, "30"],
    bad: [0],
    absent: kind === "windowsFileSystem" ? "pass" : "fail",
  });
setting("windows-file-access-audited", "fsx/windowsFileSystem", "auditLogConfiguration.fileAccessAuditLogLevel", {
  good: ["SUCCESS_AND_FAILURE"],
  bad: ["DISABLED"],
  absent: "fail",
});
