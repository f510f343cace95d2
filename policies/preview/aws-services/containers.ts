import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { customerKey } from "../customer-key";
import { Reader } from "../reader";
import { UNKNOWN, type Value, follow, isTrue } from "../tree";
import { type Verdict, fail, notApplicable, notEvaluated, pass, worst } from "../verdict";
import { listed } from "./environment";
import { setting, textOf, turnedOff, whenSetting } from "./ask";

const taskType = "aws:ecs/taskDefinition:TaskDefinition";
const clusterType = "aws:ecs/cluster:Cluster";
const serviceType = "aws:ecs/service:Service";
const taskSetType = "aws:ecs/taskSet:TaskSet";

/** The containers of a task, which are a JSON text. */
function onContainers(decide: (container: Reader) => Verdict): PreviewCheck {
  return onEach(taskType, (task) =>
    task.inspect("containerDefinitions", (value) => {
      const containers = parsed(value);
      if (containers === undefined) return notEvaluated("containerDefinitions is not a list in JSON");
      return worst(
        containers.map((container, index) =>
          decide(new Reader(task.resource, container, `containerDefinitions[${String(index)}]`, task.plan)),
        ),
      );
    }),
  );
}

function parsed(value: unknown): readonly Value[] | undefined {
  try {
    const list: unknown = typeof value === "string" ? JSON.parse(value) : value;
    return Array.isArray(list) ? (list as readonly Value[]) : undefined;
  } catch {
    return undefined;
  }
}

const isRoot = (user: unknown): boolean => /^((root|0)(:.*)?)?$/.test(textOf(user));

/** Windows containers know neither root nor a file system that is read only. */
const isWindows = (task: Reader): boolean =>
  textOf(follow(task.resource.inputs, "runtimePlatform.operatingSystemFamily")).startsWith("WINDOWS");

const onLinux = (decide: (container: Reader) => Verdict) =>
  onContainers((container) => (isWindows(container) ? notApplicable : decide(container)));

const digest = /@sha256:[0-9a-f]{64}$/;

const filesEncrypted = (task: Reader): Verdict =>
  worst(
    task.every(
      "volumes",
      (volume) =>
        volume.read("efsVolumeConfiguration") === UNKNOWN || volume.read("efsVolumeConfiguration") !== undefined
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
  const found = cluster.every("settings", (one) =>
    one.inspect("name", (name) =>
      name === "containerInsights" ? one.expect("value", (value) => value === "enabled" || value === "enhanced", message) : notApplicable,
    ),
  );
  const said = found.filter(({ status }) => status !== "not-applicable" && status !== "pass");
  if (said.length > 0) return worst(said);
  return cluster.read("settings") !== undefined && found.some(({ status }) => status === "pass") ? pass : fail(message);
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
