import { type PreviewCheck, onEach } from "./check";
import type { Reader } from "./reader";
import { type Verdict, demand, fail, notApplicable, pass, worst } from "./verdict";

const group = "kubernetes:rbac.authorization.k8s.io/v1";
const roles = [`${group}:Role`, `${group}:ClusterRole`];
const bindings = [`${group}:RoleBinding`, `${group}:ClusterRoleBinding`];

/** Built-in subjects that stand for everybody, for whatever runs without an account of its own, or for who is asked nothing at all. */
const anonymous = new Set([
  "system:anonymous",
  "system:unauthenticated",
  "system:authenticated",
  "system:masters",
  "system:serviceaccounts",
]);
const accountsOfNamespace = "system:serviceaccounts:";

function rule(rule: Reader): Verdict {
  const message = "a role grants everything of a kind with *; name the verbs, resources and API groups that are needed";
  const lists = ["verbs", "apiGroups", "nonResourceURLs"];
  return worst([
    ...lists.flatMap((list) => rule.every(list, (item) => item.expect("", (name) => name !== "*", message))),
    // `pods/*` is every subresource of pods; `*/scale` is one, of everything.
    ...rule.every("resources", (item) =>
      item.expect("", (name) => name !== "*" && !(typeof name === "string" && name.endsWith("/*")), message),
    ),
  ]);
}

/** The name alone does not decide: only service accounts can be called `default`. */
function subject(subject: Reader): Verdict {
  return subject.inspect("name", (name) => {
    if (typeof name !== "string") return pass;
    const message = "a binding names a subject that is nobody in particular; bind a group of your own or the workload's service account";
    if (anonymous.has(name) || name.startsWith(accountsOfNamespace)) return fail(message);
    return name === "default" ? subject.expect("kind", (kind) => kind !== "ServiceAccount", message) : pass;
  });
}

export const rbacChecks = {
  "rbac-role-no-wildcard": onEach(roles, (role) => worst(role.every("rules", rule, notApplicable))),
  "rbac-no-cluster-admin-binding": onEach(bindings, (binding) =>
    binding.inspect("roleRef.name", (name) =>
      demand(name !== "cluster-admin", "a binding hands out cluster-admin; bind a role that names what is needed"),
    ),
  ),
  "rbac-no-anonymous-subject": onEach(bindings, (binding) => worst(binding.every("subjects", subject, notApplicable))),
} as const satisfies Record<string, PreviewCheck>;
