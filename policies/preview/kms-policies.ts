import type { Settings } from "../settings";
import { type PreviewCheck, onEach } from "./check";
import { accepted, accountOf, demandsTrue, limitsCaller, limitsService, namesCaller } from "./iam-conditions";
import { type Principal, type Statement, isEverybody, onStatements, takesIn } from "./iam-document";
import { keyPolicyTypes } from "./kms-types";
import type { Reader } from "./reader";
import { isTrue } from "./tree";
import { type Verdict, all, demand, notApplicable } from "./verdict";

/** Actions that show which side a statement is on. Creating a grant is use: it hands out no more than the caller may do. */
const administration = ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:CreateAlias"];
const use = ["kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom"];

const administers = (statement: Statement): boolean => administration.some((action) => takesIn(statement, action));
const uses = (statement: Statement): boolean => use.some((action) => takesIn(statement, action));

/** Whether the account's root, which stands for "whoever IAM allows", is the principal. Of any account where ours is not known. */
function isRoot({ kind, id }: Principal, account: string | undefined): boolean {
  if (kind !== "AWS") return false;
  const owner = /^\d{12}$/.test(id) ? id : id.endsWith(":root") ? accountOf(id) : undefined;
  return owner !== undefined && owner === (account ?? owner);
}

const open = (statement: Statement): boolean => statement.principals.some(isEverybody) && !limitsCaller(statement);

/** Somebody of another account, named without a condition on the organisation. */
function isStranger(statement: Statement, account: string | undefined): boolean {
  if (account === undefined || limitsCaller(statement)) return false;
  return statement.principals.some(({ kind, id }) => kind === "AWS" && (accountOf(id) ?? (/^\d{12}$/.test(id) ? id : account)) !== account);
}

/** Who a statement is about: a principal named as such, or for "everybody, if" the role in the condition. */
function subjects(statement: Statement): readonly string[] {
  return statement.principals.flatMap((principal) => {
    if (!isEverybody(principal)) return [principal.id];
    const roles = accepted(statement, "aws:principalarn");
    return roles.length > 0 ? roles : ["everybody"];
  });
}

function separatesDuties(statements: readonly Statement[], account: string | undefined): boolean {
  const named = statements.filter(
    (statement) => !open(statement) && !statement.principals.every((principal) => isRoot(principal, account)),
  );
  const administrators = new Set(named.filter(administers).flatMap(subjects));
  return !named
    .filter(uses)
    .flatMap(subjects)
    .some((subject) => administrators.has(subject));
}

/** Root statements and those that already fail as open or as mixed are not judged a second time. */
const grantsFreely = (statement: Statement, account: string | undefined): boolean =>
  takesIn(statement, "kms:CreateGrant") &&
  !(administers(statement) && uses(statement)) &&
  !open(statement) &&
  !statement.principals.every((principal) => isRoot(principal, account)) &&
  !demandsTrue(statement, "kms:grantisforawsresource");

const isService = ({ kind }: Principal): boolean => kind === "Service";

function namesDeployer(statement: Statement, deployer: string): boolean {
  return statement.principals.some(({ id }) => id === deployer) || accepted(statement, "aws:principalarn").includes(deployer);
}

type Rule = (statements: readonly Statement[], settings: Settings) => boolean;

/** A rule on the statements that allow something. Where no policy is given, the check on that speaks. */
function onPolicy(rule: Rule, message: string) {
  return onEach(keyPolicyTypes, (key, settings) => {
    if (key.read("policy") === undefined) return notApplicable;
    return onStatements(key, "policy", (statements) =>
      demand(
        rule(
          statements.filter(({ allow }) => allow),
          settings,
        ),
        message,
      ),
    );
  });
}

function keepsRoot(key: Reader, account: string | undefined): Verdict {
  const bypass = key.expect(
    "bypassPolicyLockoutSafetyCheck",
    (value) => !isTrue(value),
    "AWS is told not to check that the key stays manageable; remove bypassPolicyLockoutSafetyCheck",
  );
  if (key.read("policy") === undefined) return bypass;
  const covers = (statement: Statement) =>
    statement.allow &&
    takesIn(statement, "kms:PutKeyPolicy") &&
    statement.principals.some((one) => isEverybody(one) || isRoot(one, account));
  const kept = onStatements(key, "policy", (statements) =>
    demand(statements.some(covers), "the account's root cannot manage the key; keep the statement that allows it kms:*"),
  );
  return all(bypass, kept);
}

function withoutDeployer(key: Reader, deployer: string | undefined): Verdict {
  if (deployer === undefined || key.read("policy") === undefined) return notApplicable;
  return onStatements(key, "policy", (statements) =>
    demand(
      !statements.some((statement) => statement.allow && namesDeployer(statement, deployer)),
      "the deployer is named in the key's policy; remove the statement: it manages the key through IAM",
    ),
  );
}

export const kmsPolicyChecks = {
  "kms-key-policy-no-public-principal": onPolicy(
    (statements, { account }) => !statements.some((statement) => open(statement) || isStranger(statement, account)),
    "a statement admits callers of any or another account; name the principals, or add a condition on kms:CallerAccount or aws:PrincipalOrgID",
  ),
  "kms-key-policy-names-callers": onPolicy(
    (statements) => statements.every((one) => !one.principals.some(isEverybody) || open(one) || namesCaller(one)),
    "a statement admits the whole account; name the role with aws:PrincipalArn, or the service with kms:ViaService",
  ),
  "kms-key-policy-separates-duties": onPolicy(
    (statements, { account }) => separatesDuties(statements, account),
    "one principal both administers and uses the key; leave administration to the account's root and IAM",
  ),
  "kms-key-policy-service-scoped": onPolicy(
    (statements) => statements.every((statement) => !statement.principals.some(isService) || limitsService(statement)),
    "an AWS service may use the key for anybody's resources; add a condition on the encryption context, aws:SourceArn or aws:SourceAccount",
  ),
  "kms-key-policy-grants-for-aws-only": onPolicy(
    (statements, { account }) => !statements.some((statement) => grantsFreely(statement, account)),
    'a statement lets its principal grant the key to anybody; add the condition Bool kms:GrantIsForAWSResource "true"',
  ),
  "kms-key-policy-no-deployer": onEach(keyPolicyTypes, (key, { deployerRoleArn }) => withoutDeployer(key, deployerRoleArn)),
  "kms-key-policy-keeps-root": onEach(keyPolicyTypes, (key, { account }) => keepsRoot(key, account)),
} as const satisfies Record<string, PreviewCheck>;
