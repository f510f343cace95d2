import assert from "node:assert/strict";
import { Provider } from "@pulumi/kubernetes/provider";
import { Istio } from "../../../components/istio/istio";
import type { Plan } from "../../../policies/preview/plan";
import { named, only, planComponent } from "../support";

const plan = (environment: "staging" | "production" = "production"): Promise<Plan> =>
  planComponent(
    () =>
      new Istio("mesh", {
        environment,
        vpcCidr: "10.0.0.0/16",
        serviceCidr: "10.200.0.0/16",
        fips: false,
        certificateHours: 24,
        kubernetes: new Provider("cluster", { kubeconfig: "{}" }),
      }),
  );

const releaseType = "kubernetes:helm.sh/v3:Release";

describe("Istio", () => {
  it("is installed in order, each part after what it needs and nothing else, and pinned", async () => {
    const planned = await plan();
    const releases = ["mesh-base", "mesh-cni", "mesh-istiod"].map((name) => named(planned, releaseType, name));
    assert.deepEqual(
      releases.map((release) => [release.read("name"), release.read("chart"), release.read("version"), release.read("namespace")]),
      [
        ["istio-base", "base", "1.30.3", "istio-system"],
        ["istio-cni", "cni", "1.30.3", "kube-system"],
        ["istiod", "istiod", "1.30.3", "istio-system"],
      ],
    );
    const [base, cni, istiod] = releases;
    assert.ok(base !== undefined && cni !== undefined && istiod !== undefined);
    assert.ok(base.resource.dependencies.includes(only(planned, "kubernetes:core/v1:Namespace").urn));
    assert.ok(istiod.resource.dependencies.includes(base.urn));
    // The plugin needs none of Istio's kinds, and need not wait for them.
    assert.ok(!cni.resource.dependencies.includes(base.urn));
  });

  it("makes its objects when somebody is there to judge them", async () => {
    const planned = await plan();
    const istiod = named(planned, releaseType, "mesh-istiod");
    const types = [
      "security.istio.io/v1:PeerAuthentication",
      "security.istio.io/v1:AuthorizationPolicy",
      "telemetry.istio.io/v1:Telemetry",
    ];
    for (const type of types) assert.ok(only(planned, `kubernetes:${type}`).resource.dependencies.includes(istiod.urn), type);
  });

  it("runs three replicas in production and two elsewhere", async () => {
    for (const [environment, replicas] of [
      ["production", 3],
      ["staging", 2],
    ] as const)
      assert.equal(named(await plan(environment), releaseType, "mesh-istiod").read("values.replicaCount"), replicas);
  });

  it("asks the API server by the first address of the stack's Services", async () => {
    const egress = named(await plan(), "kubernetes:networking.k8s.io/v1:NetworkPolicy", "mesh-istiod").read("spec.egress") as unknown;
    const [, toApiServer] = egress as readonly { readonly to: readonly { readonly ipBlock?: { readonly cidr: string } }[] }[];
    assert.deepEqual(
      toApiServer?.to.map(({ ipBlock }) => ipBlock?.cidr),
      ["10.0.0.0/16", "10.200.0.1/32"],
    );
  });
});
