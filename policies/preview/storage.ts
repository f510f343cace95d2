import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { keyOfEncrypted } from "./customer-key";
import type { Plan } from "./plan";
import { onPlatform } from "./presence";
import type { Reader } from "./reader";
import { Hidden, UNKNOWN, isTrue } from "./tree";
import { type Verdict, deferred, demand, notApplicable, notEvaluated, pass } from "./verdict";

const classTypes = ["kubernetes:storage.k8s.io/v1:StorageClass", "kubernetes:storage.k8s.io/v1beta1:StorageClass"] as const;
const clusterType = "aws:eks/cluster:Cluster";
const inTree = "kubernetes.io/aws-ebs";
/** The add-on's driver, and the one inside EKS Auto Mode. */
const ebsDrivers = ["ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com"];

/** The label of classes that are made for regulated data. */
const regulatedLabel = 'metadata.labels["compliant-eks/data"]';

const defaultAnnotations = ["storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class"];

/** A patch changes a class that exists and names no provisioner. */
const provisionerOf = (storageClass: Reader) => storageClass.read("provisioner");

/** What `decide` says of a class of the EBS driver; other drivers have parameters of their own. */
function ofEbs(storageClass: Reader, decide: () => Verdict): Verdict {
  return storageClass.inspect("provisioner", (driver) =>
    typeof driver === "string" && ebsDrivers.includes(driver) ? decide() : notApplicable,
  );
}

/** The driver reads the names of parameters without regard to case. */
function parameter(storageClass: Reader, name: string): string {
  const written = storageClass.keys("parameters").find((key) => key.toLowerCase() === name.toLowerCase());
  return `parameters.${written ?? name}`;
}

const encryption = (storageClass: Reader): Verdict =>
  ofEbs(storageClass, () =>
    storageClass.expect(
      parameter(storageClass, "encrypted"),
      isTrue,
      'the class makes unencrypted volumes; set parameters.encrypted: "true"',
    ),
  );

const classKey = (storageClass: Reader): Verdict =>
  ofEbs(storageClass, () =>
    keyOfEncrypted(
      storageClass,
      parameter(storageClass, "encrypted"),
      isTrue,
      parameter(storageClass, "kmsKeyId"),
      "the class uses the key that AWS manages; set parameters.kmsKeyId to the ARN of a key of your own",
    ),
  );

/** Classes that the eks component makes use the removed provisioner, whatever is asked of them. */
function componentClasses(cluster: Reader): Verdict {
  if (cluster.type === clusterType) return notApplicable;
  return cluster.expect(
    "storageClasses",
    (classes) => classes === undefined,
    "the eks component makes classes with the provisioner that Kubernetes has removed; write them as StorageClass resources",
  );
}

function provisioner(storageClass: Reader): Verdict {
  if (provisionerOf(storageClass) === undefined) return notApplicable;
  return storageClass.expect(
    "provisioner",
    (driver) => driver !== inTree,
    "the class uses the provisioner that Kubernetes has removed, which knows no key of ours; set provisioner: ebs.csi.aws.com",
  );
}

/** Whether a class says that it is the default. */
function isDefault(storageClass: Reader): boolean | typeof UNKNOWN | Hidden {
  const said = defaultAnnotations.map((name) => storageClass.read(`metadata.annotations["${name}"]`));
  if (said.some((value) => value !== UNKNOWN && !(value instanceof Hidden) && isTrue(value))) return true;
  return said.find((value) => value === UNKNOWN || value instanceof Hidden) ?? false;
}

/** Of several defaults Kubernetes takes the newest: which one that is depends on the order of updates. */
function single(storageClass: Reader, plan: Plan): Verdict {
  const said = isDefault(storageClass);
  if (said === UNKNOWN) return deferred("the annotation that makes a class the default");
  if (said instanceof Hidden) return notEvaluated(said.reason);
  if (!said) return pass;
  if (provisionerOf(storageClass) === undefined)
    return demand(false, 'a stock class is made the default; annotate it with is-default-class: "false"');
  const rivals = plan.ofType(...classTypes).filter((other) => other !== storageClass && sameCluster(other, storageClass));
  return demand(
    !rivals.some((other) => provisionerOf(other) !== undefined && isDefault(other) === true),
    'two classes are the default; annotate all but one with is-default-class: "false"',
  );
}

const sameCluster = (one: Reader, other: Reader): boolean => one.resource.provider === other.resource.provider;

function present(plan: Plan): Verdict {
  const said = plan.ofType(...classTypes).map(isDefault);
  if (said.includes(true)) return pass;
  if (said.some((value) => value !== false)) return deferred("the annotation that makes a class the default");
  return demand(
    false,
    "no StorageClass is the default, so claims that name none stay unbound; annotate the encrypted class with is-default-class",
  );
}

function regulated(storageClass: Reader): Verdict {
  return storageClass.inspect(regulatedLabel, (label) => {
    if (label !== "regulated") return notApplicable;
    return storageClass.expect(
      "reclaimPolicy",
      (policy) => policy === "Retain",
      "a volume of regulated data is deleted with its claim; set reclaimPolicy: Retain",
    );
  });
}

const snapshotClassTypes = ["v1", "v1beta1"].map((version) => `kubernetes:snapshot.storage.k8s.io/${version}:VolumeSnapshotClass`);

/** A snapshot of a backup outlives the object that stands for it, which whoever deletes a namespace takes along. */
const snapshotsStay = (snapshotClass: Reader): Verdict =>
  snapshotClass.expect(
    "deletionPolicy",
    (policy) => policy === "Retain",
    "a snapshot is deleted with the object that stands for it; set deletionPolicy: Retain",
  );

export const storageChecks = {
  "storageclass-encrypted": onEach(classTypes, encryption),
  "storageclass-customer-key": onEachInPlan(classTypes, classKey),
  "storageclass-csi-provisioner": onEach([...classTypes, clusterType], (reader) =>
    classTypes.some((type) => reader.type.startsWith(type)) ? provisioner(reader) : componentClasses(reader),
  ),
  "storageclass-default-present": onPlatform(classTypes, present),
  "storageclass-default-single": onEachInPlan(classTypes, single),
  "storageclass-regulated-retains": onEach(classTypes, regulated),
  "snapshotclass-retains": onEach(snapshotClassTypes, snapshotsStay),
} as const satisfies Record<string, PreviewCheck>;
