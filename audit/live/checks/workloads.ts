import { ofTenant } from "../../../policies/preview/system-namespaces";
import { type Verdict, demand, fail, notApplicable, pass, worst } from "../../../policies/preview/verdict";
import type { Plan } from "../../../policies/preview/plan";
import type { Reader } from "../../../policies/preview/reader";
import type { LiveCheck } from "../check";

const podType = "kubernetes:core/v1:Pod";
const namespaceType = "kubernetes:core/v1:Namespace";
const nodeType = "kubernetes:core/v1:Node";

const isSidecar = (name: unknown): boolean => name === "istio-proxy";

/** A container of the mesh, ordinary or native (an initContainer that runs on). */
function hasSidecar(pod: Reader): Verdict {
  const found = ["spec.containers", "spec.initContainers"].flatMap((path) =>
    pod.every(path, (container) => (isSidecar(container.read("name")) ? pass : notApplicable), notApplicable),
  );
  return demand(
    found.includes(pass),
    "the pod runs without a sidecar, so nothing proves who calls it; delete it, and it comes back with one",
  );
}

/** Pods of namespaces that have injection turned on. */
const sidecars: LiveCheck = (plan) => {
  const injected = new Set(
    plan
      .ofType(namespaceType)
      .filter((namespace) => namespace.read('metadata.labels["istio-injection"]') === "enabled")
      .map((namespace) => namespace.read("metadata.name")),
  );
  return plan.ofType(podType).map((pod) => ({
    urn: pod.urn,
    verdict: ofTenant(pod, () => (injected.has(pod.read("metadata.namespace")) ? hasSidecar(pod) : notApplicable)),
  }));
};

const digestOf = (image: unknown): string | undefined =>
  typeof image === "string" ? /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1] : undefined;

/** What the node pulled has the digest that the pod asked for. */
function pulled(pod: Reader): Verdict {
  const statuses = pod.every("status.containerStatuses", (status) => {
    const name = status.read("name");
    // The node has not pulled it yet.
    if (status.read("imageID") === "") return notApplicable;
    const asked = pod.every("spec.containers", (container) =>
      container.read("name") !== name
        ? notApplicable
        : digestOf(container.read("image")) === undefined
          ? fail("the image that runs was asked for without a digest; name it by its digest")
          : demand(
              digestOf(status.read("imageID")) === digestOf(container.read("image")),
              "another image runs than the one that was asked for; find out how it came there",
            ),
    );
    return worst(asked);
  });
  return statuses.length === 0 ? notApplicable : worst(statuses);
}

const images: LiveCheck = (plan) => plan.ofType(podType).map((pod) => ({ urn: pod.urn, verdict: ofTenant(pod, () => pulled(pod)) }));

const zones: LiveCheck = (plan, { clusterUrn }) => {
  const nodes = plan.ofType(nodeType);
  if (nodes.length === 0) return [];
  const found = new Set(nodes.flatMap((node) => textOf(node.read('metadata.labels["topology.kubernetes.io/zone"]'))));
  return [{ urn: clusterUrn, verdict: found.size >= 2 ? pass : fail("all nodes are in one zone; spread node groups over at least two") }];
};

const textOf = (value: unknown): readonly string[] => (typeof value === "string" && value !== "" ? [value] : []);

/** Where a pod of Falco runs and is ready. */
function watchedNodes(plan: Plan): ReadonlySet<unknown> {
  const isReady = (pod: Reader): boolean =>
    pod
      .every("status.conditions", (one) => (one.read("type") === "Ready" && one.read("status") === "True" ? pass : notApplicable))
      .includes(pass);
  return new Set(
    plan
      .ofType(podType)
      .filter((pod) => pod.read("metadata.namespace") === "falco" && pod.read('metadata.labels["app.kubernetes.io/name"]') === "falco")
      .filter(isReady)
      .map((pod) => pod.read("spec.nodeName")),
  );
}

const falcoEverywhere: LiveCheck = (plan) => {
  const watched = watchedNodes(plan);
  return plan.ofType(nodeType).map((node) => ({
    urn: node.urn,
    verdict: demand(watched.has(node.read("metadata.name")), "no ready pod of Falco is on the node, so nobody sees what runs there"),
  }));
};

const defaultEmpty: LiveCheck = (plan) =>
  plan.ofType(podType).map((pod) => ({
    urn: pod.urn,
    verdict:
      pod.read("metadata.namespace") === "default"
        ? fail("the pod runs in the namespace default, which no tenant owns; move it to one of its own")
        : pass,
  }));

export const workloadChecks = {
  "falco-ready-on-every-node": falcoEverywhere,
  "default-namespace-empty": defaultEmpty,
  "running-pod-has-sidecar": sidecars,
  "running-image-is-the-pinned-one": images,
  "nodes-run-in-several-zones": zones,
} as const satisfies Record<string, LiveCheck>;
