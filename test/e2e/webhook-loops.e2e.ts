import assert from "node:assert/strict";
import { exemptNamespaces } from "../../components/gatekeeper/exemptions";
import { gatekeeperValues } from "../../components/gatekeeper/values";
import { baseValues, cniValues, istiodValues } from "../../components/istio/values";
import { planForStack } from "../policies/preview/own-plan";
import { findChart } from "./helm/charts";
import { render } from "./helm/render";
import type { KubernetesObject } from "./kubernetes/client";

type Labels = Readonly<Record<string, string>>;

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

interface Webhook {
  readonly name: string;
  readonly failurePolicy: string;
  readonly namespaceSelector?: Selector;
  readonly objectSelector?: Selector;
  readonly rules: readonly { readonly apiGroups: readonly string[]; readonly resources: readonly string[] }[];
}

/** By the rules of label selectors (Kubernetes documentation, "Labels and Selectors"). */
function matches({ matchLabels = {}, matchExpressions = [] }: Selector = {}, labels: Labels): boolean {
  const holds = ({ key, operator, values = [] }: NonNullable<Selector["matchExpressions"]>[number]): boolean => {
    const value = labels[key];
    if (operator === "Exists") return value !== undefined;
    if (operator === "DoesNotExist") return value === undefined;
    if (operator === "In") return value !== undefined && values.includes(value);
    assert.equal(operator, "NotIn");
    return value === undefined || !values.includes(value);
  };
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value) && matchExpressions.every(holds);
}

const isAboutPods = ({ apiGroups, resources }: Webhook["rules"][number]): boolean =>
  apiGroups.some((group) => group === "" || group === "*") && resources.some((one) => ["pods", "*", "*/*"].includes(one));

function objectsOf(chart: string, release: string, namespace: string, values: object): readonly KubernetesObject[] {
  const path = findChart(chart, undefined);
  assert.ok(path !== undefined, chart);
  return render({ path, release, namespace, values }).objects;
}

/** What answers webhooks, or without which nothing answers: pods of a chart, in their namespace. */
const charts = {
  gatekeeper: {
    namespace: "gatekeeper-system",
    objects: () => objectsOf("gatekeeper", "gatekeeper", "gatekeeper-system", gatekeeperValues({ exemptNamespaces })),
  },
  base: { namespace: "istio-system", objects: () => objectsOf("base", "istio-base", "istio-system", baseValues) },
  cni: { namespace: "kube-system", objects: () => objectsOf("cni", "istio-cni", "kube-system", cniValues({})) },
  istiod: {
    namespace: "istio-system",
    objects: () => objectsOf("istiod", "istiod", "istio-system", istiodValues({ replicas: 3, fips: false, certificateHours: 24 })),
  },
};

interface Template {
  readonly template?: { readonly metadata?: { readonly labels?: Labels } };
}

describe("webhooks that fail closed", () => {
  it("ask nobody about the pods that answer them, about networks of nodes or about names: none waits for itself", async () => {
    const made = Object.entries(charts).map(([name, { namespace, objects }]) => ({ name, namespace, objects: objects() }));
    const webhooks = made
      .flatMap(({ objects }) => objects.filter(({ kind }) => kind.endsWith("WebhookConfiguration")))
      .flatMap((configuration) => configuration["webhooks"] as readonly Webhook[])
      .filter(({ failurePolicy, rules }) => failurePolicy === "Fail" && rules.some(isAboutPods));
    assert.ok(webhooks.length >= 2, "no webhook about pods was found");

    const { resources } = await planForStack("prod");
    const planned = resources
      .filter(({ type }) => type === "kubernetes:core/v1:Namespace")
      .map(({ inputs }) => inputs["metadata"] as unknown);
    const labels = new Map((planned as readonly { readonly name: string; readonly labels: Labels }[]).map((one) => [one.name, one.labels]));
    const labelsOf = (namespace: string): Labels => ({ ...labels.get(namespace), "kubernetes.io/metadata.name": namespace });

    const pods = made.flatMap(({ namespace, objects }) =>
      objects.flatMap(({ kind, spec }) =>
        ["Deployment", "DaemonSet"].includes(kind) ? [{ namespace, labels: (spec as Template).template?.metadata?.labels ?? {} }] : [],
      ),
    );
    assert.equal(pods.length, 4);
    const all = [...pods, { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } }, { namespace: "log-agent", labels: {} }];
    for (const pod of all)
      for (const { name, namespaceSelector, objectSelector } of webhooks) {
        const asks = matches(namespaceSelector, labelsOf(pod.namespace)) && matches(objectSelector, pod.labels);
        assert.equal(asks, false, `${name} asks about a pod of ${pod.namespace}`);
      }
    // The same webhooks do ask about pods of tenants: the selectors are read right.
    const asked = webhooks.filter(
      ({ namespaceSelector, objectSelector }) => matches(namespaceSelector, labelsOf("patient-records")) && matches(objectSelector, {}),
    );
    assert.ok(asked.length >= 2, asked.map(({ name }) => name).join(" "));
  });
});
