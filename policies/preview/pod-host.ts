import type { PreviewCheck } from "./check";
import { eachContainer, isSilent, onContainers, onPods } from "./pods";
import type { Reader } from "./reader";
import { numberOf } from "./tree";
import { type Verdict, all, demand, pass, worst } from "./verdict";

/** Pod Security Standards, restricted, of Kubernetes 1.35: what pods see of their node. The twins in policies/admission say the same in Rego. */

const safeVolumes = new Set([
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
  "name",
]);

const noHostProcess = (where: Reader): Verdict =>
  where.expect(
    "securityContext.windowsOptions.hostProcess",
    (value) => value !== true,
    "it runs as a process of its node; leave securityContext.windowsOptions.hostProcess out",
  );

const called = [
  ...["livenessProbe", "readinessProbe", "startupProbe"],
  ...["postStart", "preStop"].map((hook) => `lifecycle.${hook}`),
].flatMap((field) => ["httpGet", "tcpSocket"].map((way) => `${field}.${way}.host`));

export const podHostChecks = {
  "pod-no-host-namespaces": onPods(({ spec }) =>
    all(
      ...["hostNetwork", "hostPID", "hostIPC"].map((field) =>
        spec.expect(
          field,
          (value) => value !== true,
          "the pod shares a namespace with its node; leave hostNetwork, hostPID and hostIPC out",
        ),
      ),
    ),
  ),
  "pod-no-host-ports": onContainers((container) =>
    worst([
      pass,
      ...container.every("ports", (port) =>
        port.expect("hostPort", (value) => numberOf(value ?? 0) === 0, "a container takes a port of its node; leave hostPort out"),
      ),
    ]),
  ),
  "pod-volumes-are-of-safe-kinds": onPods(({ spec }) =>
    worst([
      pass,
      ...spec.every("volumes", (volume) =>
        volume.inspect("", () =>
          demand(
            volume.keys().every((kind) => safeVolumes.has(kind)),
            "a volume is of a kind that leads to the node or past the storage classes; take configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected or secret",
          ),
        ),
      ),
    ]),
  ),
  "pod-no-host-process": onPods((pod) => worst([noHostProcess(pod.spec), ...eachContainer(pod, noHostProcess)])),
  "pod-no-host-in-probes": onContainers((container) =>
    all(...called.map((path) => container.expect(path, isSilent, "a probe or hook lets the node call any host; leave host out of it"))),
  ),
} as const satisfies Record<string, PreviewCheck>;
