import { type PreviewCheck, onEach } from "../check";
import { type Verdict, notApplicable } from "../verdict";
import type { Reader } from "../reader";
import { at, ownKey, turnedOff, turnedOn } from "./ask";

const instanceType = "aws:dms/replicationInstance:ReplicationInstance";
const endpointTypes = ["aws:dms/endpoint:Endpoint"] as const;

/** Those that are reached over an API of AWS, always by TLS. */
const ofAws = ["s3", "dynamodb", "kinesis", "neptune", "elasticsearch", "opensearch", "timestream", "redshift-serverless"];

const encrypted = (endpoint: Reader): Verdict =>
  endpoint.inspect("engineName", (engine) =>
    typeof engine === "string" && ofAws.includes(engine)
      ? notApplicable
      : endpoint.expect(
          "sslMode",
          (mode) => mode !== undefined && mode !== "none",
          "records travel in clear; set sslMode to verify-full, verify-ca or require",
        ),
  );

export const migrationChecks = {
  "migration-not-public": turnedOff(
    at("publiclyAccessible", instanceType),
    "the replication instance has an address on the internet, which it has unless told otherwise; set publiclyAccessible to false",
    true,
  ),
  "migration-encrypted-with-cmk": ownKey(
    at("kmsKeyArn", instanceType, "aws:dms/s3Endpoint:S3Endpoint"),
    "records on their way are encrypted with a key of AWS; set kmsKeyArn to the ARN of a key of your own",
  ),
  "migration-takes-minor-upgrades": turnedOn(
    at("autoMinorVersionUpgrade", instanceType),
    "patches wait for somebody; set autoMinorVersionUpgrade to true",
  ),
  "migration-connections-encrypted": onEach(endpointTypes, encrypted),
} as const satisfies Record<string, PreviewCheck>;
