import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { keyOfEncrypted } from "../customer-key";
import type { Reader } from "../reader";
import { isTrue, numberOf } from "../tree";
import { type Verdict, anyOf, demand, fail, notApplicable, pass, all } from "../verdict";
import { at, aboveZero, filled, isFilled, ownKey, turnedOn } from "./ask";

const groupType = "aws:elasticache/replicationGroup:ReplicationGroup";
const nodeType = "aws:elasticache/cluster:Cluster";
const serverlessType = "aws:elasticache/serverlessCache:ServerlessCache";
const memoryType = "aws:memorydb/cluster:Cluster";

/** From Valkey on what is at rest is encrypted unless somebody turns it off. */
const atRest = (group: Reader): Verdict =>
  group.inspect("atRestEncryptionEnabled", (value) =>
    value === undefined
      ? group.expect("engine", (engine) => engine === "valkey", "snapshots and swap are in clear; set atRestEncryptionEnabled to true")
      : demand(isTrue(value), "snapshots and swap are in clear; set atRestEncryptionEnabled to true"),
  );

/** A group with transit encryption can ask who connects: by users of its own, or by a token. */
const asksWho = (group: Reader): Verdict =>
  anyOf(
    [
      group.expect("userGroupIds", isFilled, ""),
      group.read("authToken") === undefined ? fail("") : pass,
      group.read("authTokenWo") === undefined ? fail("") : pass,
    ],
    "whoever reaches the port reads everything; set userGroupIds, or authToken",
  );

/** A member of a group is as the group says; memcached keeps nothing. */
const alone = (node: Reader, decide: () => Verdict): Verdict =>
  node.read("replicationGroupId") === undefined
    ? node.inspect("engine", (engine) => (engine === "memcached" ? notApplicable : decide()))
    : notApplicable;

const slow = "slow commands are not logged; add logDeliveryConfigurations for slow-log or engine-log";

export const cacheChecks = {
  "cache-encrypted": onEach(groupType, atRest),
  "cache-encrypted-with-cmk": onEachInPlan(groupType, (group) =>
    keyOfEncrypted(
      group,
      "atRestEncryptionEnabled",
      (value) => isTrue(value) || (value === undefined && group.read("engine") === "valkey"),
      "kmsKeyId",
      "the cache is encrypted with a key of AWS; set kmsKeyId to the ARN of a key of your own",
    ),
  ),
  "cache-connections-encrypted": turnedOn(
    at("transitEncryptionEnabled", groupType, nodeType),
    "clients connect in clear; set transitEncryptionEnabled to true",
  ),
  "cache-transit-encryption-required": onEach(groupType, (group) =>
    group.expect(
      "transitEncryptionMode",
      (mode) => mode !== "preferred",
      "clients may still connect in clear; set transitEncryptionMode to required",
    ),
  ),
  "cache-asks-who-connects": onEach(groupType, asksWho),
  "cache-in-several-zones": onEach(groupType, (group) =>
    all(
      ...["automaticFailoverEnabled", "multiAzEnabled"].map((property) =>
        group.expect(property, isTrue, `the loss of a zone stops the cache; set ${property} to true`),
      ),
    ),
  ),
  "cache-backed-up": onEach([groupType, nodeType], (cache) =>
    alone(cache, () =>
      cache.expect(
        "snapshotRetentionLimit",
        (days) => (numberOf(days) ?? 0) > 0,
        "nothing is backed up; set snapshotRetentionLimit to the days that backups live",
      ),
    ),
  ),
  "cache-takes-minor-upgrades": turnedOn(
    at("autoMinorVersionUpgrade", groupType, nodeType, memoryType),
    "patches wait for somebody; set autoMinorVersionUpgrade to true",
    true,
  ),
  "cache-logged": filled(at("logDeliveryConfigurations", groupType), slow),
  "serverless-cache-encrypted-with-cmk": ownKey(
    at("kmsKeyId", serverlessType),
    "the cache is encrypted with a key of AWS; set kmsKeyId to the ARN of a key of your own",
  ),
  "memory-database-encrypted-with-cmk": ownKey(
    at("kmsKeyArn", memoryType),
    "the database is encrypted with a key of AWS; set kmsKeyArn to the ARN of a key of your own",
  ),
  "memory-database-connections-encrypted": turnedOn(at("tlsEnabled", memoryType), "clients connect in clear; set tlsEnabled to true", true),
  "memory-database-asks-who-connects": onEach(memoryType, (database) =>
    database.expect(
      "aclName",
      (name) => typeof name === "string" && name !== "open-access",
      "whoever reaches the port reads everything; set aclName to a list of users other than open-access",
    ),
  ),
  "memory-database-backed-up": aboveZero(
    at("snapshotRetentionLimit", memoryType),
    "nothing is backed up; set snapshotRetentionLimit to the days that backups live",
  ),
} as const satisfies Record<string, PreviewCheck>;
