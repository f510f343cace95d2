import assert from "node:assert/strict";
import { gatekeeperValues } from "../../components/gatekeeper/values";
import { exemptNamespaces, ownNamespace } from "../../components/gatekeeper/exemptions";
import { findChart } from "./helm/charts";
import { render } from "./helm/render";
import type { KubernetesObject } from "./kubernetes/client";

interface PodSpec {
  readonly hostNetwork?: boolean;
  readonly containers: readonly { readonly image: string; readonly securityContext?: { readonly privileged?: boolean } }[];
  readonly initContainers?: PodSpec["containers"];
}

const podsOf = (objects: readonly KubernetesObject[]): readonly PodSpec[] =>
  objects.flatMap(({ spec }) => {
    const template = (spec as { readonly template?: { readonly spec?: PodSpec } } | undefined)?.template?.spec;
    return template === undefined ? [] : [template];
  });

describe("Gatekeeper's chart, with our values", () => {
  const mirror = "mirror.example.com/all";
  let objects: readonly KubernetesObject[] = [];

  before(() => {
    const path = findChart("gatekeeper", undefined);
    assert.ok(path !== undefined);
    const values = gatekeeperValues({ exemptNamespaces, registryMirror: mirror });
    ({ objects } = render({ path, release: "gatekeeper", namespace: ownNamespace, values }));
  });

  const of = (kind: string): readonly KubernetesObject[] => objects.filter((object) => object.kind === kind);

  it("makes webhooks that fail closed, for every namespace but the exempt ones", () => {
    const [configuration, ...others] = of("ValidatingWebhookConfiguration");
    assert.deepEqual(others, []);
    assert.deepEqual(of("MutatingWebhookConfiguration"), []);
    const webhooks = configuration?.["webhooks"] as readonly {
      readonly failurePolicy: string;
      readonly namespaceSelector: { readonly matchExpressions: readonly object[] };
    }[];
    assert.deepEqual(
      webhooks.map(({ failurePolicy }) => failurePolicy),
      ["Fail", "Fail"],
    );
    assert.deepEqual(webhooks[0]?.namespaceSelector.matchExpressions, [
      { key: "admission.gatekeeper.sh/ignore", operator: "DoesNotExist" },
      { key: "kubernetes.io/metadata.name", operator: "NotIn", values: [...exemptNamespaces, ownNamespace] },
    ]);
  });

  it("runs three replicas of which a drain may take one", () => {
    const controller = of("Deployment").find(({ metadata }) => metadata.name === "gatekeeper-controller-manager");
    assert.equal((controller?.["spec"] as { replicas: number }).replicas, 3);
    assert.deepEqual(
      of("PodDisruptionBudget").map(({ spec }) => (spec as { minAvailable: number }).minAvailable),
      [2],
    );
  });

  it("takes every image from the mirror, those of its hooks too, and runs nothing privileged", () => {
    const pods = podsOf(objects);
    assert.ok(pods.length >= 4);
    for (const { containers, initContainers = [], hostNetwork } of pods) {
      assert.notEqual(hostNetwork, true);
      for (const { image, securityContext } of [...containers, ...initContainers]) {
        assert.ok(image.startsWith(`${mirror}/`), image);
        assert.notEqual(securityContext?.privileged, true);
      }
    }
  });

  it("binds rights to accounts that it names", () => {
    for (const { metadata, subjects } of [...of("ClusterRoleBinding"), ...of("RoleBinding")])
      for (const { name } of subjects as readonly { readonly name?: string | null }[]) assert.ok(Boolean(name), metadata.name);
  });
});
