import { UNKNOWN } from "../../../../policies/preview/tree";
import type { Case } from "../support";
import { planned } from "../support";
import { cases, made, ownKey, setting, switchOff, switchOn, token } from "./support";

const cluster = "redshift/cluster";
const workgroup = "redshiftserverless/workgroup";
const namespace = "redshiftserverless/namespace";

switchOn("warehouse-encrypted", cluster, "encrypted", true);
ownKey("warehouse-encrypted-with-cmk", cluster, "kmsKeyId", {}, [
  { it: "leaves an unencrypted one to the other check", given: made(cluster, { encrypted: false }), want: "not-applicable" },
]);
ownKey("serverless-warehouse-encrypted-with-cmk", namespace, "kmsKeyId");
for (const kind of [cluster, workgroup]) switchOff("warehouse-not-public", kind, "publiclyAccessible");
for (const kind of [cluster, workgroup]) switchOn("warehouse-traffic-in-vpc", kind, "enhancedVpcRouting");

const store = planned(token(cluster), "store", { clusterIdentifier: "sales" });
const logging = (clusterIdentifier: unknown, from = {}) =>
  planned(token("redshift/logging"), "log", { clusterIdentifier: clusterIdentifier as string }, { from });
const logged = (it: string, given: Case["given"], want: string): Case => ({ it, given, want: { store: want } as Case["want"] });
cases("warehouse-logged", [
  logged("accepts logging of this cluster", [store, logging(UNKNOWN, { clusterIdentifier: [store] })], "pass"),
  logged("accepts logging that names it", [store, logging("sales")], "pass"),
  logged("refuses logging of another", [store, logging("returns")], "fail"),
  logged("refuses none", [store], "fail"),
  logged("defers logging of an unknown one", [store, logging(UNKNOWN)], "deferred"),
  { it: "accepts the older form", given: made(cluster, { logging: { enable: true } }), want: "pass" },
  { it: "refuses the older form that is off", given: made(cluster, { logging: { enable: false } }), want: "fail" },
]);
setting("serverless-warehouse-logged", namespace, "logExports", { good: [["userlog"]], bad: [[]], absent: "fail" });
setting("warehouse-backed-up", cluster, "automatedSnapshotRetentionPeriod", { good: [1, "35"], bad: [0], absent: "pass" });
switchOn("warehouse-takes-upgrades", cluster, "allowVersionUpgrade", true);

const results = "configuration.resultConfiguration.encryptionConfiguration";
const encryption = (encryptionOption: string) => ({
  configuration: { resultConfiguration: { encryptionConfiguration: { encryptionOption } } },
});
ownKey("query-results-encrypted-with-cmk", "athena/workgroup", `${results}.kmsKeyArn`, encryption("SSE_KMS"), [
  { it: "refuses a key of S3", given: made("athena/workgroup", encryption("SSE_S3")), want: "fail" },
  { it: "refuses no encryption", given: made("athena/workgroup"), want: "fail" },
]);
ownKey("query-results-encrypted-with-cmk", "athena/database", "encryptionConfiguration.kmsKey", {
  encryptionConfiguration: { encryptionOption: "SSE_KMS" },
});
switchOn("query-settings-enforced", "athena/workgroup", "configuration.enforceWorkgroupConfiguration", true);

const catalog = "glue/dataCatalogEncryptionSettings";
ownKey("data-catalog-encrypted-with-cmk", catalog, "dataCatalogEncryptionSettings.encryptionAtRest.sseAwsKmsKeyId");
switchOn(
  "data-catalog-passwords-encrypted",
  catalog,
  "dataCatalogEncryptionSettings.connectionPasswordEncryption.returnConnectionPasswordEncrypted",
);
for (const kind of ["glue/job", "glue/crawler", "glue/devEndpoint"])
  setting("data-job-security-configured", kind, "securityConfiguration", { good: ["own"], bad: [""], absent: "fail" });

const security = "glue/securityConfiguration";
const modes = (s3: string, logs = "SSE-KMS", bookmarks = "CSE-KMS") =>
  made(security, {
    encryptionConfiguration: {
      s3Encryption: { s3EncryptionMode: s3 },
      cloudwatchEncryption: { cloudwatchEncryptionMode: logs },
      jobBookmarksEncryption: { jobBookmarksEncryptionMode: bookmarks },
    },
  });
cases("data-job-security-encrypts", [
  { it: "accepts all three", given: modes("SSE-KMS"), want: "pass" },
  { it: "refuses a key of S3", given: modes("SSE-S3"), want: "fail" },
  { it: "refuses logs in clear", given: modes("SSE-KMS", "DISABLED"), want: "fail" },
  { it: "refuses bookmarks in clear", given: modes("SSE-KMS", "SSE-KMS", "DISABLED"), want: "fail" },
  { it: "refuses none", given: made(security), want: "fail" },
  { it: "defers what is unknown", given: made(security, { encryptionConfiguration: UNKNOWN }), want: "deferred" },
]);

setting("big-data-security-configured", "emr/cluster", "securityConfiguration", { good: ["own"], bad: [""], absent: "fail" });
setting("big-data-logged", "emr/cluster", "logUri", { good: ["s3://logs/"], bad: [""], absent: "fail" });
setting("big-data-asks-who-connects", "emr/cluster", "kerberosAttributes", {
  good: [{ realm: "EC2.INTERNAL" }],
  bad: [{}],
  absent: "fail",
});
const emr = (value: boolean, property: string) => JSON.stringify({ EncryptionConfiguration: { [property]: value } });
for (const [id, property] of [
  ["big-data-encrypted-at-rest", "EnableAtRestEncryption"],
  ["big-data-connections-encrypted", "EnableInTransitEncryption"],
] as const)
  setting(id, "emr/securityConfiguration", "configuration", {
    good: [emr(true, property)],
    bad: [emr(false, property), "{}", "no JSON"],
    absent: "fail",
  });
switchOn("big-data-public-access-blocked", "emr/blockPublicAccessConfiguration", "blockPublicSecurityGroupRules");
