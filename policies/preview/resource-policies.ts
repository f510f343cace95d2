import { limitsCaller, limitsService } from "./iam-conditions";
import { type Statement, isEverybody, takesIn } from "./iam-document";
import { type Verdict, demand } from "./verdict";

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
