/**
 * Every version that the platform pins, and what fits together. Nothing is "latest": two previews of one commit plan the same.
 */

export const addonNames = [
  "eks-pod-identity-agent",
  "vpc-cni",
  "kube-proxy",
  "coredns",
  "aws-ebs-csi-driver",
  "snapshot-controller",
  "metrics-server",
  "aws-secrets-store-csi-driver-provider",
] as const;
export type AddonName = (typeof addonNames)[number];

/** What runs on a cluster of one Kubernetes minor version. */
export interface KubernetesPins {
  /** EKS builds of the add-ons, as `aws eks describe-addon-versions --kubernetes-version <minor>` lists them. */
  readonly addons: Readonly<Record<AddonName, string>>;
  /**
   * Releases of the node images. Both architectures of Amazon Linux share a release. A family without a pin gets the release that EKS
   * recommends on the day the node group is made.
   */
  readonly images: { readonly al2023: string; readonly bottlerocket?: string };
}

/** Add-ons whose builds do not depend on the minor version. */
const everyMinor = {
  "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
  "vpc-cni": "v1.22.4-eksbuild.3",
  "aws-ebs-csi-driver": "v1.66.0-eksbuild.1",
  "snapshot-controller": "v8.6.0-eksbuild.8",
  "metrics-server": "v0.9.0-eksbuild.11",
  "aws-secrets-store-csi-driver-provider": "v3.1.3-eksbuild.1",
} as const;

/**
 * The minors in standard support for at least three more months: 1.35 until 2027-03-27, 1.36 until 2027-08-02 (EKS release calendar).
 *
 * Evidence: the builds are EKS's defaults of September 2026, recorded by several public projects from the API and seen active together on
 * clusters of these minors; the image releases of 2026-09-30 were seen on running node groups. No Bottlerocket release of that time has
 * such evidence. Bring a pin forward with the command above, never by guessing: EKS refuses a build that it does not serve.
 */
const pins = {
  "1.35": {
    addons: { ...everyMinor, "kube-proxy": "v1.35.3-eksbuild.29", coredns: "v1.13.2-eksbuild.31" },
    images: { al2023: "1.35.8-20260930" },
  },
  "1.36": {
    addons: { ...everyMinor, "kube-proxy": "v1.36.0-eksbuild.25", coredns: "v1.14.3-eksbuild.23" },
    images: { al2023: "1.36.4-20260930" },
  },
} as const satisfies Readonly<Record<string, KubernetesPins>>;

export type KubernetesVersion = keyof typeof pins;

export const kubernetesVersions = Object.keys(pins) as readonly KubernetesVersion[];

/** The pins of a minor version, e.g. `1.35`; undefined for one that the platform does not build. */
export function pinsFor(version: string): KubernetesPins | undefined {
  return new Map<string, KubernetesPins>(Object.entries(pins)).get(version);
}

/** The rules of Pod Security Standards that namespaces ask for: those of the oldest minor, which every other one knows too. */
export const podSecurityVersion = `v${kubernetesVersions[0] ?? ""}`;

/** A chart's release, and where Helm finds it. */
export interface ChartPin {
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  /** The oldest and the newest minor of Kubernetes that it is installed on. */
  readonly kubernetes: readonly [oldest: KubernetesVersion, newest: KubernetesVersion];
}

const istio = {
  repository: "https://istio-release.storage.googleapis.com/charts",
  version: "1.30.3",
  kubernetes: ["1.35", "1.36"],
} as const;

const velero = {
  repository: "https://vmware-tanzu.github.io/helm-charts",
  chart: "velero",
  version: "12.1.0",
  kubernetes: ["1.35", "1.36"],
} as const;

const falco = {
  repository: "https://falcosecurity.github.io/charts",
  chart: "falco",
  version: "9.1.0",
  kubernetes: ["1.35", "1.36"],
} as const;

/**
 * Charts that the platform installs, by the name of their release, each with the version of what it installs.
 *
 * Evidence: the newest stable release that public projects pinned in 2026; its values file was read at that tag. That of the load balancer
 * controller is the last 1.x, which public projects ran in 2026; of its values the templates were read. Minors: their objects are taken by a
 * real API server of the newest one (test/e2e), and the older one is in the support window that each project states.
 */
const charts = {
  gatekeeper: {
    repository: "https://open-policy-agent.github.io/gatekeeper/charts",
    chart: "gatekeeper",
    version: "3.23.0",
    kubernetes: ["1.35", "1.36"],
  },
  "istio-base": { ...istio, chart: "base" },
  "istio-cni": { ...istio, chart: "cni" },
  "aws-load-balancer-controller": {
    repository: "https://aws.github.io/eks-charts",
    chart: "aws-load-balancer-controller",
    version: "1.17.1",
    kubernetes: ["1.35", "1.36"],
  },
  // Two releases of one chart: what watches nodes, and what watches the audit log.
  falco: { ...falco },
  "falco-audit": { ...falco },
  istiod: { ...istio, chart: "istiod" },
  "istio-ingress": { ...istio, chart: "gateway" },
  velero: { ...velero },
  // Another one, which reads the copies to test that they can be restored.
  "restore-test": { ...velero },
} as const satisfies Readonly<Record<string, ChartPin>>;

export type ReleaseName = keyof typeof charts;

export const chartPin = (name: ReleaseName): ChartPin => charts[name];

/** What is pinned and is not for a minor, e.g. `1.35`: add-ons without a build, charts outside their range. */
export function misfits(version: string): readonly string[] {
  const pinned = pinsFor(version);
  const builds: Readonly<Partial<Record<AddonName, string>>> = pinned?.addons ?? {};
  const minor = minorOf(version);
  const outside = (Object.keys(charts) as ReleaseName[]).filter((name) => {
    const [oldest, newest] = chartPin(name).kubernetes;
    return !(minor >= minorOf(oldest) && minor <= minorOf(newest));
  });
  return [...addonNames.filter((name) => builds[name] === undefined), ...outside];
}

const minorOf = (version: string): number => Number(/^1\.(\d+)$/.exec(version)?.[1] ?? Number.NaN);

/**
 * Images that the platform runs itself, by tag and digest: the tag is for people, the digest decides.
 *
 * Evidence for tag and digest together: a public project's manifests of 2026 pin both. They could not be read from the registry here.
 */
const images = {
  logAgent: {
    registry: "public.ecr.aws",
    path: "aws-observability/aws-for-fluent-bit:3.4.15@sha256:88e1b56cedb230486afeca6eeb26c5f6bd59c48879d0054d1674d5a58838c607",
  },
  veleroPlugin: {
    registry: "docker.io",
    path: "velero/velero-plugin-for-aws:v1.14.2@sha256:0751144c1c8e52d52c48717fbd13ad5a3061e612ae4d7ad744a946cd5b139d1a",
  },
  node: {
    registry: "docker.io",
    path: "library/node:24.21.0-alpine3.24@sha256:ebfe2f90462722a7a4de65e91990e97fe0d401c70e0e762c5b53302f905ec1c1",
  },
  awsCli: {
    registry: "public.ecr.aws",
    path: "aws-cli/aws-cli:2.36.49@sha256:f42bf088cb1456ba9e179ce71fdeb22cc46ff64ea1e3aeae8251ff81391f5bb1",
  },
  policyAgent: {
    registry: "docker.io",
    path: "openpolicyagent/opa:1.16.2-envoy@sha256:f854ba5a366b7ff25a6b4598b8e408606cf47a3e39b8c560e9f02b062dd580db",
  },
  postgres: {
    registry: "ghcr.io",
    path: "cloudnative-pg/postgresql:17.9-standard-bookworm@sha256:e6ef7cc6ef88c0936b1ae3893dfa5b779c03390b27c17efac6e88854a95f21f3",
  },
  // Of this one the digest is that of the image for x86_64.
  postgrest: {
    registry: "docker.io",
    path: "postgrest/postgrest:v14.17@sha256:c9dc201e555f5d8e37e7f39cdd4df0229774996e213bfd7de8d10ac609030f2c",
  },
} as const;

/** Where an image is pulled from: the mirror keeps the image's own path below its prefix. */
export function imageOf(name: keyof typeof images, mirror: string | undefined): string {
  const { registry, path } = images[name];
  return `${mirror ?? registry}/${path}`;
}
