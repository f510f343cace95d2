import type { Settings } from "../settings";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { customerKey } from "./customer-key";
import { clusterType } from "./eks";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { UNKNOWN, isTrue, numberOf } from "./tree";
import { type Verdict, deferred, demand, fail, notApplicable, notEvaluated } from "./verdict";

const groupType = "aws:cloudwatch/logGroup:LogGroup";
const filterType = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";
const streamType = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";

/** A group without a word on it keeps everything for ever, and so does 0. */
function retention(group: Reader, plan: Plan, { parameters }: Settings): Verdict {
  const least = isArchived(group, plan) ? parameters["log.hot.days"] : parameters["log.retention.days"];
  const most = parameters["log.retention.max.days"] ?? Infinity;
  return group.inspect("retentionInDays", (value) => {
    const days = value === undefined ? 0 : (numberOf(value) ?? 0);
    if (days === 0) return fail("the group keeps its logs for ever; set retentionInDays to log.retention.days");
    if (days < least) return fail("the group forgets its logs too early; raise retentionInDays to log.retention.days");
    return demand(days <= most, "the group keeps its logs longer than allowed; lower retentionInDays to log.retention.max.days or less");
  });
}

/** Whether everything in the group also goes to a delivery stream, so that the group need hold the queryable part only. */
export function isArchived(group: Reader, plan: Plan): boolean {
  return plan.ofType(filterType).some((filter) => {
    const toStream = filter.comesFrom("destinationArn", streamType) || /:firehose:/.test(String(textOf(filter, "destinationArn")));
    const ofGroup = filter.sources("logGroup").includes(group.urn) || sameText(filter, "logGroup", group, "name");
    return ofGroup && toStream && textOf(filter, "filterPattern") === "";
  });
}

function textOf(reader: Reader, path: string): string | undefined {
  const value = reader.read(path);
  return typeof value === "string" ? value : undefined;
}

function sameText(one: Reader, path: string, other: Reader, otherPath: string): boolean {
  const text = textOf(one, path);
  return text !== undefined && text === textOf(other, otherPath);
}

/** EKS makes a group without key and end when it finds none, so the name must be fixed and the group must be there first. */
function madeFirst(cluster: Reader, plan: Plan): Verdict {
  return cluster.inspect("name", (name) => {
    if (typeof name !== "string") return fail("the cluster has no fixed name, so its log group cannot be made first; set name");
    const groups = plan.ofType(groupType);
    const group = groups.find((candidate) => candidate.read("name") === `/aws/eks/${name}/cluster`);
    if (group !== undefined) {
      return demand(precedes(group.urn, cluster, plan), "the log group may come too late; let the cluster depend on it");
    }
    if (groups.some((candidate) => candidate.read("name") === UNKNOWN)) return deferred("the name of a log group");
    return plan.hasPlatform
      ? fail("EKS would make the cluster's log group without key and end; create /aws/eks/<cluster>/cluster first")
      : notEvaluated("may be owned by another program");
  });
}

/** Whether the resource waits for the other one, directly or not. What the eks plugin makes waits for all its component waits for. */
function precedes(urn: string, resource: Reader, plan: Plan, seen = new Set<string>()): boolean {
  if (seen.has(resource.urn)) return false;
  seen.add(resource.urn);
  const { dependencies, propertyDependencies, parent } = resource.resource;
  const component = parent !== undefined && plan.get(parent)?.type.startsWith("eks:") === true ? [parent] : [];
  const before = new Set([...dependencies, ...Object.values(propertyDependencies).flat(), ...component]);
  return before.has(urn) || [...before].some((other) => precedesFrom(urn, other, plan, seen));
}

function precedesFrom(urn: string, other: string, plan: Plan, seen: Set<string>): boolean {
  const reader = plan.get(other);
  return reader !== undefined && precedes(urn, reader, plan, seen);
}

export const logChecks = {
  "eks-log-group-made-first": onEachInPlan(clusterType, madeFirst),
  "log-group-encrypted-with-cmk": onEachInPlan(groupType, (group) =>
    customerKey(group, "kmsKeyId", "the log group is not encrypted with your key; set kmsKeyId to the ARN of the key for logs"),
  ),
  "log-group-retention-sufficient": onEachInPlan(groupType, retention),
  "log-group-deletion-protected": onEach(groupType, (group, { parameters }) =>
    parameters["deletion.protection.required"]
      ? group.expect("deletionProtectionEnabled", isTrue, "the log group can be deleted by one call; set deletionProtectionEnabled to true")
      : notApplicable,
  ),
} as const satisfies Record<string, PreviewCheck>;
