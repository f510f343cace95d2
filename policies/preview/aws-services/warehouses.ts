import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { companions } from "../companions";
import { customerKey, keyOfEncrypted } from "../customer-key";
import { obscured } from "../obscured";
import type { Plan } from "../plan";
import type { Reader } from "../reader";
import { isFalse, isTrue, follow } from "../tree";
import { type Verdict, all, demand, fail, pass } from "../verdict";
import { at, aboveZero, filled, isFilled, ownKey, turnedOff, turnedOn } from "./ask";
import { jsonOf } from "../json-text";

const clusterType = "aws:redshift/cluster:Cluster";
const loggingType = "aws:redshift/logging:Logging";
const workgroupType = "aws:redshiftserverless/workgroup:Workgroup";
const namespaceType = "aws:redshiftserverless/namespace:Namespace";
const queriesType = "aws:athena/workgroup:Workgroup";
const databaseType = "aws:athena/database:Database";
const catalogType = "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings";
const jobTypes = ["aws:glue/job:Job", "aws:glue/crawler:Crawler", "aws:glue/devEndpoint:DevEndpoint"] as const;
const jobSecurityType = "aws:glue/securityConfiguration:SecurityConfiguration";
const emrType = "aws:emr/cluster:Cluster";
const emrSecurityType = "aws:emr/securityConfiguration:SecurityConfiguration";

/** It is unless somebody says no. */
const ownWarehouseKey = (cluster: Reader): Verdict =>
  keyOfEncrypted(
    cluster,
    "encrypted",
    (value) => !isFalse(value),
    "kmsKeyId",
    "the warehouse is encrypted with a key of AWS; set kmsKeyId to the ARN of a key of your own",
  );

function logged(cluster: Reader, plan: Plan): Verdict {
  const inline = cluster.read("logging.enable");
  if (inline !== undefined)
    return cluster.expect("logging.enable", isTrue, "who connects and asks is not recorded; set logging.enable to true");
  if (companions(plan, cluster, "clusterIdentifier", loggingType).length > 0) return pass;
  const name = cluster.read("clusterIdentifier");
  const loose = plan.ofType(loggingType).filter((one) => one.sources("clusterIdentifier").length === 0);
  if (typeof name === "string" && loose.some((one) => one.read("clusterIdentifier") === name)) return pass;
  return obscured(loose, "clusterIdentifier") ?? fail("who connects and asks is not recorded; add a redshift.Logging for the cluster");
}

/**
 * Results of queries are copies of data. A workgroup without a place for them takes what each client says; making a database is a query
 * whose results go where the database says.
 */
function resultsEncrypted(place: Reader): Verdict {
  const [path, key] =
    place.type === databaseType
      ? ["encryptionConfiguration", "kmsKey"]
      : ["configuration.resultConfiguration.encryptionConfiguration", "kmsKeyArn"];
  return all(
    place.expect(
      `${path}.encryptionOption`,
      (option) => option === "SSE_KMS" || option === "CSE_KMS",
      "results of queries are not under your key; set encryptionOption to SSE_KMS",
    ),
    customerKey(place, `${path}.${key}`, `results of queries are not under your key; set ${key}`),
  );
}

const emrEncrypts = (property: "EnableAtRestEncryption" | "EnableInTransitEncryption", message: string): PreviewCheck =>
  onEach(emrSecurityType, (security) =>
    security.expect("configuration", (text) => follow(jsonOf(text), `EncryptionConfiguration.${property}`) === true, message),
  );

export const warehouseChecks = {
  "warehouse-encrypted": turnedOn(at("encrypted", clusterType), "the warehouse is not encrypted; set encrypted to true", true),
  "warehouse-encrypted-with-cmk": onEachInPlan(clusterType, ownWarehouseKey),
  "serverless-warehouse-encrypted-with-cmk": ownKey(
    at("kmsKeyId", namespaceType),
    "the warehouse is encrypted with a key of AWS; set kmsKeyId to the ARN of a key of your own",
  ),
  "warehouse-not-public": turnedOff(
    at("publiclyAccessible", clusterType, workgroupType),
    "the warehouse has an address on the internet; set publiclyAccessible to false",
  ),
  "warehouse-traffic-in-vpc": turnedOn(
    at("enhancedVpcRouting", clusterType, workgroupType),
    "copies travel past your network; set enhancedVpcRouting to true",
  ),
  "warehouse-logged": onEachInPlan(clusterType, logged),
  "serverless-warehouse-logged": filled(
    at("logExports", namespaceType),
    "who connects and asks is not recorded; set logExports to userlog, connectionlog and useractivitylog",
  ),
  "warehouse-backed-up": aboveZero(
    at("automatedSnapshotRetentionPeriod", clusterType),
    "nothing is backed up; set automatedSnapshotRetentionPeriod to the days that backups live",
    1,
  ),
  "warehouse-takes-upgrades": turnedOn(
    at("allowVersionUpgrade", clusterType),
    "patches wait for somebody; set allowVersionUpgrade to true",
    true,
  ),
  "query-results-encrypted-with-cmk": onEachInPlan([queriesType, databaseType], resultsEncrypted),
  "query-settings-enforced": turnedOn(
    { [queriesType]: "configuration.enforceWorkgroupConfiguration" },
    "a client may write results elsewhere and in clear; set configuration.enforceWorkgroupConfiguration to true",
    true,
  ),
  "data-catalog-encrypted-with-cmk": onEachInPlan(catalogType, (catalog) =>
    customerKey(
      catalog,
      "dataCatalogEncryptionSettings.encryptionAtRest.sseAwsKmsKeyId",
      "the catalogue is not under your key; set encryptionAtRest.sseAwsKmsKeyId",
    ),
  ),
  "data-catalog-passwords-encrypted": turnedOn(
    { [catalogType]: "dataCatalogEncryptionSettings.connectionPasswordEncryption.returnConnectionPasswordEncrypted" },
    "passwords of connections are given out in clear; set returnConnectionPasswordEncrypted to true",
  ),
  "data-job-security-configured": filled(
    at("securityConfiguration", ...jobTypes),
    "what the job writes, logs and remembers is not encrypted; set securityConfiguration",
  ),
  "data-job-security-encrypts": onEach(jobSecurityType, (security) =>
    all(
      security.expect(
        "encryptionConfiguration.s3Encryption.s3EncryptionMode",
        (mode) => mode === "SSE-KMS",
        "what a job writes is not under your key; set s3EncryptionMode to SSE-KMS",
      ),
      security.expect(
        "encryptionConfiguration.cloudwatchEncryption.cloudwatchEncryptionMode",
        (mode) => mode === "SSE-KMS",
        "logs of a job are not under your key; set cloudwatchEncryptionMode to SSE-KMS",
      ),
      security.expect(
        "encryptionConfiguration.jobBookmarksEncryption.jobBookmarksEncryptionMode",
        (mode) => mode === "CSE-KMS",
        "bookmarks of a job are in clear; set jobBookmarksEncryptionMode to CSE-KMS",
      ),
    ),
  ),
  "big-data-security-configured": filled(at("securityConfiguration", emrType), "the cluster encrypts nothing; set securityConfiguration"),
  "big-data-encrypted-at-rest": emrEncrypts("EnableAtRestEncryption", "disks are not encrypted; set EnableAtRestEncryption to true"),
  "big-data-connections-encrypted": emrEncrypts(
    "EnableInTransitEncryption",
    "nodes talk to each other in clear; set EnableInTransitEncryption to true",
  ),
  "big-data-logged": filled(at("logUri", emrType), "logs end with the cluster; set logUri to a bucket"),
  "big-data-asks-who-connects": onEach(emrType, (cluster) =>
    cluster.expect("kerberosAttributes", isFilled, "whoever reaches a node is taken at their word; set kerberosAttributes"),
  ),
  "big-data-public-access-blocked": onEach("aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration", (block) =>
    block.inspect("blockPublicSecurityGroupRules", (value) =>
      demand(isTrue(value), "clusters may be open to the internet; set blockPublicSecurityGroupRules to true"),
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
