import assert from "node:assert/strict";
import { Provider } from "@pulumi/kubernetes/provider";
import type { Persona } from "../../../components/args";
import { Namespaces } from "../../../components/namespaces/namespaces";
import type { Plan } from "../../../policies/preview/plan";
import { named, only, planComponent } from "../support";

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const personas: readonly Persona[] = [
  { name: "developer", roleArn: role("developer"), kubernetesGroups: ["team:developers"], role: "reader" },
  { name: "on-call", roleArn: role("on-call"), kubernetesGroups: ["team:on-call"], role: "operator", namespaces: ["records"] },
  {
    name: "fire",
    roleArn: role("fire"),
    kubernetesGroups: ["team:fire"],
    role: "break-glass",
    namespaces: ["records"],
    until: "2026-12-31",
  },
];

const namespace = (name: string, dataClass: "phi" | "internal") => ({
  name,
  owner: "records-team",
  dataClass,
  quotas: { cpu: "4", memory: "8Gi", pods: 30 },
  podIdentity: false,
  flows: [],
  guards: [],
});

const plan = (who = personas): Promise<Plan> =>
  planComponent(
    () =>
      new Namespaces("tenants", {
        environment: "production",
        namespaces: [namespace("records", "phi"), namespace("reports", "internal")],
        personas: who,
        kubernetes: new Provider("cluster", { kubeconfig: "{}" }),
      }),
  );

const rbac = "kubernetes:rbac.authorization.k8s.io/v1";

describe("namespaces of tenants", () => {
  it("say whose they are, what they hold and where, are in the mesh and restricted", async () => {
    const labels = named(await plan(), "kubernetes:core/v1:Namespace", "tenants-records").read("metadata.labels");
    assert.deepEqual(labels, {
      "app.kubernetes.io/part-of": "compliant-eks",
      owner: "records-team",
      "data-class": "phi",
      environment: "production",
      "istio-injection": "enabled",
      ...Object.fromEntries(
        ["enforce", "audit", "warn"].flatMap((mode) => [
          [`pod-security.kubernetes.io/${mode}`, "restricted"],
          [`pod-security.kubernetes.io/${mode}-version`, "v1.35"],
        ]),
      ),
    });
  });

  it("are there before what is in them", async () => {
    const planned = await plan();
    const made = named(planned, "kubernetes:core/v1:Namespace", "tenants-records");
    const inside = planned.all().filter((one) => one.read("metadata.namespace") === "records");
    assert.ok(inside.length > 8);
    for (const { resource } of inside) assert.ok(resource.dependencies.includes(made.urn), resource.name);
  });

  it("bind each persona to its role where it has one, and nowhere else", async () => {
    const planned = await plan();
    const bindings = planned
      .ofType(`${rbac}:RoleBinding`)
      .map((one) => [one.read("metadata.namespace"), one.read("metadata.name"), one.read("roleRef.name"), one.read("subjects[0].name")]);
    assert.deepEqual(
      bindings.map(String).sort(),
      [
        ["records", "developer", "reader", "team:developers"],
        ["records", "fire", "compliant-eks:break-glass", "team:fire"],
        ["records", "on-call", "operator", "team:on-call"],
        ["reports", "developer", "reader", "team:developers"],
      ].map(String),
    );
  });

  it("say on the binding when rights for an emergency end, and make their role only when somebody has it", async () => {
    const planned = await plan();
    const binding = named(planned, `${rbac}:RoleBinding`, "tenants-records-fire");
    assert.equal(binding.read('metadata.annotations["compliant-eks/until"]'), "2026-12-31");
    assert.equal(only(planned, `${rbac}:ClusterRole`).read("metadata.name"), "compliant-eks:break-glass");
    assert.deepEqual((await plan(personas.slice(0, 2))).ofType(`${rbac}:ClusterRole`), []);
  });

  it("take the token from the account that Kubernetes makes", async () => {
    const patch = named(await plan(), "kubernetes:core/v1:ServiceAccount", "tenants-records-default-account");
    assert.deepEqual([patch.read("metadata.name"), patch.read("automountServiceAccountToken")], ["default", false]);
  });
});
