import type { PreviewCheckId } from "../../policies/controls";
import type { PlannedResource } from "../../policies/preview/plan";
import { type Weakenings, gone, to, where } from "./weakening";

const isExample = ({ name }: PlannedResource): boolean => name.includes("platform-patient-records-");
const example = (check: PreviewCheckId) => where(isExample, check);

const elsewhere = `docker.io/library/postgres:17@sha256:${"a".repeat(64)}`;
const untagged = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/library/postgres:17";

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

const own: Weakenings[string] = {
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
  "kubernetes:apps/v1:StatefulSet": { ...own, ...podRows("spec.template"), ...containerRows("spec.template.spec.initContainers.*") },
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
