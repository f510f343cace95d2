import { type PreviewCheck, onEach } from "../check";
import { type Verdict, notApplicable } from "../verdict";
import type { Reader } from "../reader";
import { at, ownKey, turnedOff, turnedOn } from "./ask";

const instanceType = "aws:dms/replicationInstance:ReplicationInstance";
const endpointTypes = ["aws:dms/endpoint:Endpoint"] as const;

/** Where an engine says how it is reached: what means clear text, and whether nothing said means it too. */
interface Setting {
  readonly path: string;
  readonly clear: readonly string[];
  readonly byDefault: boolean;
}

const usual: Setting = { path: "sslMode", clear: ["none"], byDefault: true };

const ownSettings: Readonly<Record<string, Setting>> = {
  redis: { path: "redisSettings.sslSecurityProtocol", clear: ["plaintext"], byDefault: false },
  kafka: { path: "kafkaSettings.securityProtocol", clear: ["plaintext"], byDefault: true },
};

/** Those that are reached over an API of AWS, always by TLS. */
const ofAws = ["s3", "dynamodb", "kinesis", "neptune", "elasticsearch", "opensearch", "timestream", "redshift-serverless"];

function encrypted(endpoint: Reader): Verdict {
  return endpoint.inspect("engineName", (engine) => {
    const name = typeof engine === "string" ? engine : "";
    if (ofAws.includes(name)) return notApplicable;
    const { path, clear, byDefault } = (Object.hasOwn(ownSettings, name) ? ownSettings[name] : undefined) ?? usual;
    return endpoint.expect(
      path,
      (value) => (value === undefined ? !byDefault : typeof value === "string" && !clear.includes(value)),
      `records travel in clear; set ${path} to ${path === usual.path ? "verify-full, verify-ca or require" : "ssl-encryption"}`,
    );
  });
}

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
