import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { customerKey } from "../customer-key";
import type { Reader } from "../reader";
import { isTrue } from "../tree";
import { type Verdict, all, notApplicable, worst } from "../verdict";
import { at, keptFromDeletion, ownKey, setting, turnedOn } from "./ask";
import { regionAllowed } from "../residency";

const tableType = "aws:dynamodb/table:Table";
const acceleratorType = "aws:dax/cluster:Cluster";
const noKey = "the table is encrypted with a key of AWS; set serverSideEncryption with enabled and kmsKeyArn";

const ownTableKey = (table: Reader): Verdict =>
  all(table.expect("serverSideEncryption.enabled", isTrue, noKey), customerKey(table, "serverSideEncryption.kmsKeyArn", noKey));

/** A replica has a key of its own region; the one of the table is not valid there. */
const ownReplicaKeys = (table: Reader): Verdict =>
  worst(
    table.every(
      "replicas",
      (replica) => customerKey(replica, "kmsKeyArn", "a replica is encrypted with a key of AWS; set kmsKeyArn to a key of its region"),
      notApplicable,
    ),
  );

const replicasStay = (allowed: readonly string[], table: Reader): Verdict =>
  worst(
    table.every(
      "replicas",
      (replica) =>
        replica.inspect("regionName", (name) =>
          regionAllowed(name, allowed, "a replica leaves the allowed regions; name one of allowedRegions"),
        ),
      notApplicable,
    ),
  );

export const dynamoDbChecks = {
  "table-encrypted-with-cmk": onEachInPlan(tableType, ownTableKey),
  "table-replicas-encrypted-with-cmk": onEachInPlan(tableType, ownReplicaKeys),
  "table-replicas-stay": onEach([tableType, "aws:dynamodb/globalTable:GlobalTable"], (table, { parameters }) =>
    replicasStay(parameters["residency.allowed.regions"], table),
  ),
  "table-recoverable-to-a-point-in-time": turnedOn(
    { [tableType]: "pointInTimeRecovery.enabled" },
    "a wrong change cannot be undone; set pointInTimeRecovery.enabled to true",
  ),
  "table-deletion-protected": keptFromDeletion(
    at("deletionProtectionEnabled", tableType),
    "one call deletes the table; set deletionProtectionEnabled to true",
  ),
  "accelerator-encrypted": turnedOn(
    { [acceleratorType]: "serverSideEncryption.enabled" },
    "the accelerator keeps data in clear; set serverSideEncryption.enabled to true",
  ),
  "accelerator-connections-encrypted": setting(
    at("clusterEndpointEncryptionType", acceleratorType),
    (value) => value === "TLS",
    "clients connect in clear; set clusterEndpointEncryptionType to TLS",
  ),
  "time-series-encrypted-with-cmk": ownKey(
    at("kmsKeyId", "aws:timestreamwrite/database:Database"),
    "the database is encrypted with a key of AWS; set kmsKeyId to the ARN of a key",
  ),
} as const satisfies Record<string, PreviewCheck>;
