import { type Cluster, type Outcome, type Probe, failed, inError, passed } from "./probe";

/** A persona of the stack: people of these groups. */
export interface Persona {
  readonly name: string;
  readonly kubernetesGroups: readonly string[];
}

interface Right {
  readonly verb: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly group?: string;
}

const rbac = "rbac.authorization.k8s.io";

/** What no persona of everyday work may do to a tenant, whatever its role: that is for break-glass, or for the platform alone. */
const forbidden: readonly Right[] = [
  { verb: "create", resource: "pods", subresource: "exec" },
  { verb: "create", resource: "pods", subresource: "attach" },
  { verb: "create", resource: "pods", subresource: "portforward" },
  { verb: "patch", resource: "pods", subresource: "ephemeralcontainers" },
  { verb: "create", resource: "pods" },
  { verb: "get", resource: "secrets" },
  { verb: "list", resource: "secrets" },
  { verb: "create", resource: "serviceaccounts", subresource: "token" },
  { verb: "impersonate", resource: "serviceaccounts" },
  { verb: "delete", resource: "networkpolicies", group: "networking.k8s.io" },
  { verb: "delete", resource: "authorizationpolicies", group: "security.istio.io" },
  { verb: "create", resource: "rolebindings", group: rbac },
  { verb: "escalate", resource: "roles", group: rbac },
  { verb: "bind", resource: "roles", group: rbac },
];

/** What each may do in some namespace of the stack, so that a refusal of everything does not look like safety. */
const allowed: Right = { verb: "list", resource: "pods" };

const worded = ({ verb, resource, subresource }: Right): string =>
  `${verb} ${resource}${subresource === undefined ? "" : `/${subresource}`}`;

/** Asks the authoriser, which does nothing but answer. Undefined when it gives no answer. */
async function may({ kubernetesGroups }: Persona, right: Right, namespace: string, { post }: Cluster): Promise<boolean | undefined> {
  const { group = "", ...rest } = right;
  const { status, text } = await post("/apis/authorization.k8s.io/v1/subjectaccessreviews", {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SubjectAccessReview",
    spec: {
      user: "compliant-eks-drill",
      groups: [...kubernetesGroups, "system:authenticated"],
      resourceAttributes: { ...rest, group, namespace },
    },
  });
  if (status !== 201) return undefined;
  const { status: answer } = JSON.parse(text) as { readonly status?: { readonly allowed?: boolean } };
  return answer?.allowed;
}

const noAnswer = inError("the API server does not say what others may do; run the drill as somebody who may create subjectaccessreviews");

async function narrow(persona: Persona, namespaces: readonly string[], cluster: Cluster): Promise<Outcome> {
  for (const namespace of [...namespaces, "kube-system"])
    for (const right of forbidden) {
      const answer = await may(persona, right, namespace, cluster);
      if (answer === undefined) return noAnswer;
      if (answer) return failed(`${persona.name} may ${worded(right)} in ${namespace}; take the binding away that lets it`);
    }
  const answers = await Promise.all(namespaces.map((namespace) => may(persona, allowed, namespace, cluster)));
  if (answers.includes(undefined)) return noAnswer;
  return answers.includes(true)
    ? passed(`${String(forbidden.length)} rights refused in ${String(namespaces.length + 1)} namespaces, and ${worded(allowed)} allowed`)
    : failed(`${persona.name} may not even ${worded(allowed)} in any namespace of the stack; its groups are bound to nothing`);
}

/** One probe for each persona of the stack. */
export const personaProbes = (personas: readonly Persona[], namespaces: readonly string[]): readonly Probe[] =>
  personas.map((persona) => ({
    id: `persona/${persona.name}`,
    title: `${persona.name} can do its work and nothing that only break-glass may`,
    ask: (cluster) => narrow(persona, namespaces, cluster),
  }));
