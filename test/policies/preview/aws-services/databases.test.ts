import type { Inputs } from "../../../../policies/preview/tree";
import { UNKNOWN } from "../../../../policies/preview/tree";
import { cases, made, ownKey, setting, switchOff, switchOn } from "./support";

const stores = ["rds/instance", "rds/cluster", "docdb/cluster", "neptune/cluster"] as const;
const noProtection = { parameters: { "deletion.protection.required": false } };

for (const store of stores) {
  switchOn("database-encrypted", store, "storageEncrypted");
  ownKey("database-encrypted-with-cmk", store, store === "neptune/cluster" ? "kmsKeyArn" : "kmsKeyId", { storageEncrypted: true });
  switchOn("database-deletion-protected", store, "deletionProtection", false, [
    { it: "asks for nothing outside production", given: made(store), settings: noProtection, want: "not-applicable" },
  ]);
  setting("database-leaves-final-snapshot", store, "skipFinalSnapshot", { good: [false], bad: [true, "true"], absent: "pass" });
  setting("database-backed-up", store, "backupRetentionPeriod", {
    good: [1, 35],
    bad: [0],
    absent: store === "rds/instance" ? "fail" : "pass",
  });
  setting("database-backup-retention-sufficient", store, "backupRetentionPeriod", {
    good: [35, 0],
    bad: [1, 34],
    absent: store === "rds/instance" ? "pass" : "fail",
  });
}

cases("database-encrypted", [
  { it: "does not know of a replica", given: made("rds/instance", { replicateSourceDb: "main" }), want: "not-evaluated" },
  { it: "does not know of a restored one", given: made("rds/cluster", { snapshotIdentifier: "yesterday" }), want: "not-evaluated" },
  {
    it: "refuses a replica that says no",
    given: made("rds/instance", { replicateSourceDb: "main", storageEncrypted: false }),
    want: "fail",
  },
  { it: "knows that the first serverless Aurora always is", given: made("rds/cluster", { engineMode: "serverless" }), want: "pass" },
]);

cases("database-encrypted-with-cmk", [
  { it: "leaves an unencrypted one to the other check", given: made("rds/instance", { storageEncrypted: false }), want: "not-applicable" },
  {
    it: "defers when nobody knows whether it is encrypted",
    given: made("rds/instance", { storageEncrypted: UNKNOWN, kmsKeyId: UNKNOWN }),
    want: "deferred",
  },
]);

cases("database-backed-up", [
  {
    it: "asks nothing of a replica, whose source is backed up",
    given: made("rds/instance", { replicateSourceDb: "main" }),
    want: "not-applicable",
  },
]);

cases("database-backup-retention-sufficient", [
  {
    it: "asks for no more than RDS can",
    given: made("rds/instance", { backupRetentionPeriod: 35 }),
    settings: { parameters: { "backup.retention.days": 90 } },
    want: "pass",
  },
]);

for (const kind of ["rds/instance", "rds/clusterInstance", "neptune/clusterInstance"])
  switchOff("database-not-public", kind, "publiclyAccessible");
for (const kind of ["rds/instance", "rds/clusterInstance", "docdb/clusterInstance"])
  switchOn("database-takes-minor-upgrades", kind, "autoMinorVersionUpgrade", true);
for (const kind of ["rds/instance", "rds/clusterInstance"])
  setting("database-monitored", kind, "monitoringInterval", { good: [60, "30"], bad: [0], absent: "fail" });

for (const kind of ["rds/instance", "rds/cluster"])
  setting("database-logs-exported", kind, "enabledCloudwatchLogsExports", { good: [["postgresql"]], bad: [[]], absent: "fail" });
setting("document-database-audited", "docdb/cluster", "enabledCloudwatchLogsExports", { good: [["audit"]], bad: [[]], absent: "fail" });
setting("document-database-audited", "neptune/cluster", "enableCloudwatchLogsExports", { good: [["audit"]], bad: [[]], absent: "fail" });

const engine = (name: string): { base: Inputs } => ({ base: { engine: name } });
for (const name of ["postgres", "mysql", "mariadb"])
  setting("database-login-by-iam", "rds/instance", "iamDatabaseAuthenticationEnabled", {
    ...engine(name),
    good: [true],
    bad: [false],
    absent: "fail",
  });
switchOn("database-login-by-iam", "neptune/cluster", "iamDatabaseAuthenticationEnabled");
cases("database-login-by-iam", [
  { it: "asks nothing of an engine that cannot", given: made("rds/instance", { engine: "oracle-ee" }), want: "not-applicable" },
  { it: "defers an unknown engine", given: made("rds/instance", { engine: UNKNOWN }), want: "deferred" },
]);

setting(
  "database-in-several-zones",
  "rds/instance",
  "multiAz",
  { ...engine("postgres"), good: [true, "true"], bad: [false], absent: "fail" },
  [
    { it: "asks nothing of a member of Aurora", given: made("rds/instance", { engine: "aurora-mysql" }), want: "not-applicable" },
    { it: "asks nothing of a replica", given: made("rds/instance", { replicateSourceDb: "main" }), want: "not-applicable" },
  ],
);

ownKey("database-insights-encrypted-with-cmk", "rds/instance", "performanceInsightsKmsKeyId", { performanceInsightsEnabled: true }, [
  { it: "asks for no key where nothing is kept", given: made("rds/instance"), want: "not-applicable" },
]);
ownKey("database-managed-password-encrypted-with-cmk", "rds/cluster", "masterUserSecretKmsKeyId", { manageMasterUserPassword: true }, [
  { it: "asks for no key where RDS manages none", given: made("rds/instance"), want: "not-applicable" },
]);

switchOff("database-data-api-off", "rds/cluster", "enableHttpEndpoint");
for (const kind of ["rds/snapshot", "rds/snapshotCopy", "rds/clusterSnapshotCopy"])
  setting("database-snapshot-private", kind, "sharedAccounts", {
    good: [["111122223333"], []],
    bad: [["all"], ["111122223333", "all"]],
    absent: "pass",
  });
for (const kind of ["rds/snapshotCopy", "rds/clusterSnapshotCopy"]) ownKey("database-snapshot-copy-encrypted-with-cmk", kind, "kmsKeyId");
switchOn("database-proxy-requires-tls", "rds/proxy", "requireTls");
setting("database-certificate-authority-current", "rds/instance", "caCertIdentifier", {
  good: ["rds-ca-rsa2048-g1"],
  bad: ["rds-ca-2019"],
  absent: "pass",
});
setting("database-certificate-authority-current", "rds/cluster", "caCertificateIdentifier", {
  good: ["rds-ca-ecc384-g1"],
  bad: ["rds-ca-2015"],
  absent: "pass",
});
