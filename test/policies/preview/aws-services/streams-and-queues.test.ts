import { UNKNOWN } from "../../../../policies/preview/tree";
import type { Case } from "../support";
import { planned } from "../support";
import { cases, closedPolicy, made, named, ofService, open, ownKey, setting, switchOff, switchOn, tlsOnly, token } from "./support";

const kafka = "msk/cluster";
ownKey("kafka-encrypted-with-cmk", kafka, "encryptionInfo.encryptionAtRestKmsKeyArn");
setting("kafka-clients-encrypted", kafka, "encryptionInfo.encryptionInTransit.clientBroker", {
  good: ["TLS"],
  bad: ["TLS_PLAINTEXT", "PLAINTEXT"],
  absent: "pass",
});
switchOn("kafka-brokers-encrypted", kafka, "encryptionInfo.encryptionInTransit.inCluster", true);
const clients = (clientAuthentication: object) => made(kafka, { clientAuthentication: { ...clientAuthentication } });
cases("kafka-asks-who-connects", [
  { it: "accepts roles of IAM", given: clients({ sasl: { iam: true } }), want: "pass" },
  { it: "accepts names and passwords", given: clients({ sasl: { scram: true } }), want: "pass" },
  { it: "accepts certificates", given: clients({ tls: { certificateAuthorityArns: ["arn:aws:acm-pca:one"] } }), want: "pass" },
  { it: "refuses certificates of nobody", given: clients({ tls: { certificateAuthorityArns: [] } }), want: "fail" },
  { it: "refuses strangers beside others", given: clients({ sasl: { iam: true }, unauthenticated: true }), want: "fail" },
  { it: "refuses none", given: made(kafka), want: "fail" },
  { it: "defers what is unknown", given: made(kafka, { clientAuthentication: UNKNOWN }), want: "deferred" },
]);
for (const way of ["cloudwatchLogs", "firehose", "s3"]) switchOn("kafka-logged", kafka, `loggingInfo.brokerLogs.${way}.enabled`);
setting("kafka-not-public", kafka, "brokerNodeGroupInfo.connectivityInfo.publicAccess.type", {
  good: ["DISABLED"],
  bad: ["SERVICE_PROVIDED_EIPS"],
  absent: "pass",
});

ownKey("stream-encrypted-with-cmk", "kinesis/stream", "kmsKeyId", { encryptionType: "KMS" }, [
  { it: "refuses no encryption", given: made("kinesis/stream", { encryptionType: "NONE", kmsKeyId: "alias/mine" }), want: "fail" },
]);
ownKey("video-stream-encrypted-with-cmk", "kinesis/videoStream", "kmsKeyId");

ownKey("message-broker-encrypted-with-cmk", "mq/broker", "encryptionOptions.kmsKeyId", { encryptionOptions: { useAwsOwnedKey: false } });
switchOff("message-broker-not-public", "mq/broker", "publiclyAccessible");
switchOn("message-broker-takes-minor-upgrades", "mq/broker", "autoMinorVersionUpgrade");
const broker = (engineType: unknown, logs: object) => made("mq/broker", { engineType: engineType as string, logs: { ...logs } });
cases("message-broker-logged", [
  { it: "accepts both logs", given: broker("ActiveMQ", { general: true, audit: true }), want: "pass" },
  { it: "refuses ActiveMQ without the audit log", given: broker("ActiveMQ", { general: true }), want: "fail" },
  { it: "accepts RabbitMQ, which has none", given: broker("RabbitMQ", { general: true }), want: "pass" },
  { it: "refuses none", given: made("mq/broker", { engineType: "RabbitMQ" }), want: "fail" },
  { it: "defers an unknown engine", given: broker(UNKNOWN, { general: true }), want: "deferred" },
]);

ownKey("queue-encrypted-with-cmk", "sqs/queue", "kmsMasterKeyId", {}, [
  { it: "refuses the key of SQS itself", given: made("sqs/queue", { sqsManagedSseEnabled: true }), want: "fail" },
]);
const queue = planned(token("sqs/queue"), "queue");
const policy = (text: unknown, from: object = { queueUrl: [queue] }) =>
  planned(token("sqs/queuePolicy"), "policy", { queueUrl: UNKNOWN, policy: text as string }, { from: from as never });
const ofQueue = (it: string, given: Case["given"], want: string): Case => ({ it, given, want: { queue: want } as Case["want"] });
cases("queue-tls-only", [
  ofQueue("accepts a policy that refuses clear text", [queue, policy(tlsOnly("sqs:*"))], "pass"),
  ofQueue("refuses one that refuses sending only", [queue, policy(tlsOnly("sqs:SendMessage"))], "fail"),
  ofQueue("refuses one that does not", [queue, policy(named)], "fail"),
  ofQueue("refuses none", [queue], "fail"),
  ofQueue("defers an unknown policy", [queue, policy(UNKNOWN)], "deferred"),
  ofQueue("defers when a policy may be of this queue", [queue, policy(named, {})], "deferred"),
  { it: "accepts a policy in the queue itself", given: made("sqs/queue", { policy: tlsOnly("*") }), want: "pass" },
]);
for (const kind of ["sqs/queue", "sqs/queuePolicy"]) {
  closedPolicy("queue-policy-not-public", kind, "policy");
  setting("queue-policy-service-scoped", kind, "policy", {
    good: [named, ofService({ ArnLike: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:orders" } })],
    bad: [ofService()],
    absent: "not-applicable",
  });
}
setting("event-bus-policy-not-public", "cloudwatch/eventBusPolicy", "policy", { good: [named], bad: [open], absent: "not-applicable" });
ownKey("event-bus-encrypted-with-cmk", "cloudwatch/eventBus", "kmsKeyIdentifier");
