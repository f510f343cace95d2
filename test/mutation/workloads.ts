import type { PreviewCheckId } from "../../policies/controls";
import type { PlannedResource } from "../../policies/preview/plan";
import { type Weakenings, gone, to, where } from "./weakening";

const isExample = ({ name }: PlannedResource): boolean => name.includes("platform-patient-records-");
const example = (check: PreviewCheckId) => where(isExample, check);

const elsewhere = `docker.io/library/postgres:17@sha256:${"a".repeat(64)}`;
const untagged = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/library/postgres:17";

const safe = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
};

/** What containers say nothing of, and may not say otherwise. */
const added = (at: string): Weakenings[string] => ({
  [`${at}.livenessProbe`]: [to({ httpGet: { host: "elsewhere", port: 80 } }, example("pod-no-host-in-probes"))],
  [`${at}.securityContext`]: [
    to({ ...safe, privileged: true }, example("pod-not-privileged")),
    to({ ...safe, procMount: "Unmasked" }, example("pod-proc-mount-masked")),
    to({ ...safe, appArmorProfile: { type: "Unconfined" } }, example("pod-apparmor-not-loosened")),
    to({ ...safe, seLinuxOptions: { type: "spc_t" } }, example("pod-selinux-not-loosened")),
    to({ ...safe, windowsOptions: { hostProcess: true } }, example("pod-no-host-process")),
  ],
  [`${at}.ports`]: [to([{ containerPort: 80, hostPort: 80 }], example("pod-no-host-ports"))],
  [`${at}.env`]: [to([{ name: "DATABASE_PASSWORD", value: "written-here" }], example("pod-no-credentials-in-env"))],
});

const containerRows = (at: string): Weakenings[string] => ({
  [`${at}.image`]: [to(elsewhere, example("pod-images-from-allowed-registries"))],
  [`${at}.resources.limits.cpu`]: [gone(example("pod-resources-bounded"))],
  [`${at}.resources.limits.memory`]: [gone(example("pod-resources-bounded"))],
  [`${at}.securityContext.allowPrivilegeEscalation`]: [
    gone(example("pod-no-privilege-escalation")),
    to(true, example("pod-no-privilege-escalation")),
  ],
  [`${at}.securityContext.capabilities.drop`]: [gone(example("pod-drops-all-capabilities"))],
  [`${at}.securityContext.capabilities.drop.*`]: [to("NET_RAW", example("pod-drops-all-capabilities"))],
  [`${at}.securityContext.readOnlyRootFilesystem`]: [
    gone(example("pod-root-filesystem-readonly")),
    to(false, example("pod-root-filesystem-readonly")),
  ],
  [`${at}.securityContext.runAsNonRoot`]: [to(false, example("pod-runs-as-nonroot"))],
});

/** What a pod of tenants may not say, wherever its kind keeps it. */
const podRows = (at: string): Weakenings[string] => ({
  ...containerRows(`${at}.spec.containers.*`),
  [`${at}.spec.automountServiceAccountToken`]: [gone(example("pod-no-automounted-token")), to(true, example("pod-no-automounted-token"))],
  [`${at}.spec.securityContext.runAsUser`]: [to(0, example("pod-runs-as-nonroot"))],
  [`${at}.spec.securityContext.seccompProfile.type`]: [to("Unconfined", example("pod-seccomp-profile-set"))],
  [`${at}.spec.securityContext.seccompProfile`]: [gone(example("pod-seccomp-profile-set"))],
  [`${at}.spec.serviceAccountName`]: [gone(example("pod-has-own-service-account")), to("default", example("pod-has-own-service-account"))],
});

/** The same for pods. */
const addedToPods = (at: string): Weakenings[string] => ({
  [`${at}.metadata.+annotations`]: [to({ "sidecar.istio.io/inject": "false" }, example("pod-not-around-mesh"))],
  [`${at}.spec.+hostNetwork`]: [to(true, example("pod-no-host-namespaces"))],
  [`${at}.spec.securityContext`]: [
    to(
      {
        runAsNonRoot: true,
        runAsUser: 1000,
        seccompProfile: { type: "RuntimeDefault" },
        sysctls: [{ name: "kernel.msgmax", value: "65536" }],
      },
      example("pod-sysctls-are-its-own"),
    ),
  ],
  [`${at}.spec.volumes.*`]: [to({ name: "node", hostPath: { path: "/" } }, example("pod-volumes-are-of-safe-kinds"))],
});

const own: Weakenings[string] = {
  "metadata.namespace": [gone(example("pod-namespace-named")), to("default", example("pod-namespace-named"))],
  "metadata.labels.data-class": [gone(example("objects-carry-required-labels"))],
  "metadata.labels.environment": [gone(example("objects-carry-required-labels")), to("other", example("objects-carry-required-labels"))],
  "metadata.labels.owner": [gone(example("objects-carry-required-labels"))],
};

const hasWorkloads = (tenant: PlannedResource, beside: readonly PlannedResource[]): boolean =>
  tenant.name.includes("-namespaces-patient-records") && beside.some(({ name }) => name === "platform-patient-records-database");
const guards = (resource: PlannedResource, beside: readonly PlannedResource[]): PreviewCheckId | undefined =>
  hasWorkloads(resource, beside) ? "data-workloads-guarded" : undefined;

/** The workloads of the healthcare example, and what guards them. */
export const workloadWeakenings: Weakenings = {
  "kubernetes:apps/v1:Deployment": {
    ...own,
    ...podRows("spec.template"),
    "spec.template.spec.containers.*.image": [
      to(elsewhere, example("pod-images-from-allowed-registries")),
      to(untagged, example("pod-images-pinned-by-digest")),
    ],
  },
  "kubernetes:apps/v1:StatefulSet": {
    ...own,
    ...podRows("spec.template"),
    ...containerRows("spec.template.spec.initContainers.*"),
    ...added("spec.template.spec.containers.*"),
    ...addedToPods("spec.template"),
  },
  "kubernetes:core/v1:Service": {
    spec: [
      to({ type: "NodePort", selector: {}, ports: [{ port: 80 }] }, example("service-no-node-port")),
      to({ type: "LoadBalancer", selector: {}, ports: [{ port: 80 }] }, example("service-no-load-balancer")),
      to({ type: "ExternalName", externalName: "elsewhere.example.com" }, example("service-no-external-name")),
      to({ selector: {}, ports: [{ port: 80 }], externalIPs: ["203.0.113.1"] }, example("service-no-external-ips")),
    ],
  },
  "kubernetes:batch/v1:Job": { ...own, ...podRows("spec.template") },
  "kubernetes:networking.istio.io/v1:ServiceEntry": { "spec.hosts.*": [to("*", "serviceentry-hosts-named")] },
  "kubernetes:security.istio.io/v1:RequestAuthentication": {
    MISSING: [gone(guards)],
    "metadata.namespace": [to("elsewhere", guards)],
    "spec.jwtRules": [gone(guards)],
  },
};

/** The same of the job that changes the password; the rows of the restore test stand beside it. */
export const cronJobRows: Weakenings[string] = {
  ...own,
  ...podRows("spec.jobTemplate.spec.template"),
  ...containerRows("spec.jobTemplate.spec.template.spec.initContainers.*"),
};
