import * as rbac from "@pulumi/kubernetes/rbac/v1";
import type * as pulumi from "@pulumi/pulumi";
import type { NamespaceSettings, Persona } from "../args";
import { breakGlassRules, rulesOf } from "./roles";

/** The one role that may look into containers and Secrets. */
export const breakGlassRole = "compliant-eks:break-glass";

/** Made when somebody has it: admission lets nobody but the platform make such a role. */
export const createBreakGlassRole = (name: string, opts: pulumi.CustomResourceOptions): rbac.ClusterRole =>
  new rbac.ClusterRole(name, { metadata: { name: breakGlassRole }, rules: [...breakGlassRules] }, opts);

/** Whether a persona has its role in a namespace. */
export const appliesTo = ({ namespaces }: Persona, namespace: string): boolean =>
  namespaces === undefined || namespaces.includes(namespace);

/** Roles and bindings of a namespace, for those who have them. */
export function createBindings(
  name: string,
  { name: namespace, dataClass }: Pick<NamespaceSettings, "name" | "dataClass">,
  personas: readonly Persona[],
  opts: pulumi.CustomResourceOptions,
): void {
  const here = personas.filter((persona) => appliesTo(persona, namespace));
  for (const role of new Set(here.map((persona) => persona.role))) {
    if (role !== "break-glass")
      new rbac.Role(`${name}-${role}`, { metadata: { name: role, namespace }, rules: [...rulesOf(role, dataClass)] }, opts);
  }
  for (const persona of here) createBinding(`${name}-${persona.name}`, namespace, persona, opts);
}

/** RBAC knows no end: the day is a note that every preview and audit compares with its own. */
function createBinding(name: string, namespace: string, persona: Persona, opts: pulumi.CustomResourceOptions): void {
  const annotations = persona.until === undefined ? {} : { annotations: { "compliant-eks/until": persona.until } };
  const roleRef =
    persona.role === "break-glass" ? { kind: "ClusterRole", name: breakGlassRole } : { kind: "Role", name: persona.role as string };
  new rbac.RoleBinding(
    name,
    {
      metadata: { name: persona.name, namespace, ...annotations },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", ...roleRef },
      subjects: persona.kubernetesGroups.map((group) => ({ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: group })),
    },
    opts,
  );
}
