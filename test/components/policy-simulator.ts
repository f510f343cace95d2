/**
 * Decides a request against one resource policy, as AWS does for callers of the same account: an explicit deny wins, then a matching
 * allow, then "through IAM" where the account's root is allowed, else refused. It knows the operators that our documents use and
 * throws on any other, so that a new one cannot pass untested.
 */
export type Decision = "allowed" | "through IAM" | "refused";

export interface Request {
  /** Absent for an unsigned call. */
  readonly caller?: { readonly service: string } | { readonly arn: string };
  readonly action: string;
  readonly resource?: string;
  readonly context?: Readonly<Record<string, string>>;
}

interface Statement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Permissions of a role say nothing of its principal; here it is everybody. */
export const asAnybody = (document: string): string => document.replaceAll(/"Effect":"(Allow|Deny)"/g, '"Effect":"$1","Principal":"*"');

export function statementsOf(document: string): readonly Statement[] {
  return (JSON.parse(document) as { Statement: readonly Statement[] }).Statement;
}

export function decide(document: string, request: Request): Decision {
  const matching = statementsOf(document).filter((statement) => matches(statement, request));
  if (matching.some((statement) => statement.Effect === "Deny")) return "refused";
  if (matching.some((statement) => !isRoot(statement))) return "allowed";
  return matching.length > 0 ? "through IAM" : "refused";
}

function matches(statement: Statement, request: Request): boolean {
  return (
    principalMatches(statement.Principal, request) &&
    list(statement.Action).some((pattern) => like(pattern, request.action)) &&
    list(statement.Resource ?? "*").some((pattern) => like(pattern, request.resource ?? "*")) &&
    conditionsHold(statement, contextOf(request))
  );
}

function isRoot({ Principal }: Statement): boolean {
  return typeof Principal === "object" && String((Principal as Record<string, unknown>)["AWS"]).endsWith(":root");
}

function principalMatches(principal: unknown, { caller }: Request): boolean {
  if (principal === "*") return true;
  const { AWS, Service } = principal as { AWS?: string; Service?: string };
  if (caller === undefined) return AWS === "*";
  if ("service" in caller) return Service === caller.service;
  return AWS === "*" || AWS === caller.arn || AWS === `arn:aws:iam::${accountOf(caller.arn)}:root`;
}

/** What AWS itself adds to the context of a signed call. */
function contextOf({ caller, context }: Request): Readonly<Record<string, string>> {
  const transport = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3" };
  if (caller === undefined) return { ...transport, ...context };
  if ("service" in caller) return { ...transport, "aws:PrincipalIsAWSService": "true", ...context };
  const account = accountOf(caller.arn);
  const own = { "aws:PrincipalArn": caller.arn, "aws:PrincipalAccount": account, "aws:PrincipalIsAWSService": "false" };
  return { ...transport, ...own, "kms:CallerAccount": account, ...context };
}

function conditionsHold({ Condition = {} }: Statement, context: Readonly<Record<string, string>>): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const actual = context[key];
      // A negated operator holds when none of the values matches, and when the request says nothing.
      if (operator === "ArnNotEquals") return actual === undefined || !list(values).some((value) => arnLike(value, actual));
      return actual !== undefined && list(values).some((value) => operate(operator, value, actual));
    }),
  );
}

function operate(operator: string, value: string, actual: string): boolean {
  switch (operator) {
    case "StringEquals":
    case "Bool":
      return value === actual;
    case "NumericLessThan":
      return Number(actual) < Number(value);
    case "ArnEquals":
    case "ArnLike":
      return arnLike(value, actual);
    default:
      throw new Error(`the simulator does not know the operator ${operator}`);
  }
}

/** The six parts of an ARN are compared one by one: a wildcard does not reach over a colon, except in the last part. */
function arnLike(pattern: string, actual: string): boolean {
  const [wanted, given] = [parts(pattern), parts(actual)];
  return wanted.length === given.length && wanted.every((part, index) => like(part, given[index] ?? ""));
}

function parts(arn: string): string[] {
  const all = arn.split(":");
  return [...all.slice(0, 5), all.slice(5).join(":")];
}

function like(pattern: string, actual: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s").test(actual);
}

function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}

function list<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
