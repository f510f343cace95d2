import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { companions } from "../companions";
import { customerKey } from "../customer-key";
import { type Statement, onStatements } from "../iam-document";
import { obscured } from "../obscured";
import type { Plan } from "../plan";
import type { Reader } from "../reader";
import { notPublic, refusesClearText, serviceScoped } from "../resource-policies";
import { type Verdict, demand, fail, notApplicable, worst } from "../verdict";
import { ownKey } from "./ask";

const queueType = "aws:sqs/queue:Queue";
const policyType = "aws:sqs/queuePolicy:QueuePolicy";
const busPolicyType = "aws:cloudwatch/eventBusPolicy:EventBusPolicy";

const clear = "messages may travel in clear; deny sqs:* to everybody when aws:SecureTransport is false";
const tlsOnly = (statements: readonly Statement[]): Verdict =>
  demand(refusesClearText(statements, ["sqs:SendMessage", "sqs:ReceiveMessage"]), clear);

/** A queue that nobody gave a policy admits its own account, over any transport. */
function transport(queue: Reader, plan: Plan): Verdict {
  const policies = companions(plan, queue, "queueUrl", policyType);
  if (policies.length > 0) return worst(policies.map((policy) => onStatements(policy, "policy", tlsOnly)));
  if (queue.read("policy") !== undefined) return onStatements(queue, "policy", tlsOnly);
  const loose = plan.ofType(policyType).filter((policy) => policy.sources("queueUrl").length === 0);
  return (
    obscured(loose, "queueUrl") ??
    fail("messages may travel in clear; add a QueuePolicy that denies sqs:* when aws:SecureTransport is false")
  );
}

const onPolicy = (types: readonly string[], decide: (statements: readonly Statement[]) => Verdict): PreviewCheck =>
  onEach(types, (resource) => (resource.read("policy") === undefined ? notApplicable : onStatements(resource, "policy", decide)));

export const queueChecks = {
  "queue-encrypted-with-cmk": onEachInPlan(queueType, (queue) =>
    customerKey(queue, "kmsMasterKeyId", "messages are not encrypted with your key; set kmsMasterKeyId to the ARN of a key"),
  ),
  "queue-tls-only": onEachInPlan(queueType, transport),
  "queue-policy-not-public": onPolicy([queueType, policyType], notPublic),
  "queue-policy-service-scoped": onPolicy([queueType, policyType], serviceScoped),
  "event-bus-policy-not-public": onPolicy([busPolicyType], notPublic),
  "event-bus-encrypted-with-cmk": ownKey(
    { "aws:cloudwatch/eventBus:EventBus": "kmsKeyIdentifier" },
    "events are encrypted with a key of AWS; set kmsKeyIdentifier to the ARN of a key of your own",
  ),
} as const satisfies Record<string, PreviewCheck>;
