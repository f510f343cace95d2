import type { Settings } from "../settings";
import { type PlanCheck, onEachInPlan } from "./check";
import type { Known, Reader } from "./reader";
import { ofTenant, whole } from "./system-namespaces";
import { type Verdict, notApplicable, worst } from "./verdict";

/** Where a kind keeps the pod that it is or makes. */
const pathOf: Readonly<Record<string, string>> = {
  Pod: "",
  PodTemplate: "template",
  ReplicationController: "spec.template",
  Deployment: "spec.template",
  StatefulSet: "spec.template",
  DaemonSet: "spec.template",
  ReplicaSet: "spec.template",
  Job: "spec.template",
  CronJob: "spec.jobTemplate.spec.template",
};

/** Kinds that are or make pods, in every version that the provider still knows. */
export const podTypes: readonly string[] = [
  ...["Pod", "PodTemplate", "ReplicationController"].map((kind) => `kubernetes:core/v1:${kind}`),
  ...["apps/v1", "apps/v1beta1", "apps/v1beta2", "extensions/v1beta1"].flatMap((version) =>
    ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].map((kind) => `kubernetes:${version}:${kind}`),
  ),
  "kubernetes:batch/v1:Job",
  ...["batch/v1", "batch/v1beta1"].map((version) => `kubernetes:${version}:CronJob`),
];

/** The pod that a resource is or makes. */
export interface Pod {
  readonly spec: Reader;
  /** What is said about the pod beside its spec: labels, annotations. */
  readonly metadata: Reader;
  readonly resource: Reader;
}

/**
 * What `decide` says of the pod of each resource, whatever its kind. Namespaces of Kubernetes and of the platform are not asked: what runs there
 * needs what is refused to tenants.
 */
export const onPods = (decide: (pod: Pod, settings: Settings) => Verdict): PlanCheck =>
  onEachInPlan(podTypes, (resource, _plan, settings) => {
    return whole(resource, () => ofTenant(resource, () => decide(podOf(resource), settings)));
  });

function podOf(resource: Reader): Pod {
  const path = pathOf[resource.type.split(":").at(-1) ?? ""] ?? "";
  const at = path === "" ? resource : resource.at(path);
  return { spec: at.at("spec"), metadata: at.at("metadata"), resource };
}

const containerLists = ["initContainers", "containers", "ephemeralContainers"] as const;
export type ContainerList = (typeof containerLists)[number];

/** What `decide` says of every container of a pod. */
export const eachContainer = (pod: Pod, decide: (container: Reader, list: ContainerList) => Verdict): readonly Verdict[] =>
  containerLists.flatMap((list) => pod.spec.every(list, (container) => decide(container, list), notApplicable));

/** The worst of what is said of every container. */
export const onContainers = (decide: (container: Reader, pod: Pod, settings: Settings, list: ContainerList) => Verdict): PlanCheck =>
  onPods((pod, settings) => worst(eachContainer(pod, (container, list) => decide(container, pod, settings, list))));

/** What an API server takes for silence. */
export const isSilent = (value: Known): boolean => value === undefined || value === null || value === "";
