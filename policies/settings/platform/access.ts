import type { Issue } from "../problems";
import type { StackSite } from "../site";
import { choice, dnsLabel, list, section, text } from "./fields";
import type { Draft, Rule } from "./rules";
import { unique } from "./unique";

const whatRole = "the ARN of an IAM role, such as arn:aws:iam::111122223333:role/platform-deployer";

/** Any principal's ARN: the rules below say what is wrong with one that is no role. */
const roleArn = (description: string, why?: string) =>
  text(whatRole, /^arn:aws[a-z-]*:(iam|sts)::\d{12}:[a-z-]+(\/\S+)?$/).meta({ description, ...(why === undefined ? {} : { why }) });

/** Prefixes that Kubernetes and EKS keep for themselves. */
const reservedGroup = /^(system|eks|aws|amazon|iam):/;

export const personaRoles = ["reader", "operator", "database-access", "break-glass"] as const;

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
  role: choice(personaRoles).meta({
    description:
      "What they may do in namespaces: `reader` sees workloads, `operator` also restarts and scales, `database-access` sees databases' pods and volumes, `break-glass` looks into containers and Secrets until a day.",
  }),
  namespaces: list("namespaces of this file", dnsLabel("a namespace of this file"), 1, 200).optional().meta({
    description: "Namespaces in which they may.",
    why: "All of this file.",
  }),
  until: text('a day in quotes, such as "2026-12-31"', /^\d{4}-\d\d-\d\d$/)
    .optional()
    .meta({
      description: "With `break-glass` only, and required there: the last day, at most 31 days from now.",
      why: "Rights for an emergency end.",
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
export const accessRules: Rule = ({ access, namespaces }, site) => {
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
    ...roleIssues(
      personas,
      (namespaces ?? []).map((one) => one?.name),
    ),
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

type DraftPersona = NonNullable<NonNullable<Draft["access"]>["personas"]>[number];

function roleIssues(personas: readonly DraftPersona[], known: readonly (string | undefined)[]): Issue[] {
  return personas.flatMap((one, index) => {
    const path = ["access", "personas", index];
    const until =
      one?.role === undefined || (one.role === "break-glass") === (one.until !== undefined)
        ? []
        : [
            one.role === "break-glass"
              ? { path: [...path, "until"], message: 'is missing; write the last day of the emergency in quotes, such as "2026-12-31"' }
              : { path: [...path, "until"], message: "ends rights for an emergency only; leave it out, or write role: break-glass" },
          ];
    const unknown = (one?.namespaces ?? []).flatMap((name, at) =>
      known.includes(name) ? [] : [{ path: [...path, "namespaces", at], message: "is no namespace of this file; write the name of one" }],
    );
    return [...until, ...unknown];
  });
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
