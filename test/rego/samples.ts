import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";

export const admissionFolder = join(__dirname, "../../policies/admission");

/** An object of Kubernetes as a sample has it. */
export interface SampleObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** An object that a check at admission allows or refuses. */
export interface Sample {
  /** Name of its file, with the kind that it was put into, if any. */
  readonly name: string;
  readonly object: SampleObject;
  /** The message of the refusal; undefined when the object is allowed. */
  readonly refusedWith?: string;
  /** Who asks; an administrator when nothing is said. */
  readonly as?: string;
  /** What else is in the cluster, where a check looks at that. */
  readonly inventory: readonly SampleObject[];
}

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

const expectation = /^# refused with: (.+)\n/;
const author = /^# as: (.+)\n/m;

/** The first document is the object; others are what the cluster has beside it. */
function objectsIn(text: string): Pick<Sample, "object" | "inventory"> {
  const [object, ...inventory] = parseAllDocuments(text).map((document) => document.toJS() as SampleObject);
  if (object === undefined) throw new Error("a sample has no object");
  return { object, inventory };
}

/**
 * The samples of a check. The name of a file says what is expected; the first line of one that is refused says the message, and a line
 * `# as: USER` who asks.
 */
export function samplesOf(id: string): readonly Sample[] {
  const folder = join(admissionFolder, id, "samples");
  return readdirSync(folder)
    .sort()
    .map((file) => {
      if (!/^(?:allowed|denied)-[a-z0-9-]+\.yaml$/.test(file))
        throw new Error(`${id}/samples/${file}: name it allowed-*.yaml or denied-*.yaml`);
      const text = readFileSync(join(folder, file), "utf8");
      const refusedWith = expectation.exec(text)?.[1];
      if (file.startsWith("denied-") !== (refusedWith !== undefined))
        throw new Error(`${id}/samples/${file}: a sample that is denied, and no other, begins with "# refused with: MESSAGE"`);
      const as = author.exec(text)?.[1];
      return {
        name: file,
        ...objectsIn(text),
        ...(refusedWith === undefined ? {} : { refusedWith }),
        ...(as === undefined ? {} : { as }),
      };
    });
}

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
