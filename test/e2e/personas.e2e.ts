import assert from "node:assert/strict";
import { breakGlassRules, rulesOf } from "../../components/namespaces/roles";
import type { ControlPlane } from "./control-plane";
import type { KubernetesObject } from "./kubernetes/client";
import { inParallel } from "./parallel";
import { controlPlane } from "./shared-control-plane";

/** Namespaces of two classes: one whose logs may hold patient data, one whose logs may not. */
const namespaces = { "persona-phi": "phi", "persona-internal": "internal" } as const;
type Namespace = keyof typeof namespaces;
const everywhere = Object.keys(namespaces) as readonly Namespace[];
const nowhere: readonly Namespace[] = [];

const personas = ["reader", "operator", "database-access", "break-glass"] as const;
type Persona = (typeof personas)[number];

const groupOf = (persona: Persona): string => `test:${persona}`;

/** Who may do what, and in which of the two namespaces: the reviewed table. */
const table: readonly (readonly [verb: string, resource: string, who: Readonly<Partial<Record<Persona, readonly Namespace[]>>>])[] = [
  ["list", "pods", { reader: everywhere, operator: everywhere, "database-access": everywhere, "break-glass": everywhere }],
  ["get", "pods/log", { reader: ["persona-internal"], operator: ["persona-internal"], "break-glass": everywhere }],
  ["delete", "pods", { operator: everywhere, "break-glass": everywhere }],
  ["create", "pods", {}],
  ["create", "pods/exec", { "break-glass": everywhere }],
  ["create", "pods/attach", { "break-glass": everywhere }],
  ["create", "pods/portforward", { "break-glass": everywhere }],
  ["patch", "pods/ephemeralcontainers", { "break-glass": everywhere }],
  ["create", "pods/eviction", { operator: everywhere, "break-glass": everywhere }],
  ["get", "secrets", { "break-glass": everywhere }],
  ["list", "secrets", { "break-glass": everywhere }],
  ["create", "secrets", {}],
  ["delete", "secrets", {}],
  ["get", "configmaps", { "break-glass": everywhere }],
  ["list", "deployments.apps", { reader: everywhere, operator: everywhere, "break-glass": everywhere }],
  ["patch", "deployments.apps", {}],
  ["patch", "deployments/scale.apps", { operator: everywhere, "break-glass": everywhere }],
  ["list", "statefulsets.apps", { reader: everywhere, operator: everywhere, "database-access": everywhere, "break-glass": everywhere }],
  ["patch", "statefulsets/scale.apps", { operator: everywhere, "break-glass": everywhere }],
  [
    "list",
    "persistentvolumeclaims",
    { reader: everywhere, operator: everywhere, "database-access": everywhere, "break-glass": everywhere },
  ],
  ["delete", "persistentvolumeclaims", {}],
  ["list", "networkpolicies.networking.k8s.io", { reader: everywhere, operator: everywhere, "break-glass": everywhere }],
  ["create", "networkpolicies.networking.k8s.io", {}],
  ["delete", "networkpolicies.networking.k8s.io", {}],
  ["list", "authorizationpolicies.security.istio.io", { reader: everywhere, operator: everywhere, "break-glass": everywhere }],
  ["delete", "authorizationpolicies.security.istio.io", {}],
  ["create", "rolebindings.rbac.authorization.k8s.io", {}],
  ["escalate", "roles.rbac.authorization.k8s.io", {}],
  ["bind", "roles.rbac.authorization.k8s.io", {}],
  ["create", "serviceaccounts/token", {}],
  ["impersonate", "serviceaccounts", {}],
];

describe("the rights of personas on a real API server", () => {
  let plane: ControlPlane;

  before(async () => {
    plane = await controlPlane();
    const rbac = "rbac.authorization.k8s.io";
    const make = (kind: string, name: string, namespace: string | undefined, rest: object): Promise<KubernetesObject> =>
      plane.admin.apply({ apiVersion: `${rbac}/v1`, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) }, ...rest });
    await make("ClusterRole", "test-break-glass", undefined, { rules: breakGlassRules });
    for (const [namespace, dataClass] of Object.entries(namespaces)) {
      await plane.namespace(namespace);
      for (const persona of personas) {
        const isEmergency = persona === "break-glass";
        if (!isEmergency) await make("Role", persona, namespace, { rules: rulesOf(persona, dataClass) });
        await make("RoleBinding", persona, namespace, {
          roleRef: { apiGroup: rbac, kind: isEmergency ? "ClusterRole" : "Role", name: isEmergency ? "test-break-glass" : persona },
          subjects: [{ apiGroup: rbac, kind: "Group", name: groupOf(persona) }],
        });
      }
    }
  });

  async function may(persona: Persona, verb: string, resource: string, namespace: string): Promise<boolean> {
    const [path = "", ...group] = resource.split(".");
    const [plural, subresource] = path.split("/");
    const review = await plane.admin.create({
      apiVersion: "authorization.k8s.io/v1",
      kind: "SubjectAccessReview",
      metadata: {},
      spec: {
        user: `somebody who is ${persona}`,
        groups: [groupOf(persona), "system:authenticated"],
        resourceAttributes: {
          namespace,
          verb,
          resource: plural,
          group: group.join("."),
          ...(subresource === undefined ? {} : { subresource }),
        },
      },
    });
    return (review["status"] as { readonly allowed: boolean }).allowed;
  }

  for (const persona of personas)
    it(`${persona} may do what the table says in each namespace, and nothing in another`, async () => {
      const asked = table.flatMap(([verb, resource, who]) =>
        [...everywhere, "default" as const].map((namespace) => ({
          verb,
          resource,
          namespace,
          expected: namespace !== "default" && (who[persona] ?? nowhere).includes(namespace),
        })),
      );
      const wrong: string[] = [];
      await inParallel(asked, async ({ verb, resource, namespace, expected }) => {
        if ((await may(persona, verb, resource, namespace)) !== expected) wrong.push(`${verb} ${resource} in ${namespace}`);
      });
      assert.deepEqual(wrong.sort(), []);
    });
});
