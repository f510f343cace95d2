import type { Inputs } from "../../../../policies/preview/tree";
import { listed } from "../call";
import { type AwsResource, type Translation, at, camel, list, tagsOf, text } from "../resource";

const details = "iam.GetAccountAuthorizationDetails";

/** Documents of IAM come percent-encoded. */
const document = (value: unknown, member: string): string => {
  const encoded = text(value, member);
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
};

const roleType = "aws:iam/role:Role";
const rolePolicyType = "aws:iam/rolePolicy:RolePolicy";
const roleAttachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** What AWS makes for its own services and for its sign-in, and nobody else can change. */
const isOfAws = (role: unknown): boolean => /^\/aws-(service-role|reserved)\//.test(text(role, "Path"));

function roleParts(role: unknown, longest: unknown): readonly AwsResource[] {
  const name = text(role, "RoleName");
  const arn = text(role, "Arn");
  return [
    {
      type: roleType,
      name,
      ids: [arn],
      inputs: {
        name,
        assumeRolePolicy: document(role, "AssumeRolePolicyDocument"),
        ...(typeof longest === "number" ? { maxSessionDuration: longest } : {}),
        tags: tagsOf(at(role, "Tags")),
      },
    },
    ...list(role, "RolePolicyList").map((policy) => ({
      type: rolePolicyType,
      name: `${name}/${text(policy, "PolicyName")}`,
      ids: [],
      inputs: { role: name, policy: document(policy, "PolicyDocument") },
    })),
    ...attachments(roleAttachmentType, "role", name, role),
  ];
}

const attachments = (type: string, property: string, name: string, holder: unknown): readonly AwsResource[] =>
  list(holder, "AttachedManagedPolicies").map((policy) => ({
    type,
    name: `${name}/${text(policy, "PolicyName")}`,
    ids: [],
    inputs: { [property]: name, policyArn: text(policy, "PolicyArn") },
  }));

const roles: Translation = {
  types: [roleType, rolePolicyType, roleAttachmentType],
  from: [details, "iam.ListRoles"],
  make: (answers) => {
    // The details leave out how long a session may last.
    const longest = new Map(listed(answers("iam.ListRoles"), "Roles").map((role) => [text(role, "Arn"), role["MaxSessionDuration"]]));
    return listed(answers(details), "RoleDetailList")
      .filter((role) => !isOfAws(role))
      .flatMap((role) => roleParts(role, longest.get(text(role, "Arn"))));
  },
};

/** Users and groups have the same shape. */
const holders = (kind: "User" | "Group"): Translation => {
  const small = kind.toLowerCase();
  const type = `aws:iam/${small}:${kind}`;
  const policyType = `aws:iam/${small}Policy:${kind}Policy`;
  const attachmentType = `aws:iam/${small}PolicyAttachment:${kind}PolicyAttachment`;
  return {
    types: [type, policyType, attachmentType],
    from: [details],
    make: (answers) =>
      listed(answers(details), `${kind}DetailList`).flatMap((holder): readonly AwsResource[] => {
        const name = text(holder, `${kind}Name`);
        return [
          { type, name, ids: [text(holder, "Arn")], inputs: { name } },
          ...list(holder, `${kind}PolicyList`).map((policy) => ({
            type: policyType,
            name: `${name}/${text(policy, "PolicyName")}`,
            ids: [],
            inputs: { [small]: name, policy: document(policy, "PolicyDocument") },
          })),
          ...attachments(attachmentType, small, name, holder),
        ];
      }),
  };
};

const policyType = "aws:iam/policy:Policy";

const policies: Translation = {
  types: [policyType],
  from: [details],
  make: (answers) =>
    listed(answers(details), "Policies").map((policy) => {
      const current = list(policy, "PolicyVersionList").find((version) => at(version, "IsDefaultVersion") === true);
      const name = text(policy, "PolicyName");
      return { type: policyType, name, ids: [text(policy, "Arn")], inputs: { name, policy: document(current, "Document") } };
    }),
};

const passwordType = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";

/** An account without a policy has the weak one that AWS makes. */
const passwords: Translation = {
  types: [passwordType],
  from: ["iam.GetAccountPasswordPolicy"],
  make: (answers) =>
    answers("iam.GetAccountPasswordPolicy").map(({ output }) => ({
      type: passwordType,
      name: "account",
      ids: [],
      inputs: output === null ? {} : passwordPolicy(at(output, "PasswordPolicy")),
    })),
};

const passwordPolicy = (policy: unknown): Inputs => camel(policy) as Inputs;

const rootType = "aws:iam/root:Root";

/** The account's own user, of which IAM tells numbers only. */
const root: Translation = {
  types: [rootType],
  from: ["iam.GetAccountSummary"],
  make: (answers) =>
    answers("iam.GetAccountSummary").map(({ output }) => ({
      type: rootType,
      name: "root",
      ids: [],
      inputs: {
        accessKeys: at(output, "SummaryMap", "AccountAccessKeysPresent") as number,
        mfa: at(output, "SummaryMap", "AccountMFAEnabled") as number,
      },
    })),
};

const analyzerType = "aws:accessanalyzer/analyzer:Analyzer";
const findingType = "aws:accessanalyzer/finding:Finding";

const analyzer: Translation = {
  types: [analyzerType, findingType],
  from: ["accessanalyzer.ListAnalyzers", "accessanalyzer.ListFindingsV2"],
  make: (answers) => [
    ...listed(answers("accessanalyzer.ListAnalyzers"), "analyzers").map((one) => ({
      type: analyzerType,
      name: text(one, "name"),
      ids: [text(one, "arn")],
      inputs: { type: text(one, "type"), status: text(one, "status") },
    })),
    ...listed(answers("accessanalyzer.ListFindingsV2"), "findings").map((finding) => ({
      type: findingType,
      name: text(finding, "id"),
      ids: [],
      inputs: { resourceType: text(finding, "resourceType"), findingType: text(finding, "findingType") },
    })),
  ],
};

export const identityTranslations: readonly Translation[] = [roles, holders("User"), holders("Group"), policies, passwords, root, analyzer];
