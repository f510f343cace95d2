import type { Sample, SampleObject } from "../../policies/admission/samples";

export { type Sample, type SampleObject, admissionFolder, samplesOf } from "../../policies/admission/samples";

/** What a stack might decide. */
export const decisions = {
  registries: ["registry.example.com", "mirror.example.com/library"],
  injected: ["registry.istio.io/release/proxyv2:1.30.3-distroless"],
  classes: ["encrypted", "encrypted-retain"],
  exempt: ["made-by-the-platform"],
  platformUsers: ["arn:aws:sts::111122223333:assumed-role/platform-deployer/"],
  labels: [
    { key: "owner", pattern: "[a-z][a-z0-9-]*", says: "a name of lower-case letters, digits and dashes" },
    { key: "data-class", pattern: "internal|personal|phi|cardholder", says: "one of internal, personal, phi, cardholder" },
    { key: "environment", pattern: "development|staging|production", says: "one of development, staging, production" },
  ],
};

/** A sample as it is, and a pod also inside every kind that makes pods: what is refused as a pod is refused there with the same words. */
export function variantsOf(sample: Sample): readonly Sample[] {
  const { object } = sample;
  // No template of a pod may have ephemeral containers.
  if (object.kind !== "Pod" || object.spec?.["ephemeralContainers"] !== undefined) return [sample];
  return [
    sample,
    ...wrappers.map((wrap) => wrap(object)).map((made) => ({ ...sample, name: `${sample.name} in a ${made.kind}`, object: made })),
  ];
}

const app = { app: "sample" };

/** What a template says of the pods that it makes. */
function templateOf({ metadata: { labels, annotations }, spec }: SampleObject, restartPolicy?: string): object {
  return {
    metadata: { labels: { ...labels, ...app }, ...(annotations === undefined ? {} : { annotations }) },
    spec: restartPolicy === undefined ? spec : { ...spec, restartPolicy },
  };
}

const wrapper =
  (apiVersion: string, kind: string, inner: (pod: SampleObject) => object) =>
  (pod: SampleObject): SampleObject => {
    const { name, namespace } = pod.metadata;
    return { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) }, ...inner(pod) };
  };

const selected = (pod: SampleObject): object => ({ selector: { matchLabels: app }, template: templateOf(pod) });

const wrappers = [
  wrapper("apps/v1", "Deployment", (pod) => ({ spec: selected(pod) })),
  wrapper("apps/v1", "ReplicaSet", (pod) => ({ spec: selected(pod) })),
  wrapper("apps/v1", "DaemonSet", (pod) => ({ spec: selected(pod) })),
  wrapper("apps/v1", "StatefulSet", (pod) => ({ spec: { serviceName: "sample", ...selected(pod) } })),
  wrapper("v1", "ReplicationController", (pod) => ({ spec: { selector: app, template: templateOf(pod) } })),
  wrapper("v1", "PodTemplate", (pod) => ({ template: templateOf(pod) })),
  wrapper("batch/v1", "Job", (pod) => ({ spec: { template: templateOf(pod, "Never") } })),
  wrapper("batch/v1", "CronJob", (pod) => ({
    spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: templateOf(pod, "Never") } } },
  })),
];
