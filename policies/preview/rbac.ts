import type { Settings } from "../settings";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import type { Reader } from "./reader";
import { ofTenant } from "./system-namespaces";
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

/** Each leads to more than it says: other people's rights, secrets, nodes, or the rules themselves (RBAC good practices, Kubernetes). */
const sensitive: readonly { readonly resources: readonly string[]; readonly verbs: readonly string[] }[] = [
  { resources: ["roles", "clusterroles"], verbs: ["escalate", "bind"] },
  { resources: ["users", "groups", "serviceaccounts", "uids", "userextras"], verbs: ["impersonate"] },
  { resources: ["secrets"], verbs: ["get", "list", "watch"] },
  { resources: ["pods/exec", "pods/attach", "pods/portforward", "pods/ephemeralcontainers"], verbs: ["create", "get", "update", "patch"] },
  { resources: ["nodes/proxy", "pods/proxy", "services/proxy"], verbs: ["get", "create", "update", "patch"] },
  { resources: ["serviceaccounts/token"], verbs: ["create"] },
  { resources: ["certificatesigningrequests/approval"], verbs: ["update", "patch"] },
  { resources: ["signers"], verbs: ["approve", "sign"] },
  { resources: ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"], verbs: ["create", "update", "patch", "delete"] },
  { resources: ["persistentvolumes"], verbs: ["create"] },
];

/** The one role of the platform that may, because its bindings end. */
const breakGlassRole = "compliant-eks:break-glass";

const leads = "a role allows what leads to everything else (secrets, exec, escalate, impersonate and the like); leave it to break-glass";

function harmless(rule: Reader): Verdict {
  const verdicts = sensitive.map(({ resources, verbs }) => {
    const resource = listed(rule, "resources", resources);
    return resource.status === "fail" ? listed(rule, "verbs", verbs) : resource;
  });
  return worst(verdicts);
}

/** Fails when a list holds one of the names. */
const listed = (rule: Reader, list: string, names: readonly string[]): Verdict =>
  worst([pass, ...rule.every(list, (item) => item.expect("", (name) => typeof name !== "string" || !names.includes(name), leads))]);

const withoutSensitiveVerbs = (role: Reader): Verdict =>
  ofTenant(role, () =>
    role.inspect("metadata.name", (name) =>
      role.type.includes(":ClusterRole") && name === breakGlassRole ? notApplicable : worst(role.every("rules", harmless, notApplicable)),
    ),
  );

/** How long somebody may be trusted with everything before somebody else looks again. */
const longestEmergencyDays = 31;
const dayMs = 86_400_000;

const ends = (binding: Reader, { today }: Settings): Verdict =>
  binding.inspect("roleRef.name", (role) => {
    if (role !== breakGlassRole) return notApplicable;
    return binding.inspect('metadata.annotations["compliant-eks/until"]', (until) => {
      if (typeof until !== "string" || !/^\d{4}-\d\d-\d\d$/.test(until))
        return fail("rights for an emergency have no end; annotate the binding with compliant-eks/until: YYYY-MM-DD");
      const left = (Date.parse(until) - Date.parse(today)) / dayMs;
      if (left < 0) return fail("rights for an emergency have ended and are still given; take the binding out");
      return demand(left <= longestEmergencyDays, "rights for an emergency outlast a month; write an earlier day, and decide again then");
    });
  });

export const rbacChecks = {
  "rbac-no-sensitive-verbs": onEachInPlan(roles, withoutSensitiveVerbs),
  "break-glass-binding-ends": onEach(bindings, ends),
  "rbac-role-no-wildcard": onEach(roles, (role) => worst(role.every("rules", rule, notApplicable))),
  "rbac-no-cluster-admin-binding": onEach(bindings, (binding) =>
    binding.inspect("roleRef.name", (name) =>
      demand(name !== "cluster-admin", "a binding hands out cluster-admin; bind a role that names what is needed"),
    ),
  ),
  "rbac-no-anonymous-subject": onEach(bindings, (binding) => worst(binding.every("subjects", subject, notApplicable))),
} as const satisfies Record<string, PreviewCheck>;
