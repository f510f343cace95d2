import { rbacChecks } from "../../../policies/preview/rbac";
import { type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const kind = (name: string, inputs: Inputs) => planned(`kubernetes:rbac.authorization.k8s.io/v1:${name}`, "it", inputs);
const role = (...rules: readonly Inputs[]) => kind("Role", { rules });
const rule = { apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] };

table("rbac-role-no-wildcard", rbacChecks["rbac-role-no-wildcard"], [
  { it: "passes for names", given: role(rule), want: "pass" },
  { it: "fails for every verb", given: role({ ...rule, verbs: ["*"] }), want: "fail" },
  { it: "fails for every resource", given: role(rule, { ...rule, resources: ["pods", "*"] }), want: "fail" },
  { it: "fails for every group", given: kind("ClusterRole", { rules: [{ ...rule, apiGroups: ["*"] }] }), want: "fail" },
  { it: "fails for every address", given: kind("ClusterRole", { rules: [{ nonResourceURLs: ["*"], verbs: ["get"] }] }), want: "fail" },
  { it: "fails in a patch", given: kind("ClusterRolePatch", { rules: [{ ...rule, verbs: ["*"] }] }), want: "fail" },
  { it: "passes for one subresource of everything", given: role({ ...rule, resources: ["*/scale"] }), want: "pass" },
  { it: "has nothing to say of a role without rules", given: kind("ClusterRole", { aggregationRule: {} }), want: "not-applicable" },
  { it: "is deferred when a verb is unknown", given: role({ ...rule, verbs: [UNKNOWN] }), want: "deferred" },
  { it: "is deferred when the rules are unknown", given: kind("Role", { rules: UNKNOWN }), want: "deferred" },
]);

const binding = (inputs: Inputs, of = "ClusterRoleBinding") => kind(of, { roleRef: { kind: "ClusterRole", name: "view" }, ...inputs });
const admin = { roleRef: { kind: "ClusterRole", name: "cluster-admin" } };
table("rbac-no-cluster-admin-binding", rbacChecks["rbac-no-cluster-admin-binding"], [
  { it: "passes for another role", given: binding({}), want: "pass" },
  { it: "fails for cluster-admin", given: binding(admin), want: "fail" },
  { it: "fails within a namespace", given: binding(admin, "RoleBinding"), want: "fail" },
  { it: "is deferred when unknown", given: binding({ roleRef: UNKNOWN }), want: "deferred" },
]);

const subject = (name: Inputs[string], of: Inputs[string] = "Group") => binding({ subjects: [{ kind: of, name }] });
table("rbac-no-anonymous-subject", rbacChecks["rbac-no-anonymous-subject"], [
  { it: "passes for a group of one's own", given: subject("developers"), want: "pass" },
  { it: "fails for who is not known", given: subject("system:anonymous", "User"), want: "fail" },
  { it: "fails for all who are not known", given: subject("system:unauthenticated"), want: "fail" },
  { it: "fails for all who are", given: subject("system:authenticated"), want: "fail" },
  { it: "fails for every service account", given: subject("system:serviceaccounts"), want: "fail" },
  { it: "fails for a default service account", given: subject("default", "ServiceAccount"), want: "fail" },
  { it: "passes for a group of that name", given: subject("default"), want: "pass" },
  { it: "has nothing to say of a binding without subjects", given: binding({}), want: "not-applicable" },
  { it: "is deferred when the name is unknown", given: subject(UNKNOWN), want: "deferred" },
  { it: "is deferred when it is unknown whether default is a service account", given: subject("default", UNKNOWN), want: "deferred" },
  { it: "is deferred when the subjects are unknown", given: binding({ subjects: UNKNOWN }), want: "deferred" },
]);
