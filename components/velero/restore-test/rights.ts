import type { types } from "@pulumi/kubernetes";
import { scratchOf } from "./restore-test";

type Rule = types.input.rbac.v1.PolicyRule;

/** Backups and restores of the Velero beside it, and the Events that tell how it went. */
export const namespaceRules: Rule[] = [
  { apiGroups: ["velero.io"], resources: ["backups"], verbs: ["get", "list"] },
  { apiGroups: ["velero.io"], resources: ["restores"], verbs: ["create", "delete", "get", "list"] },
  { apiGroups: [""], resources: ["events"], verbs: ["create"] },
];

/** Scratch namespaces are made by Velero; the test may take away those, by name, and looks at what is in them. It reads no Secret. */
export const clusterRules = (namespaces: readonly string[]): Rule[] => [
  { apiGroups: [""], resources: ["namespaces"], resourceNames: namespaces.map(scratchOf), verbs: ["delete", "get"] },
  { apiGroups: [""], resources: ["persistentvolumeclaims", "services"], verbs: ["list"] },
  { apiGroups: ["apps"], resources: ["deployments", "statefulsets"], verbs: ["list"] },
  { apiGroups: ["storage.k8s.io"], resources: ["storageclasses"], verbs: ["list"] },
];
