import type { Issue } from "../problems";
import type { StackSite } from "../site";
import { dnsLabel, list, section, text } from "./fields";
import type { Rule } from "./rules";
import { unique } from "./unique";

const whatRole = "the ARN of an IAM role, such as arn:aws:iam::111122223333:role/platform-deployer";

/** Any principal's ARN: the rules below say what is wrong with one that is no role. */
const roleArn = (description: string, why?: string) =>
  text(whatRole, /^arn:aws[a-z-]*:(iam|sts)::\d{12}:[a-z-]+(\/\S+)?$/).meta({ description, ...(why === undefined ? {} : { why }) });

/** Prefixes that Kubernetes and EKS keep for themselves. */
const reservedGroup = /^(system|eks|aws|amazon|iam):/;

const persona = section({
  name: dnsLabel("a name such as developer").meta({ description: "What these people do, e.g. `developer`; unique." }),
  roleArn: roleArn("The IAM role that they assume."),
  kubernetesGroups: list(
    "Kubernetes groups",
    text("a group such as compliant-eks:developers", /^[A-Za-z0-9][A-Za-z0-9:._-]{0,62}$/),
    1,
    10,
  ).meta({
    description: "Kubernetes groups that the role maps to; RBAC gives them their rights. None of `system:`.",
    why: "`system:masters` passes by RBAC, and nobody can take it back.",
  }),
});

export const accessSchema = section({
  deployerRoleArn: roleArn(
    "The role that runs `pulumi up`.",
    "The creator of a cluster is no administrator by itself, so the deployer has an access entry.",
  ),
  breakGlassRoleArn: roleArn(
    "The role for emergencies; each use of it raises an alert.",
    "HIPAA 164.312(a)(2)(ii) asks for emergency access.",
  ),
  personas: list("personas", persona, 0, 50)
    .default([])
    .meta({ description: "Groups of people with one job: role and Kubernetes groups.", why: "Nobody but deployer and break-glass." }),
});

/** Roles of this account and partition, with their paths, each with one job; groups that RBAC governs. */
export const accessRules: Rule = ({ access }, site) => {
  const personas = access?.personas ?? [];
  const roles = [
    { path: ["access", "deployerRoleArn"], arn: access?.deployerRoleArn },
    { path: ["access", "breakGlassRoleArn"], arn: access?.breakGlassRoleArn },
    ...personas.map((one, index) => ({ path: ["access", "personas", index, "roleArn"], arn: one?.roleArn })),
  ];
  const seen = new Set<string>();
  const issues: Issue[] = roles.flatMap(({ path, arn }) => {
    const message =
      arn === undefined
        ? undefined
        : (roleMessage(arn, site) ??
          (seen.has(arn) ? "is the role of another entry; write a role of its own for each, so that logs name who acted" : undefined));
    if (arn !== undefined) seen.add(arn);
    return message === undefined ? [] : [{ path, message }];
  });
  return [
    ...issues,
    ...unique(
      personas.map((one) => one?.name),
      ["access", "personas"],
      "name",
      ["name"],
    ),
    ...groupIssues(personas),
  ];
};

function roleMessage(arn: string, site: StackSite | undefined): string | undefined {
  const [, partition = "", service = "", , account = "", resource = ""] = arn.split(":");
  const [kind, ...path] = resource.split("/");
  if (kind === "user") return `names a user; write ${whatRole}`;
  if (service === "sts" || kind === "assumed-role") return `names a session of a role; write ${whatRole}`;
  if (kind !== "role") return `names no role; write ${whatRole}`;
  if (!/^[\w+=,.@-]{1,64}$/.test(path.at(-1) ?? "")) return `has no proper role name; write ${whatRole}`;
  // EKS looks the role up by its whole ARN, and refuses this one as an invalid principal.
  if (path.length === 1 && path[0]?.startsWith("AWSReservedSSO_") === true)
    return "lacks the path that roles of IAM Identity Center have; write role/aws-reserved/sso.amazonaws.com/<region>/AWSReservedSSO_<name>";
  if (site && account !== site.accountId) return "is a role of another account than aws:allowedAccountIds; write a role of this account";
  if (site && partition !== site.partition) return `is of another partition than the region; write arn:${site.partition}:iam::...`;
  return undefined;
}

function groupIssues(
  personas: readonly ({ readonly kubernetesGroups?: readonly (string | undefined)[] | undefined } | undefined)[],
): Issue[] {
  return personas.flatMap((one, index) => {
    const path = ["access", "personas", index, "kubernetesGroups"];
    const reserved = (one?.kubernetesGroups ?? []).flatMap((group, at) =>
      reservedGroup.test(group ?? "")
        ? [{ path: [...path, at], message: "is a group of Kubernetes or of EKS; write a group of your own, to which RBAC gives rights" }]
        : [],
    );
    return [...reserved, ...unique(one?.kubernetesGroups, path, "group")];
  });
}
