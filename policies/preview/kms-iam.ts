import { type PreviewCheck, onEach } from "./check";
import { limitsService } from "./iam-conditions";
import { type Statement, onStatements, takesIn } from "./iam-document";
import type { Reader } from "./reader";
import { type Verdict, demand, notApplicable, worst } from "./verdict";

const roleType = "aws:iam/role:Role";
const policyTypes = [
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
];

/** What turns ciphertext back into data, directly or under another key. */
const decrypting = ["kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo"];

/** Whole services and everything are the business of `iam-policy-no-full-access`. */
const isWhole = (action: string): boolean => /^(\*|\*:\*|kms:\*)$/i.test(action);

/** Keys of one account too: key policies there usually trust the account's own IAM. */
const anyKey = (resource: string): boolean => /^(\*|arn:[^:]*:kms:[^:]*:[^:]*:(\*|key\/\*|key\/[*?].*))$/.test(resource);

function opensEveryKey(statement: Statement): boolean {
  const { allow, actions, notActions, resources, notResources } = statement;
  if (!allow || notActions.length > 0 || actions.some(isWhole) || !decrypting.some((action) => takesIn(statement, action))) return false;
  const bound =
    limitsService(statement) ||
    statement.conditions.some(({ key }) => /^(kms:resourcealiases|kms:requestalias|aws:resourcetag\/.+)$/.test(key));
  return !bound && (notResources.length > 0 || resources.some(anyKey));
}

const bounded = (statements: readonly Statement[]): Verdict =>
  demand(
    !statements.some(opensEveryKey),
    "a policy lets its holder decrypt with every key; name the keys in Resource, or add a condition on kms:ViaService",
  );

export const kmsIamChecks = {
  "iam-policy-no-kms-on-every-key": onEach([...policyTypes, roleType], (resource: Reader) =>
    resource.type === roleType
      ? worst(resource.every("inlinePolicies", (inline) => onStatements(inline, "policy", bounded), notApplicable))
      : onStatements(resource, "policy", bounded),
  ),
} as const satisfies Record<string, PreviewCheck>;
