import { stringify } from "yaml";
import { constraintGroup, kinds } from "./kinds";

/** What the audit needs of a cluster, and no more: list, of the kinds that it lists. */
export function auditRights(): object {
  const groups = [...new Set(kinds.map(({ group }) => group))];
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: "compliant-eks:audit" },
    rules: [
      ...groups.map((group) => ({
        apiGroups: [group],
        resources: kinds
          .filter((kind) => kind.group === group)
          .map(({ plural }) => plural)
          .sort(),
        verbs: ["list"],
      })),
      // Each template makes a kind of its own.
      { apiGroups: [constraintGroup], resources: ["*"], verbs: ["list"] },
    ],
  };
}

export const auditRightsYaml = (): string => stringify(auditRights());
