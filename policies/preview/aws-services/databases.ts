import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { customerKey, keyOfEncrypted } from "../customer-key";
import type { Known, Reader } from "../reader";
import { isTrue, numberOf } from "../tree";
import { type Verdict, demand, fail, notApplicable, notEvaluated, pass } from "../verdict";
import { at, aboveZero, filled, keptFromDeletion, ownKey, setting, turnedOff, turnedOn, whenSetting } from "./ask";

export const instanceType = "aws:rds/instance:Instance";
export const clusterType = "aws:rds/cluster:Cluster";
const memberType = "aws:rds/clusterInstance:ClusterInstance";
const documentType = "aws:docdb/cluster:Cluster";
const documentMemberType = "aws:docdb/clusterInstance:ClusterInstance";
const graphType = "aws:neptune/cluster:Cluster";
const graphMemberType = "aws:neptune/clusterInstance:ClusterInstance";

const stores = [instanceType, clusterType, documentType, graphType] as const;

/** What a replica or a restored database takes its encryption from, when it does not say. */
const origins = ["replicateSourceDb", "replicationSourceIdentifier", "snapshotIdentifier"] as const;
const hasOrigin = (store: Reader): boolean => origins.some((property) => store.read(property) !== undefined);
const isReplica = (store: Reader): boolean => store.read("replicateSourceDb") !== undefined;

/** Aurora Serverless v1 is always encrypted. */
const isAlwaysEncrypted = (store: Reader): boolean => store.type === clusterType && store.read("engineMode") === "serverless";

const encrypted = (store: Reader): Verdict =>
  store.inspect("storageEncrypted", (value) => {
    if (isTrue(value) || (value === undefined && isAlwaysEncrypted(store))) return pass;
    if (value === undefined && hasOrigin(store)) return notEvaluated("a replica or restored database is encrypted as what it comes from");
    return fail("the database is not encrypted; set storageEncrypted to true, which a new database only can");
  });

function key(store: Reader): Verdict {
  const path = store.type === graphType ? "kmsKeyArn" : "kmsKeyId";
  const message = `the database is encrypted with a key of AWS; set ${path} to the ARN of a key of your own`;
  return keyOfEncrypted(store, "storageEncrypted", (value) => isTrue(value) || isAlwaysEncrypted(store), path, message);
}

/** The longest that automatic backups of RDS live (RDS user guide, "Backup retention period"). */
const longestRetention = 35;

const backedUp = (least: (reader: Reader, wanted: number) => Verdict): PreviewCheck =>
  onEach(stores, (store, { parameters }) => (isReplica(store) ? notApplicable : least(store, parameters["backup.retention.days"])));

const daysOf = (store: Reader, holds: (days: number) => boolean, message: string): Verdict =>
  store.expect(
    "backupRetentionPeriod",
    (value) => holds(value === undefined ? (store.type === instanceType ? 0 : 1) : (numberOf(value) ?? Number.NaN)),
    message,
  );

/** Where IAM can stand in for a password of the database (RDS user guide, "IAM database authentication"). */
const knowsIam = (value: Known): boolean =>
  typeof value === "string" && /^(mysql|mariadb|postgres|aurora(-mysql|-postgresql)?|neptune)$/.test(value);

function iamLogin(store: Reader): Verdict {
  const decide = (): Verdict =>
    store.expect(
      "iamDatabaseAuthenticationEnabled",
      isTrue,
      "people and workloads log in with passwords; set iamDatabaseAuthenticationEnabled to true",
    );
  return store.type === graphType ? decide() : whenSetting(store, "engine", knowsIam, decide);
}

const isAurora = (value: Known): boolean => typeof value === "string" && value.startsWith("aurora");

export const databaseChecks = {
  "database-encrypted": onEach(stores, encrypted),
  "database-encrypted-with-cmk": onEachInPlan(stores, key),
  "database-not-public": turnedOff(
    at("publiclyAccessible", instanceType, memberType, graphMemberType),
    "the database has an address on the internet; set publiclyAccessible to false",
  ),
  "database-backed-up": backedUp((store) =>
    daysOf(store, (days) => days > 0, "nothing is backed up; set backupRetentionPeriod to the days that backups live"),
  ),
  "database-backup-retention-sufficient": backedUp((store, wanted) =>
    daysOf(
      store,
      (days) => days === 0 || days >= Math.min(wanted, longestRetention),
      "backups live too short; raise backupRetentionPeriod to backup.retention.days, at most 35, and keep older ones with AWS Backup",
    ),
  ),
  "database-deletion-protected": keptFromDeletion(
    at("deletionProtection", ...stores, "aws:rds/globalCluster:GlobalCluster"),
    "one call deletes the database; set deletionProtection to true",
  ),
  "database-leaves-final-snapshot": onEach(stores, (store, { parameters }) =>
    parameters["deletion.protection.required"] && !isReplica(store)
      ? store.expect("skipFinalSnapshot", (value) => !isTrue(value), "a deleted database leaves nothing; set skipFinalSnapshot to false")
      : notApplicable,
  ),
  "database-logs-exported": onEach([instanceType, clusterType], (store) =>
    store.expect(
      "enabledCloudwatchLogsExports",
      (value) => Array.isArray(value) && value.length > 0,
      "logs of the database end with it; name the logs of its engine in enabledCloudwatchLogsExports",
    ),
  ),
  "document-database-audited": filled(
    { [documentType]: "enabledCloudwatchLogsExports", [graphType]: "enableCloudwatchLogsExports" },
    "who reads and changes is not recorded; export the log audit to CloudWatch",
  ),
  "database-takes-minor-upgrades": turnedOn(
    at("autoMinorVersionUpgrade", instanceType, memberType, documentMemberType, graphMemberType),
    "patches wait for somebody; set autoMinorVersionUpgrade to true",
    true,
  ),
  "database-login-by-iam": onEach([instanceType, clusterType, graphType], iamLogin),
  "database-in-several-zones": onEach(instanceType, (store) =>
    isReplica(store)
      ? notApplicable
      : store.inspect("engine", (engine) =>
          isAurora(engine) ? notApplicable : store.expect("multiAz", isTrue, "the loss of a zone stops the database; set multiAz to true"),
        ),
  ),
  "database-monitored": aboveZero(
    at("monitoringInterval", instanceType, memberType),
    "what the machine under the database does is not seen; set monitoringInterval and monitoringRoleArn",
  ),
  "database-insights-encrypted-with-cmk": onEachInPlan([instanceType, clusterType, memberType], (store) =>
    whenSetting(store, "performanceInsightsEnabled", isTrue, () =>
      customerKey(
        store,
        "performanceInsightsKmsKeyId",
        "queries that Performance Insights keeps are not under your key; set performanceInsightsKmsKeyId",
      ),
    ),
  ),
  "database-managed-password-encrypted-with-cmk": onEachInPlan([instanceType, clusterType], (store) =>
    whenSetting(store, "manageMasterUserPassword", isTrue, () =>
      customerKey(store, "masterUserSecretKmsKeyId", "the secret with the password is not under your key; set masterUserSecretKmsKeyId"),
    ),
  ),
  "database-data-api-off": turnedOff(
    at("enableHttpEndpoint", clusterType),
    "the database answers to an address on the internet, past your network; set enableHttpEndpoint to false",
  ),
  "database-snapshot-private": onEach(
    ["aws:rds/snapshot:Snapshot", "aws:rds/snapshotCopy:SnapshotCopy", "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy"],
    (copy) =>
      copy.inspect("sharedAccounts", (value) =>
        demand(!(Array.isArray(value) && value.includes("all")), 'everybody can restore the snapshot; take "all" out of sharedAccounts'),
      ),
  ),
  "database-snapshot-copy-encrypted-with-cmk": ownKey(
    at("kmsKeyId", "aws:rds/snapshotCopy:SnapshotCopy", "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy"),
    "the copy is not encrypted with your key; set kmsKeyId to the ARN of a key",
  ),
  "database-proxy-requires-tls": turnedOn(
    at("requireTls", "aws:rds/proxy:Proxy"),
    "the proxy takes connections in clear; set requireTls to true",
  ),
  "database-certificate-authority-current": setting(
    { [instanceType]: "caCertIdentifier", [memberType]: "caCertIdentifier", [clusterType]: "caCertificateIdentifier" },
    (value) => typeof value === "string" && value !== "rds-ca-2019" && value !== "rds-ca-2015",
    "the authority of the server's certificate has expired; name one such as rds-ca-rsa2048-g1",
    true,
  ),
} as const satisfies Record<string, PreviewCheck>;
