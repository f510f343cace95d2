import { type Condition, type Statement, matches } from "./iam-document";

/** Operators that hold only when the key is there and has one of the values; `…IfExists` and `ForAllValues:` also hold without it. */
const limiting = /^(foranyvalue:)?(stringequals|stringlike|stringequalsignorecase|arnequals|arnlike|bool)$/;

/** Keys that name the account or organisation of whoever calls, or on whose behalf a service calls. */
const accountKeys = ["kms:calleraccount", "aws:principalaccount", "aws:sourceaccount"];
const organisationKeys = ["aws:principalorgid", "aws:principalorgpaths", "aws:sourceorgid", "aws:sourceorgpaths"];
const callerArnKeys = ["aws:principalarn", "aws:sourcearn"];
const resourceKeys = ["aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths"];

/** Whether a statement's conditions keep it to callers of named accounts or of an organisation. */
export function limitsCaller(statement: Statement): boolean {
  return some(statement, [...accountKeys, ...organisationKeys, ...callerArnKeys], isOwned);
}

/** Whether a statement's conditions keep it to resources of named accounts or of an organisation. */
export function limitsResource(statement: Statement): boolean {
  return some(statement, resourceKeys, isOwned);
}

/** Whether a statement's conditions say which principal calls, through which service, or for what: more than from which account. */
export function namesCaller(statement: Statement): boolean {
  return some(statement, callerArnKeys, isOneCaller) || some(statement, ["kms:viaservice"], isNamed) || namesContext(statement);
}

/** Whether a service that calls is kept to resources of a named account: else it could be made to call for somebody else's. */
export function limitsService(statement: Statement): boolean {
  return limitsCaller(statement) || some(statement, ["kms:viaservice"], isNamed) || namesContext(statement);
}

/** The values that a statement's conditions accept for a key. */
export function accepted(statement: Statement, key: string): readonly string[] {
  return statement.conditions.filter((condition) => limits(condition) && condition.key === key).flatMap(({ values }) => values);
}

/** Whether the statement asks for a key to be true. */
export function demandsTrue(statement: Statement, key: string): boolean {
  return statement.conditions.some(
    (condition) => condition.operator === "bool" && condition.key === key && condition.values.join() === "true",
  );
}

function namesContext(statement: Statement): boolean {
  return statement.conditions.some(
    (condition) => limits(condition) && condition.key.startsWith("kms:encryptioncontext:") && every(condition, isNamed),
  );
}

function some(statement: Statement, keys: readonly string[], accept: (value: string) => boolean): boolean {
  return statement.conditions.some((condition) => limits(condition) && keys.includes(condition.key) && every(condition, accept));
}

const limits = ({ operator }: Condition): boolean => limiting.test(operator);

const every = ({ values }: Condition, accept: (value: string) => boolean): boolean => values.length > 0 && values.every(accept);

/** An account id, an organisation or a path in one, or an ARN that names its account. */
const isOwned = (value: string): boolean => /^(\d{12}|o-[a-z0-9]+(\/.*)?)$/.test(value) || accountOf(value) !== undefined;

/** An ARN of one principal or resource, not of all in an account. */
const isOneCaller = (value: string): boolean =>
  accountOf(value) !== undefined && !/^([\w-]+[:/])?\*+$/.test(value.split(":").slice(5).join(":"));

/** Text that is not a wildcard; an ARN must name its account, save those of services whose ARNs have none. */
const isNamed = (value: string): boolean =>
  !/^[*?]/.test(value) && (!value.startsWith("arn:") || accountOf(value) !== undefined || /^arn:[^:]+:s3:::[^*?]/.test(value));

/** The account of an ARN in which nothing before it could match another account's. */
export function accountOf(arn: string): string | undefined {
  return /^arn:[\w*?-]+:[\w*?-]+:[\w*?-]*:(\d{12}):./.exec(arn)?.[1];
}

/** Whether a resource pattern takes in resources of any name or account. */
export function isAnyResource(pattern: string): boolean {
  const parts = pattern.split(":");
  const name = parts.length < 6 ? parts.at(-1) : parts.slice(5).join(":");
  return matches(pattern, "arn:aws:any:any:any:any/any") || /^[*?]/.test(name ?? "");
}
