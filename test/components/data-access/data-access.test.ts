import assert from "node:assert/strict";
import { Provider } from "@pulumi/kubernetes/provider";
import type { NamespaceSettings } from "../../../components/args";
import { DataAccess } from "../../../components/data-access/data-access";
import { dataAccessPolicies } from "../../../components/data-access/network-policies";
import { policySettings } from "../../../components/data-access/settings";
import { only, planComponent, textOf } from "../support";

const settings = {
  issuer: "https://identity.example.com",
  audience: "records",
  jwks: '{"keys":[]}',
  roles: [{ name: "clinician", purposes: ["treatment"], actions: ["read"] }],
  breakGlass: { role: "break-glass", minutes: 60 },
};

const flow = (from: object, app: string, port: number): NamespaceSettings["flows"][number] =>
  ({ from: { namespace: "wards", pods: {}, ...from }, to: { namespace: "wards", pods: { app } }, port, protocol: "TCP" }) as never;

const wards: NamespaceSettings = {
  name: "wards",
  owner: "team",
  dataClass: "phi",
  quotas: { cpu: "4", memory: "8Gi", pods: 20 },
  podIdentity: false,
  flows: [
    flow({ pods: { app: "portal" } }, "api", 3000),
    flow({ namespace: "istio-ingress" }, "api", 3000),
    flow({ namespace: "labs", pods: { app: "reports" }, serviceAccount: "reporter" }, "api", 3000),
    flow({ pods: { app: "nobody" } }, "api", 9090),
    flow({ pods: { app: "other" } }, "database", 3000),
    flow({}, "api", 3000),
  ],
  guards: [{ app: "api", port: 3000, routes: [{ methods: ["GET"], path: "^/([0-9]+)$", action: "read" }] }],
};

describe("what the policy of data access is told", () => {
  const told = policySettings(settings, [wards]);

  it("names as callers the identities of exactly the flows to the guarded port, and of none that has no identity", () => {
    assert.deepEqual(told.workloads["spiffe://cluster.local/ns/wards/sa/api"]?.callers, [
      "spiffe://cluster.local/ns/wards/sa/portal",
      "spiffe://cluster.local/ns/istio-ingress/sa/istio-ingress",
      "spiffe://cluster.local/ns/labs/sa/reporter",
    ]);
  });

  it("sends records to the log agent, which has less time than the sidecar waits", () => {
    assert.equal(new URL(told.sink).hostname, "log-agent.log-agent.svc.cluster.local");
    assert.ok(Number(told.timeout.replace("ms", "")) < 1000);
  });
});

describe("data access", () => {
  it("is asked by guarded pods only, and reaches nothing but names, the mesh and the log agent", () => {
    const policy = dataAccessPolicies([wards, { ...wards, name: "tools", guards: [] }])["data-access"];
    const from = JSON.stringify(policy?.ingress);
    assert.ok(from.includes('"wards"') && !from.includes('"tools"'), from);
    assert.ok(!JSON.stringify(policy?.egress).includes("ipBlock"), "there is a way to addresses");
  });

  it("runs three of which a drain takes one, as nobody, with an image by digest", async () => {
    const plan = await planComponent(
      () =>
        new DataAccess("guard", {
          settings,
          namespaces: [wards],
          kubernetes: new Provider("cluster", { kubeconfig: "{}" }),
          kubernetesAfter: [],
          meshReady: [],
        }),
    );
    const deployment = only(plan, "kubernetes:apps/v1:Deployment");
    assert.equal(deployment.read("spec.replicas"), 3);
    assert.match(textOf(deployment, "spec.template.spec.containers[0].image"), /@sha256:[0-9a-f]{64}$/);
    assert.equal(deployment.read("spec.template.spec.automountServiceAccountToken"), false);
    const budget = only(plan, "kubernetes:policy/v1:PodDisruptionBudget");
    assert.ok(budget.read("spec.maxUnavailable") === 1 || budget.read("spec.minAvailable") === 2);
  });
});
