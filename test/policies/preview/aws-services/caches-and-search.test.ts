import { Hidden, Secret, UNKNOWN, type Value } from "../../../../policies/preview/tree";
import { cases, closedPolicy, made, ownKey, setting, switchOn } from "./support";

const group = "elasticache/replicationGroup";
const node = "elasticache/cluster";
const memory = "memorydb/cluster";

switchOn("cache-encrypted", group, "atRestEncryptionEnabled", false, [
  { it: "knows that Valkey is unless told otherwise", given: made(group, { engine: "valkey" }), want: "pass" },
  { it: "refuses Valkey that is told otherwise", given: made(group, { engine: "valkey", atRestEncryptionEnabled: false }), want: "fail" },
]);
ownKey("cache-encrypted-with-cmk", group, "kmsKeyId", { atRestEncryptionEnabled: true }, [
  { it: "leaves an unencrypted one to the other check", given: made(group), want: "not-applicable" },
  { it: "asks for a key of Valkey, which is encrypted unasked", given: made(group, { engine: "valkey" }), want: "fail" },
]);
for (const kind of [group, node]) switchOn("cache-connections-encrypted", kind, "transitEncryptionEnabled");
setting("cache-transit-encryption-required", group, "transitEncryptionMode", { good: ["required"], bad: ["preferred"], absent: "pass" });
setting("cache-asks-who-connects", group, "userGroupIds", { good: [["app"]], bad: [[]], absent: "fail" }, [
  { it: "accepts a token", given: made(group, { authToken: new Secret("words of mine") }), want: "pass" },
  { it: "accepts a token that is written only", given: made(group, { authTokenWo: UNKNOWN }), want: "pass" },
]);
for (const [asked, other] of [
  ["automaticFailoverEnabled", "multiAzEnabled"],
  ["multiAzEnabled", "automaticFailoverEnabled"],
] as const)
  setting("cache-in-several-zones", group, asked, { base: { [other]: true }, good: [true, "true"], bad: [false], absent: "fail" });
for (const kind of [group, node]) setting("cache-backed-up", kind, "snapshotRetentionLimit", { good: [1, "7"], bad: [0], absent: "fail" });
cases("cache-backed-up", [
  { it: "asks nothing of memcached, which keeps nothing", given: made(node, { engine: "memcached" }), want: "not-applicable" },
  { it: "asks nothing of a member of a group", given: made(node, { replicationGroupId: "group" }), want: "not-applicable" },
]);
for (const kind of [group, node, memory]) switchOn("cache-takes-minor-upgrades", kind, "autoMinorVersionUpgrade", true);
setting("cache-logged", group, "logDeliveryConfigurations", { good: [[{ logType: "slow-log" }]], bad: [[]], absent: "fail" });
ownKey("serverless-cache-encrypted-with-cmk", "elasticache/serverlessCache", "kmsKeyId");
ownKey("memory-database-encrypted-with-cmk", memory, "kmsKeyArn");
switchOn("memory-database-connections-encrypted", memory, "tlsEnabled", true);
setting("memory-database-asks-who-connects", memory, "aclName", { good: ["app"], bad: ["open-access"], absent: "fail" });
setting("memory-database-backed-up", memory, "snapshotRetentionLimit", { good: [1], bad: [0], absent: "fail" });

for (const domain of ["opensearch/domain", "elasticsearch/domain"]) {
  switchOn("search-domain-encrypted", domain, "encryptAtRest.enabled");
  ownKey("search-domain-encrypted-with-cmk", domain, "encryptAtRest.kmsKeyId", { encryptAtRest: { enabled: true } }, [
    { it: "leaves an unencrypted one to the other check", given: made(domain), want: "not-applicable" },
  ]);
  switchOn("search-domain-nodes-encrypted", domain, "nodeToNodeEncryption.enabled");
  setting(
    "search-domain-https-only",
    domain,
    "domainEndpointOptions.enforceHttps",
    {
      base: { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } },
      good: [true, "true"],
      bad: [false],
      absent: "pass",
    },
    [{ it: "refuses a domain that says nothing of its endpoint", given: made(domain), want: "fail" }],
  );
  setting("search-domain-tls-strong", domain, "domainEndpointOptions.tlsSecurityPolicy", {
    good: ["Policy-Min-TLS-1-2-2019-07", "Policy-Min-TLS-1-2-PFS-2023-10"],
    bad: ["Policy-Min-TLS-1-0-2019-07"],
    absent: "fail",
  });
  setting("search-domain-private", domain, "vpcOptions.subnetIds", { good: [["subnet-1"]], bad: [[]], absent: "fail" });
  switchOn("search-domain-access-controlled", domain, "advancedSecurityOptions.enabled");
  setting("search-domain-not-anonymous", domain, "advancedSecurityOptions.anonymousAuthEnabled", {
    good: [false],
    bad: [true, "true"],
    absent: "pass",
  });
  switchOn("search-domain-in-several-zones", domain, "clusterConfig.zoneAwarenessEnabled");
  closedPolicy("search-domain-policy-not-public", domain, "accessPolicies");
}
closedPolicy("search-domain-policy-not-public", "opensearch/domainPolicy", "accessPolicies");

const logs = (...list: readonly Value[]) => made("opensearch/domain", { logPublishingOptions: list });
for (const [id, wanted, other] of [
  ["search-domain-audited", "AUDIT_LOGS", "ES_APPLICATION_LOGS"],
  ["search-domain-errors-logged", "ES_APPLICATION_LOGS", "AUDIT_LOGS"],
] as const)
  cases(id, [
    { it: "accepts the log", given: logs({ logType: other }, { logType: wanted }), want: "pass" },
    { it: "accepts the log that is turned on", given: logs({ logType: wanted, enabled: true }), want: "pass" },
    { it: "refuses the log that is turned off", given: logs({ logType: wanted, enabled: false }), want: "fail" },
    { it: "refuses another log", given: logs({ logType: other }), want: "fail" },
    { it: "refuses an empty list", given: logs(), want: "fail" },
    { it: "refuses none", given: made("opensearch/domain"), want: "fail" },
    { it: "defers an unknown list", given: made("opensearch/domain", { logPublishingOptions: UNKNOWN }), want: "deferred" },
    { it: "defers an unknown kind, which may be the one", given: logs({ logType: UNKNOWN }), want: "deferred" },
    {
      it: "cannot read a hidden list",
      given: made("opensearch/domain", { logPublishingOptions: new Hidden("ciphertext") }),
      want: "not-evaluated",
    },
  ]);
