import { type PreviewCheck, onEachInPlan } from "../check";
import { customerKey } from "../customer-key";
import type { Statement } from "../iam-document";
import type { Plan } from "../plan";
import type { Reader } from "../reader";
import { notPublic, refusesClearText, serviceScoped, onOwnPolicy, onPolicies } from "../resource-policies";
import { type Verdict, demand, fail } from "../verdict";
import { ownKey } from "./ask";

const queueType = "aws:sqs/queue:Queue";
const policyType = "aws:sqs/queuePolicy:QueuePolicy";
const busPolicyType = "aws:cloudwatch/eventBusPolicy:EventBusPolicy";

const clear = "messages may travel in clear; deny sqs:* to everybody when aws:SecureTransport is false";
const tlsOnly = (statements: readonly Statement[]): Verdict =>
  demand(refusesClearText(statements, ["sqs:SendMessage", "sqs:ReceiveMessage"]), clear);

/** A queue that nobody gave a policy admits its own account, over any transport. */
const transport = (queue: Reader, plan: Plan): Verdict =>
  onOwnPolicy(
    plan,
    queue,
    { property: "queueUrl", type: policyType },
    tlsOnly,
    fail("messages may travel in clear; add a QueuePolicy that denies sqs:* when aws:SecureTransport is false"),
  );

export const queueChecks = {
  "queue-encrypted-with-cmk": onEachInPlan(queueType, (queue) =>
    customerKey(queue, "kmsMasterKeyId", "messages are not encrypted with your key; set kmsMasterKeyId to the ARN of a key"),
  ),
  "queue-tls-only": onEachInPlan(queueType, transport),
  "queue-policy-not-public": onPolicies([queueType, policyType], notPublic),
  "queue-policy-service-scoped": onPolicies([queueType, policyType], serviceScoped),
  "event-bus-policy-not-public": onPolicies([busPolicyType], notPublic),
  "event-bus-encrypted-with-cmk": ownKey(
    { "aws:cloudwatch/eventBus:EventBus": "kmsKeyIdentifier" },
    "events are encrypted with a key of AWS; set kmsKeyIdentifier to the ARN of a key of your own",
  ),
} as const satisfies Record<string, PreviewCheck>;
