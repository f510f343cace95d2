import type { AccessSettings, Persona } from "../args";

/** One person's or pipeline's way into the cluster. */
export interface Entry {
  /** Names the resource. */
  readonly name: string;
  readonly roleArn: string;
  /** Empty for administrators, who get an access policy instead. */
  readonly kubernetesGroups: readonly string[];
  readonly administrator: boolean;
}

/**
 * Everybody who may reach the API server; nobody else can, because the cluster knows no other way of authentication and gives its
 * creator nothing. Nodes are not listed: EKS makes their entry with the node group, and a second one is refused.
 */
export function entries(access: AccessSettings): readonly Entry[] {
  return [
    { name: "deployer", roleArn: access.deployerRoleArn, kubernetesGroups: [], administrator: true },
    { name: "break-glass", roleArn: access.breakGlassRoleArn, kubernetesGroups: [], administrator: true },
    ...access.personas.map(personaEntry),
  ];
}

function personaEntry(persona: Persona): Entry {
  return { name: persona.name, roleArn: persona.roleArn, kubernetesGroups: persona.kubernetesGroups, administrator: false };
}

/** What EKS would refuse, or grant by surprise, in one sentence that says what to write; undefined when nothing is wrong. */
export function mistakeIn(list: readonly Entry[]): string | undefined {
  const seen = new Map<string, string>();
  const names = new Set<string>();
  for (const entry of list) {
    if (names.has(entry.name)) return `access: two principals are called ${entry.name}; give each persona a name of its own`;
    names.add(entry.name);
    const other = seen.get(entry.roleArn);
    if (other !== undefined) return `access: ${entry.name} and ${other} have the same role; give each a role of its own`;
    seen.set(entry.roleArn, entry.name);
    const mistake = mistakeInArn(entry) ?? mistakeInGroups(entry);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function mistakeInArn({ name, roleArn }: Entry): string | undefined {
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(roleArn))
    return `access: the role of ${name} is not the ARN of an IAM role; write arn:aws:iam::<account>:role/<name>`;
  // EKS looks the role up: without its path, a role of IAM Identity Center is an invalid principal.
  if (/:role\/AWSReservedSSO_/.test(roleArn))
    return `access: the role of ${name} lacks its path; write role/aws-reserved/sso.amazonaws.com/<region>/AWSReservedSSO_<name>`;
  return undefined;
}

/** Prefixes that EKS keeps for itself and Kubernetes; `system:masters` would go round RBAC altogether. */
const reservedGroups = /^(system|eks|aws|amazon|iam):/;

function mistakeInGroups({ name, kubernetesGroups, administrator }: Entry): string | undefined {
  if (!administrator && kubernetesGroups.length === 0)
    return `access: ${name} maps to no Kubernetes group and could do nothing; name the groups that its role bindings use`;
  if (kubernetesGroups.some((group) => reservedGroups.test(group)))
    return `access: ${name} maps to a reserved Kubernetes group; use a group of your own and bind it to a role`;
  return undefined;
}
