import { auditLogGroups } from "./audit-groups";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { isAnyResource } from "./iam-conditions";
import { onIdentityPolicies, policyTypes } from "./iam";
import { type Statement, matches, takesIn } from "./iam-document";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { roleType } from "./roles";
import { type Verdict, demand, notApplicable } from "./verdict";

/**
 * Actions that IAM cannot tie to a resource, or that say what there is and nothing of what is in it (Service Authorization Reference,
 * "Resource types": actions without one).
 */
const unbound =
  /^(\w[\w-]*:(Describe|List)\w*\*?|ecr:GetAuthorizationToken|cloudwatch:PutMetricData|cloudwatch:GetMetric\w+|xray:Put\w+|sts:GetCallerIdentity|ssmmessages:\w+|ec2messages:\w+|kms:GenerateRandom|pricing:\w+)$/i;

const named = (statements: readonly Statement[]): Verdict =>
  demand(
    !statements.some(
      ({ allow, actions, resources, notResources, conditions }) =>
        allow &&
        conditions.length === 0 &&
        (notResources.length > 0 || resources.some(isAnyResource)) &&
        !actions.every((action) => unbound.test(action)),
    ),
    "a policy allows actions on every resource; name the resources, or add a condition",
  );

/** Whoever may call everything is the subject of another check. */
const ofLogs = (statement: Statement): Statement => ({
  ...statement,
  actions: statement.actions.filter((action) => /^logs:/i.test(action)),
  notActions: [],
});

const reads = ["logs:GetLogEvents", "logs:FilterLogEvents", "logs:StartQuery", "logs:StartLiveTail", "logs:GetLogRecord"];

/** A policy says that it is for those who read audit logs by its tag, or by that of its role. */
const auditPurpose = "audit";

function purposeOf(resource: Reader, plan: Plan): unknown {
  const roles = resource.sources("role").flatMap((urn) => plan.get(urn) ?? []);
  return [resource, ...roles].map((one) => one.read("tags.purpose")).find((purpose) => purpose !== undefined);
}

/** `arn:aws:logs:region:account:log-group:NAME:…`; a pattern that ends before the name takes in every group. */
const nameOfGroup = (pattern: string): string => pattern.split(":")[6] ?? "*";

function keepsLogsApart(resource: Reader, plan: Plan): Verdict {
  if (purposeOf(resource, plan) === auditPurpose) return notApplicable;
  const names = auditLogGroups(plan).flatMap((group) => {
    const name = group.read("name");
    return typeof name === "string" ? [name] : [];
  });
  return onIdentityPolicies(resource, (statements) =>
    demand(
      !statements.some(
        (statement) =>
          statement.allow &&
          reads.some((action) => takesIn(ofLogs(statement), action)) &&
          (statement.notResources.length > 0 ||
            statement.resources.map(nameOfGroup).some((pattern) => names.some((name) => matches(pattern, name)))),
      ),
      "whoever has the policy reads audit logs; name other log groups, or tag the role of auditors purpose: audit",
    ),
  );
}

export const iamResourceChecks = {
  "iam-policy-resources-named": onEach([...policyTypes, roleType], (resource) => onIdentityPolicies(resource, named)),
  "audit-log-readers-limited": onEachInPlan([...policyTypes, roleType], keepsLogsApart),
} as const satisfies Record<string, PreviewCheck>;
