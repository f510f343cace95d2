import { type PreviewCheck, onEach } from "./check";
import { companions, onCompanions } from "./companions";
import { limitsCaller, limitsService } from "./iam-conditions";
import { type Statement, isEverybody, onStatements, takesIn } from "./iam-document";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { type Verdict, demand, notApplicable } from "./verdict";

/** What is asked of the policy of a resource that others use: a bucket, a topic, a repository. */

const hasCondition = (statement: Statement, operator: string, key: string, holds: (value: string) => boolean): boolean =>
  statement.conditions.some((one) => one.operator === operator && one.key === key && one.values.length > 0 && one.values.every(holds));

/** Refuses everybody all of the actions under a condition. A statement with more than the one condition refuses less. */
export const refuses = (
  statements: readonly Statement[],
  actions: readonly string[],
  operator: string,
  key: string,
  holds: (value: string) => boolean,
): boolean =>
  statements.some(
    (statement) =>
      !statement.allow &&
      statement.conditions.length === 1 &&
      isPublic(statement) &&
      actions.every((action) => takesIn(statement, action)) &&
      hasCondition(statement, operator, key, holds),
  );

/** Refuses everybody the actions over plain HTTP. */
export const refusesClearText = (statements: readonly Statement[], actions: readonly string[]): boolean =>
  refuses(statements, actions, "bool", "aws:securetransport", (value) => value.toLowerCase() === "false");

const isPublic = ({ principals }: Statement): boolean => principals.some(isEverybody);

/** A network that is named limits a caller too: only who is in it gets through. */
const isLimited = (statement: Statement): boolean =>
  limitsCaller(statement) ||
  statement.conditions.some(
    ({ operator, key, values }) => /^string(equals|like)/.test(operator) && /^aws:sourcevpce?$/.test(key) && values.length > 0,
  );

export const notPublic = (statements: readonly Statement[]): Verdict =>
  demand(
    !statements.some((statement) => statement.allow && isPublic(statement) && !isLimited(statement)),
    "the policy lets everybody in; name principals, or add a condition on account, organisation or endpoint",
  );

/** Services that send nothing by which a policy could tell for whom they act (EventBridge user guide, "Resource-based policies"). */
const tellNobody = ["events.amazonaws.com", "events.amazonaws.com.cn"];

/** A service that may act for any account does what a stranger tells it to (confused deputy). */
export const serviceScoped = (statements: readonly Statement[]): Verdict =>
  demand(
    !statements.some(
      (statement) =>
        statement.allow &&
        statement.principals.some(({ kind, id }) => kind === "Service" && !tellNobody.includes(id)) &&
        !limitsService(statement),
    ),
    "a service may act on behalf of any account; test aws:SourceAccount or aws:SourceArn in its statement",
  );

/** Refuses the actions to everybody but named callers, whatever IAM gives away. Services of AWS may be left out: their own statements limit them. */
export const refusesAllBut = (statements: readonly Statement[], action: string): boolean =>
  statements.some(
    (statement) =>
      !statement.allow &&
      isPublic(statement) &&
      takesIn(statement, action) &&
      statement.conditions.every(({ key }) => key === "aws:principalarn" || key === "aws:principalisawsservice") &&
      statement.conditions.some(
        ({ operator, key, values }) =>
          key === "aws:principalarn" && /^(arn|string)not(equals|like)$/.test(operator) && !values.includes("*"),
      ),
  );

/** A check on the policy that a resource has, or is; one without says nothing of who may use it. */
export const onPolicies = (
  types: string | readonly string[],
  decide: (statements: readonly Statement[]) => Verdict,
  path = "policy",
): PreviewCheck => onEach(types, (resource) => (resource.read(path) === undefined ? notApplicable : onStatements(resource, path, decide)));

/** What `decide` says of the policy of a resource: of one beside it, which replaces its own, else of its own. */
export function onOwnPolicy(
  plan: Plan,
  owner: Reader,
  beside: { readonly property: string; readonly type: string },
  decide: (statements: readonly Statement[]) => Verdict,
  missing: Verdict,
): Verdict {
  if (owner.read("policy") !== undefined && companions(plan, owner, beside.property, beside.type).length === 0)
    return onStatements(owner, "policy", decide);
  return onCompanions(plan, owner, beside, (policy) => onStatements(policy, "policy", decide), missing);
}
