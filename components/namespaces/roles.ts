import type { types } from "@pulumi/kubernetes";
import type { DataClass, PersonaRole } from "../args";

type Rule = types.input.rbac.v1.PolicyRule;

const look = ["get", "list", "watch"];

/** Classes of data of which a container's log may hold some, or tell of it. */
const regulated: readonly DataClass[] = ["phi", "cardholder", "personal"];

/** What says how workloads are, and nothing of what they hold: no Secret, no ConfigMap. */
const readable: readonly Rule[] = [
  {
    apiGroups: [""],
    resources: ["pods", "services", "endpoints", "events", "persistentvolumeclaims", "resourcequotas", "limitranges", "serviceaccounts"],
    verbs: look,
  },
  { apiGroups: ["apps"], resources: ["deployments", "replicasets", "statefulsets", "daemonsets"], verbs: look },
  { apiGroups: ["batch"], resources: ["jobs", "cronjobs"], verbs: look },
  { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: look },
  { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: look },
  { apiGroups: ["networking.k8s.io"], resources: ["networkpolicies", "ingresses"], verbs: look },
  { apiGroups: ["security.istio.io"], resources: ["authorizationpolicies", "peerauthentications", "requestauthentications"], verbs: look },
  { apiGroups: ["networking.istio.io"], resources: ["virtualservices", "destinationrules", "serviceentries"], verbs: look },
];

const logs: Rule = { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] };

/** To start again and to scale, not to change what runs: that comes from the pipeline. */
const operate: readonly Rule[] = [
  { apiGroups: [""], resources: ["pods"], verbs: ["delete"] },
  { apiGroups: [""], resources: ["pods/eviction"], verbs: ["create"] },
  { apiGroups: ["apps"], resources: ["deployments/scale", "statefulsets/scale"], verbs: ["get", "patch", "update"] },
];

/** The mission's `db-access-role`: to see the pods and volumes of databases; what is in them is asked of the database. */
const seeDatabases: readonly Rule[] = [
  { apiGroups: [""], resources: ["pods", "persistentvolumeclaims"], verbs: look },
  { apiGroups: ["apps"], resources: ["statefulsets"], verbs: look },
];

/** What nobody else may, for the time that the binding names: look into containers and Secrets. Each use is in the audit log. */
export const breakGlassRules: readonly Rule[] = [
  ...readable,
  logs,
  { apiGroups: [""], resources: ["configmaps", "secrets"], verbs: ["get", "list"] },
  { apiGroups: [""], resources: ["pods/exec", "pods/attach", "pods/portforward"], verbs: ["create", "get"] },
  { apiGroups: [""], resources: ["pods/ephemeralcontainers"], verbs: ["get", "patch", "update"] },
  ...operate,
];

/** The rights of a role in a namespace of a class. Logs of regulated namespaces are read where their reading is recorded: in CloudWatch. */
export function rulesOf(role: Exclude<PersonaRole, "break-glass">, dataClass: DataClass): readonly Rule[] {
  if (role === "database-access") return seeDatabases;
  const reading = regulated.includes(dataClass) ? readable : [...readable, logs];
  return role === "reader" ? reading : [...reading, ...operate];
}
