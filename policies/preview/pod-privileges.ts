import type { PreviewCheck } from "./check";
import { type Pod, eachContainer, isSilent, onContainers, onPods } from "./pods";
import type { Known, Reader } from "./reader";
import { numberOf } from "./tree";
import { type Verdict, all, anyOf, fail, notApplicable, pass, worst } from "./verdict";

/** Pod Security Standards, restricted, of Kubernetes 1.35: what processes may do. The twins in policies/admission say the same in Rego. */

/** What a container says counts more than what its pod says. */
const nonRoot = (container: Reader, { spec }: Pod): Verdict => {
  const message = "a container may run as root; set securityContext.runAsNonRoot: true on the pod or on the container";
  return container.inspect("securityContext.runAsNonRoot", (own) =>
    isSilent(own) ? spec.expect("securityContext.runAsNonRoot", (ofPod) => ofPod === true, message) : own === true ? pass : fail(message),
  );
};

const anotherUser = (where: Reader): Verdict =>
  where.expect(
    "securityContext.runAsUser",
    (user) => numberOf(user ?? 1) !== 0,
    "user 0 is asked for; set securityContext.runAsUser to another number, or leave it out",
  );

const capabilities = (container: Reader): Verdict => {
  const message = "a container does not drop all capabilities; set securityContext.capabilities.drop: [ALL]";
  const drops = container.every(
    "securityContext.capabilities.drop",
    (item) => item.expect("", (name) => name === "ALL", message),
    fail(message),
  );
  return worst([
    anyOf(drops, message),
    ...container.every("securityContext.capabilities.add", (item) =>
      item.expect("", (name) => name === "NET_BIND_SERVICE", "a container adds a capability; leave all but NET_BIND_SERVICE out"),
    ),
  ]);
};

/** Of the safe set of the standard: those that are the pod's own, not its node's. */
const ownSysctls = new Set([
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
]);

const seccomp = (container: Reader, { spec }: Pod): Verdict => {
  const message =
    "a container has no seccomp profile; set securityContext.seccompProfile.type: RuntimeDefault on the pod or on the container";
  const set = (type: Known): boolean => type === "RuntimeDefault" || type === "Localhost";
  return container.inspect("securityContext.seccompProfile.type", (own) =>
    isSilent(own) ? spec.expect("securityContext.seccompProfile.type", set, message) : set(own) ? pass : fail(message),
  );
};

const confinedTypes = new Set<Known>(["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"]);

const seLinux = (where: Reader): Verdict =>
  all(
    where.expect(
      "securityContext.seLinuxOptions.type",
      (type) => isSilent(type) || confinedTypes.has(type),
      "an SELinux type loosens the confinement; leave seLinuxOptions.type out",
    ),
    ...["user", "role"].map((field) =>
      where.expect(
        `securityContext.seLinuxOptions.${field}`,
        (value) => isSilent(value) || value === "",
        "an SELinux user or role of its own is asked for; leave user and role out of seLinuxOptions",
      ),
    ),
  );

const unconfined = "AppArmor does not confine it; leave appArmorProfile and its annotation out, or take RuntimeDefault";
const appArmor = (where: Reader): Verdict =>
  where.expect("securityContext.appArmorProfile.type", (type) => type !== "Unconfined", unconfined);

const annotation = "container.apparmor.security.beta.kubernetes.io/";
const confines = (profile: Known): boolean =>
  typeof profile === "string" && (profile === "runtime/default" || profile.startsWith("localhost/"));

/** The field of a container counts more than the annotation that it replaced. */
function appArmorAnnotations({ metadata, spec }: Pod): readonly Verdict[] {
  return metadata
    .keys("annotations")
    .filter((key) => key.startsWith(annotation))
    .map((key) => {
      const name = key.slice(annotation.length);
      const containers = ["initContainers", "containers"].flatMap((list) => {
        const items = spec.items(list);
        return Array.isArray(items) ? (items as readonly Reader[]) : [];
      });
      const replaced = containers.some((one) => one.read("name") === name && one.read("securityContext.appArmorProfile") !== undefined);
      return replaced ? pass : metadata.expect(`annotations["${key}"]`, confines, unconfined);
    });
}

const isSet = (path: string, value: boolean, message: string) => (container: Reader) =>
  container.expect(path, (said) => said === value, message);

/** Of the pod, and of each of its containers. */
const everywhere = (decide: (where: Reader) => Verdict): PreviewCheck =>
  onPods((pod) => {
    const containers = eachContainer(pod, decide);
    return containers.every(({ status }) => status === "not-applicable") ? notApplicable : worst([decide(pod.spec), ...containers]);
  });

export const podPrivilegeChecks = {
  "pod-runs-as-nonroot": onPods((pod) => {
    const containers = eachContainer(pod, (container) => all(nonRoot(container, pod), anotherUser(container)));
    return worst(containers.every(({ status }) => status === "not-applicable") ? containers : [anotherUser(pod.spec), ...containers]);
  }),
  "pod-no-privilege-escalation": onContainers(
    isSet(
      "securityContext.allowPrivilegeEscalation",
      false,
      "a container may gain privileges; set securityContext.allowPrivilegeEscalation: false",
    ),
  ),
  "pod-drops-all-capabilities": onContainers(capabilities),
  "pod-proc-mount-masked": onContainers((container) =>
    container.expect(
      "securityContext.procMount",
      (mount) => isSilent(mount) || mount === "Default",
      "a container sees all of /proc; leave securityContext.procMount out",
    ),
  ),
  "pod-sysctls-are-its-own": onPods(({ spec }) =>
    worst([
      pass,
      ...spec.every("securityContext.sysctls", (sysctl) =>
        sysctl.expect(
          "name",
          (name) => typeof name === "string" && ownSysctls.has(name),
          "the pod sets what its node shares; leave it out of securityContext.sysctls",
        ),
      ),
    ]),
  ),
  "pod-seccomp-profile-set": onContainers(seccomp),
  "pod-selinux-not-loosened": everywhere(seLinux),
  "pod-apparmor-not-loosened": onPods((pod) => worst([appArmor(pod.spec), ...eachContainer(pod, appArmor), ...appArmorAnnotations(pod)])),
  "pod-not-privileged": onContainers((container) =>
    container.expect(
      "securityContext.privileged",
      (value) => value !== true,
      "a container is privileged; leave securityContext.privileged out",
    ),
  ),
  "pod-root-filesystem-readonly": onContainers(
    isSet(
      "securityContext.readOnlyRootFilesystem",
      true,
      "a container may change its own files; set securityContext.readOnlyRootFilesystem: true, and mount an emptyDir where it writes",
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
