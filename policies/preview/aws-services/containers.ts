import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { customerKey } from "../customer-key";
import { Reader } from "../reader";
import { type Value, isTrue } from "../tree";
import { type Verdict, fail, notApplicable, notEvaluated, worst, anyOf } from "../verdict";
import { listed } from "./environment";
import { setting, textOf, turnedOff, whenSetting } from "./ask";
import { jsonOf } from "../json-text";

const taskType = "aws:ecs/taskDefinition:TaskDefinition";
const clusterType = "aws:ecs/cluster:Cluster";
const serviceType = "aws:ecs/service:Service";
const taskSetType = "aws:ecs/taskSet:TaskSet";

/** The containers of a task, which are a JSON text. */
function onContainers(decide: (container: Reader, task: Reader) => Verdict): PreviewCheck {
  return onEach(taskType, (task) =>
    task.inspect("containerDefinitions", (value) => {
      const containers = typeof value === "string" ? jsonOf(value) : value;
      if (!Array.isArray(containers)) return notEvaluated("containerDefinitions is not a list in JSON");
      const readers = (containers as readonly Value[]).map(
        (container, index) => new Reader(task.resource, container, `containerDefinitions[${String(index)}]`, task.plan),
      );
      return worst(readers.map((container) => decide(container, task)));
    }),
  );
}

const isRoot = (user: unknown): boolean => /^((root|0)(:.*)?)?$/.test(textOf(user));

/** Windows containers know neither root nor a file system that is read only. */
const onLinux = (decide: (container: Reader) => Verdict) =>
  onContainers((container, task) =>
    task.inspect("runtimePlatform.operatingSystemFamily", (family) =>
      textOf(family).startsWith("WINDOWS") ? notApplicable : decide(container),
    ),
  );

const digest = /@sha256:[0-9a-f]{64}$/;

const filesEncrypted = (task: Reader): Verdict =>
  worst(
    task.every(
      "volumes",
      (volume) =>
        volume.read("efsVolumeConfiguration") !== undefined
          ? volume.expect(
              "efsVolumeConfiguration.transitEncryption",
              (value) => value === "ENABLED",
              "files travel in clear; set efsVolumeConfiguration.transitEncryption to ENABLED",
            )
          : notApplicable,
      notApplicable,
    ),
  );

const insights = (cluster: Reader): Verdict => {
  const message = "what tasks use is not measured; add the setting containerInsights with enabled or enhanced";
  const asked = (one: Reader): Verdict =>
    one.inspect("name", (name) =>
      name === "containerInsights" ? one.expect("value", (value) => value === "enabled" || value === "enhanced", message) : fail(message),
    );
  return anyOf(cluster.every("settings", asked, fail(message)), message);
};

const command = "configuration.executeCommandConfiguration";

export const containerChecks = {
  "task-environment-no-credentials": onContainers((container) =>
    listed(
      container,
      "environment",
      "a variable holds a credential, which everybody who may look at the task can read; name it in secrets instead",
    ),
  ),
  "task-not-privileged": onContainers((container) =>
    container.expect("privileged", (value) => !isTrue(value), "a container has all rights of its machine; set privileged to false"),
  ),
  "task-not-root": onLinux((container) =>
    container.expect("user", (user) => !isRoot(user), "a container runs as root; set user to another one, such as 1000:1000"),
  ),
  "task-root-filesystem-read-only": onLinux((container) =>
    container.expect("readonlyRootFilesystem", isTrue, "what runs can change its own program; set readonlyRootFilesystem to true"),
  ),
  "task-logged": onContainers((container) =>
    container.expect(
      "logConfiguration.logDriver",
      (driver) => driver !== undefined && driver !== "none",
      "what a container writes is lost; set logConfiguration",
    ),
  ),
  "task-image-pinned-by-digest": onContainers((container) =>
    container.expect(
      "image",
      (image) => typeof image === "string" && digest.test(image),
      "what runs under a tag can change; name the image by its digest, NAME@sha256:...",
    ),
  ),
  "task-network-of-its-own": setting(
    { [taskType]: "networkMode" },
    (mode) => mode !== "host",
    "a task shares the network of its machine; set networkMode to awsvpc",
    true,
  ),
  "task-processes-of-its-own": setting(
    { [taskType]: "pidMode" },
    (mode) => mode !== "host",
    "a task sees all processes of its machine; leave pidMode out, or set it to task",
    true,
  ),
  "task-memory-of-its-own": setting(
    { [taskType]: "ipcMode" },
    (mode) => mode !== "host",
    "a task shares memory with its machine; leave ipcMode out, or set it to task",
    true,
  ),
  "task-files-encrypted-in-transit": onEach(taskType, filesEncrypted),
  "container-service-not-public": turnedOff(
    { [serviceType]: "networkConfiguration.assignPublicIp", [taskSetType]: "networkConfiguration.assignPublicIp" },
    "tasks have addresses on the internet; set networkConfiguration.assignPublicIp to false",
  ),
  "container-platform-current": setting(
    { [serviceType]: "platformVersion", [taskSetType]: "platformVersion" },
    (version) => version === "LATEST",
    "the platform stays at a version without patches; set platformVersion to LATEST, or leave it out",
    true,
  ),
  "container-cluster-monitored": onEach(clusterType, insights),
  "container-commands-logged": onEach(clusterType, (cluster) =>
    cluster.expect(
      `${command}.logging`,
      (value) => value !== "NONE",
      "what people type in containers is not recorded; set executeCommandConfiguration.logging to OVERRIDE",
    ),
  ),
  "container-commands-encrypted-with-cmk": onEachInPlan(clusterType, (cluster) =>
    whenSetting(
      cluster,
      command,
      (value) => value !== undefined,
      () =>
        customerKey(
          cluster,
          `${command}.kmsKeyId`,
          "what people type in containers travels without your key; set executeCommandConfiguration.kmsKeyId",
        ),
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
