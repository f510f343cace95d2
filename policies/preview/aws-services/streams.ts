import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { customerKey } from "../customer-key";
import type { Reader } from "../reader";
import { isTrue } from "../tree";
import { type Verdict, all, anyOf } from "../verdict";
import { at, ownKey, setting, turnedOff, turnedOn } from "./ask";

const kafkaType = "aws:msk/cluster:Cluster";
const streamType = "aws:kinesis/stream:Stream";
const brokerType = "aws:mq/broker:Broker";

/** Brokers take TLS only when nobody says otherwise (MSK developer guide, "Encryption"). */
const transit = "encryptionInfo.encryptionInTransit";

const authenticated = (cluster: Reader): Verdict =>
  all(
    cluster.expect(
      "clientAuthentication.unauthenticated",
      (value) => !isTrue(value),
      "clients need not say who they are; set clientAuthentication.unauthenticated to false",
    ),
    anyOf(
      ["sasl.iam", "sasl.scram"]
        .map((way) => cluster.expect(`clientAuthentication.${way}`, isTrue, ""))
        .concat(
          cluster.expect("clientAuthentication.tls.certificateAuthorityArns", (value) => Array.isArray(value) && value.length > 0, ""),
        ),
      "clients need not say who they are; set clientAuthentication.sasl.iam to true",
    ),
  );

const logged = (cluster: Reader): Verdict =>
  anyOf(
    ["cloudwatchLogs", "firehose", "s3"].map((way) => cluster.expect(`loggingInfo.brokerLogs.${way}.enabled`, isTrue, "")),
    "logs of the brokers are kept nowhere; turn on one of loggingInfo.brokerLogs",
  );

const streamEncrypted = (stream: Reader): Verdict =>
  all(
    stream.expect("encryptionType", (type) => type === "KMS", "the stream is not encrypted; set encryptionType to KMS"),
    customerKey(stream, "kmsKeyId", "the stream is not encrypted with your key; set kmsKeyId to the ARN of a key"),
  );

/** RabbitMQ has its own general log and no audit log. */
const brokerLogged = (broker: Reader): Verdict =>
  broker.inspect("engineType", (engine) => {
    const general = broker.expect("logs.general", isTrue, "logs of the broker are kept nowhere; set logs.general to true");
    if (typeof engine === "string" && engine.toLowerCase() === "rabbitmq") return general;
    return all(general, broker.expect("logs.audit", isTrue, "who changes what is not recorded; set logs.audit to true"));
  });

export const streamChecks = {
  "kafka-encrypted-with-cmk": ownKey(
    { [kafkaType]: "encryptionInfo.encryptionAtRestKmsKeyArn" },
    "messages are encrypted with a key of AWS; set encryptionInfo.encryptionAtRestKmsKeyArn",
  ),
  "kafka-clients-encrypted": setting(
    { [kafkaType]: `${transit}.clientBroker` },
    (value) => value === "TLS",
    `clients may connect in clear; set ${transit}.clientBroker to TLS`,
    true,
  ),
  "kafka-brokers-encrypted": turnedOn(
    { [kafkaType]: `${transit}.inCluster` },
    `brokers talk to each other in clear; set ${transit}.inCluster to true`,
    true,
  ),
  "kafka-asks-who-connects": onEach(kafkaType, authenticated),
  "kafka-logged": onEach(kafkaType, logged),
  "kafka-not-public": setting(
    { [kafkaType]: "brokerNodeGroupInfo.connectivityInfo.publicAccess.type" },
    (value) => value === "DISABLED",
    "brokers have addresses on the internet; set connectivityInfo.publicAccess.type to DISABLED",
    true,
  ),
  "stream-encrypted-with-cmk": onEachInPlan(streamType, streamEncrypted),
  "video-stream-encrypted-with-cmk": ownKey(
    at("kmsKeyId", "aws:kinesis/videoStream:VideoStream"),
    "the stream is encrypted with a key of AWS; set kmsKeyId to the ARN of a key",
  ),
  "message-broker-encrypted-with-cmk": onEachInPlan(brokerType, (broker) =>
    customerKey(
      broker,
      "encryptionOptions.kmsKeyId",
      "messages are encrypted with a key of AWS; set encryptionOptions with useAwsOwnedKey false and kmsKeyId",
    ),
  ),
  "message-broker-not-public": turnedOff(
    at("publiclyAccessible", brokerType),
    "the broker has an address on the internet; set publiclyAccessible to false",
  ),
  "message-broker-logged": onEach(brokerType, brokerLogged),
  "message-broker-takes-minor-upgrades": turnedOn(
    at("autoMinorVersionUpgrade", brokerType),
    "patches wait for somebody; set autoMinorVersionUpgrade to true",
  ),
} as const satisfies Record<string, PreviewCheck>;
