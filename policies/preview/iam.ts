import type { Settings } from "../settings";
import { type Judged, type PreviewCheck, onEach, onEachInPlan, onPlan } from "./check";
import { type Statement, onStatements } from "./iam-document";
import { PLATFORM_TYPE, type Plan } from "./plan";
import type { Reader } from "./reader";
import { identityOf, roleOf, roleType } from "./roles";
import { numberOf } from "./tree";
import { type Verdict, demand, fail, notApplicable, pass, worst } from "./verdict";
import { administratorPolicies } from "./workload-identity";

export const policyTypes = [
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
];
const attachmentTypes = [
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/policyAttachment:PolicyAttachment",
];
const credentialTypes = [
  "aws:iam/user:User",
  "aws:iam/accessKey:AccessKey",
  "aws:iam/userLoginProfile:UserLoginProfile",
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
  "aws:iam/sshKey:SshKey",
  "aws:iam/signingCertificate:SigningCertificate",
];

/** `*`, `*:*`, `s3:*` and their like. */
const isFull = (action: string): boolean => /^[^:]*[*?][^:]*$|:[*?]*\*[*?]*$/.test(action);

function narrow(statements: readonly Statement[]): Verdict {
  const wide = statements.some(({ allow, actions, notActions }) => allow && (notActions.length > 0 || actions.some(isFull)));
  return demand(!wide, "a policy allows a whole service or everything; name the actions that are needed, and use no NotAction in an Allow");
}

/** What `decide` says of every policy that a resource of IAM holds. */
export function onIdentityPolicies(resource: Reader, decide: (statements: readonly Statement[]) => Verdict): Verdict {
  if (resource.type !== roleType) return onStatements(resource, "policy", decide);
  return worst(resource.every("inlinePolicies", (inline) => onStatements(inline, "policy", decide), notApplicable));
}

function administrators(resource: Reader, plan: Plan, { breakGlassRoleArn }: Settings): Verdict {
  const own = resource.type === roleType;
  const role = own ? identityOf(resource) : roleOf(resource, "role", plan);
  if (role !== undefined && role === breakGlassRoleArn?.split("/").at(-1)) return notApplicable;
  const harmless = (arn: unknown) => typeof arn !== "string" || !administratorPolicies.test(arn);
  const message = "an AWS administrator policy is attached; attach a policy that names the actions that are needed";
  return own
    ? worst(resource.every("managedPolicyArns", (arn) => arn.expect("", harmless, message), notApplicable))
    : resource.expect("policyArn", harmless, message);
}

/** Their absence is what is asked for, so a platform without any passes. */
function credentials(plan: Plan): readonly Judged[] {
  const verdict = fail(
    "the program makes a user or a credential that never expires; remove it: people come by federation, workloads by Pod Identity",
  );
  const found = plan.ofType(...credentialTypes).map(({ urn }) => ({ urn, verdict }));
  return found.length > 0 ? found : plan.ofType(PLATFORM_TYPE).map(({ urn }) => ({ urn, verdict: pass }));
}

/** What IAM uses when nothing is said. */
const defaultSession = 3600;

export const iamChecks = {
  "iam-policy-no-full-access": onEach([...policyTypes, roleType], (resource) => onIdentityPolicies(resource, narrow)),
  "iam-admin-policy-not-attached": onEachInPlan([...attachmentTypes, roleType], administrators),
  "iam-no-users-or-access-keys": onPlan(credentialTypes, credentials),
  "iam-role-session-bounded": onEach(roleType, (role, { parameters }) =>
    role.expect(
      "maxSessionDuration",
      (seconds) => (seconds === undefined ? defaultSession : (numberOf(seconds) ?? Infinity)) <= parameters["session.max.seconds"],
      "sessions of the role may last longer than allowed; lower maxSessionDuration to session.max.seconds",
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
