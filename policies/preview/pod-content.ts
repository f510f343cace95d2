import type { PreviewCheck } from "./check";
import { holdsCredential } from "./credential-patterns";
import { isSilent, onContainers, onPods } from "./pods";
import type { Known, Reader } from "./reader";
import { type Verdict, all, demand, notApplicable, notEvaluated, pass, worst } from "./verdict";

/** What runs in pods, and what it holds. The twins in policies/admission say the same in Rego. */

/** With the slash: else registry.example.com.evil.test would do for registry.example.com. */
const from = (registries: readonly string[], image: Known): boolean =>
  typeof image === "string" && registries.some((registry) => image.startsWith(`${registry.replace(/\/$/, "")}/`));

/** Names that say it, but for those that only say where it is. */
const credentialName = /(^|_)(passwd|password|passphrase|secret|token|api_?key|access_?key|private_?key|credentials?)(_|$)/i;
const whereOnly = /_(file|path|name|url|uri|arn|id|ttl|type|header)$/i;

const inEnvironment = "a credential stands in the environment; take it from a Secret (valueFrom.secretKeyRef) or mount it as a file";

const noCredential = (variable: Reader): Verdict =>
  variable.inspect("name", (name) => {
    const says = typeof name === "string" && credentialName.test(name) && !whereOnly.test(name);
    return variable.inspect("value", (value) =>
      isSilent(value) ? pass : demand(!says && !(typeof value === "string" && holdsCredential(value)), inEnvironment),
    );
  });

/** Labels and annotations by which a pod keeps traffic, or itself, out of its sidecar. */
const bypasses: Readonly<Record<string, ReadonlySet<Known>>> = {
  "sidecar.istio.io/inject": new Set<Known>(["false", "no", "n", "off", "0", "f", "False", "FALSE", "No", "Off", false]),
  "istio.io/dataplane-mode": new Set<Known>(["none"]),
  "sidecar.istio.io/interceptionMode": new Set<Known>(["NONE"]),
};

/** Those that say what the sidecar is or sees. The value is the one that injection itself writes, which takes nothing away. */
const steering: Readonly<Record<string, string | undefined>> = {
  "inject.istio.io/templates": undefined,
  "proxy.istio.io/config": undefined,
  "sidecar.istio.io/bootstrapOverride": undefined,
  "sidecar.istio.io/discoveryAddress": undefined,
  "sidecar.istio.io/proxyImage": undefined,
  "sidecar.istio.io/userVolume": undefined,
  "sidecar.istio.io/userVolumeMount": undefined,
  "traffic.istio.io/excludeInboundPorts": undefined,
  "traffic.sidecar.istio.io/excludeInboundPorts": "15020",
  "traffic.sidecar.istio.io/excludeInterfaces": undefined,
  "traffic.sidecar.istio.io/excludeOutboundIPRanges": undefined,
  "traffic.sidecar.istio.io/excludeOutboundPorts": undefined,
  "traffic.sidecar.istio.io/includeInboundPorts": "*",
  "traffic.sidecar.istio.io/includeOutboundIPRanges": "*",
  "traffic.sidecar.istio.io/includeOutboundPorts": undefined,
  "traffic.sidecar.istio.io/kubevirtInterfaces": undefined,
};

const aroundMesh = "a label or annotation takes traffic past the mesh; leave it out";

function withinMesh(metadata: Reader, field: string): readonly Verdict[] {
  return [
    metadata.inspect(field, () => pass),
    ...metadata.keys(field).map((key) => {
      const path = `${field}["${key}"]`;
      const bad = bypasses[key];
      if (bad !== undefined) return metadata.expect(path, (value) => !bad.has(value), aroundMesh);
      return Object.hasOwn(steering, key)
        ? metadata.expect(path, (value) => steering[key] !== undefined && value === steering[key], aroundMesh)
        : pass;
    }),
  ];
}

const digest = /@sha256:[0-9a-f]{64}$/;

export const podContentChecks = {
  "pod-images-from-allowed-registries": onContainers((container, _pod, { allowedRegistries }) =>
    allowedRegistries.length === 0
      ? notEvaluated("no registry is named from which images may come")
      : container.expect(
          "image",
          (image) => from(allowedRegistries, image),
          "a container takes its image from a registry that is not allowed; take it from the account's own registry or from the mirror",
        ),
  ),
  "pod-images-pinned-by-digest": onContainers((container) =>
    container.expect(
      "image",
      (image) => typeof image === "string" && digest.test(image),
      "an image has no digest and can change; write it as NAME@sha256:DIGEST",
    ),
  ),
  "pod-no-automounted-token": onPods(({ spec }) =>
    spec.expect(
      "automountServiceAccountToken",
      (value) => value === false,
      "the pod gets a token for the Kubernetes API; set automountServiceAccountToken: false",
    ),
  ),
  "pod-has-own-service-account": onPods(({ spec }) =>
    spec.expect(
      "serviceAccountName",
      (name) => !isSilent(name) && name !== "default",
      "the pod runs as the account that every pod gets; set serviceAccountName to an account of its own",
    ),
  ),
  "pod-no-credentials-in-env": onContainers((container) => worst([pass, ...container.every("env", noCredential)])),
  "pod-resources-bounded": onContainers((container, _pod, _settings, list) =>
    list === "ephemeralContainers"
      ? notApplicable
      : all(
          ...["cpu", "memory"].map((resource) =>
            container.expect(
              `resources.limits.${resource}`,
              (value) => !isSilent(value),
              "a container takes from its neighbours without limit; set resources.limits.cpu and resources.limits.memory",
            ),
          ),
        ),
  ),
  "pod-not-around-mesh": onPods(({ metadata }) => worst([...withinMesh(metadata, "labels"), ...withinMesh(metadata, "annotations")])),
  "pod-namespace-named": onPods(({ resource }) =>
    resource.expect(
      "metadata.namespace",
      (namespace) => !isSilent(namespace) && namespace !== "default",
      "the workload is in the namespace that everybody shares; set metadata.namespace",
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
