import type { Site } from "../args";

/** Regions in which the Kubernetes project has a bucket whose name follows its pattern. */
const patternedRegions: ReadonlySet<string> = new Set([
  "af-south-1",
  "ap-east-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-central-1",
  "ca-west-1",
  "eu-central-1",
  "eu-central-2",
  "eu-north-1",
  "eu-south-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-3",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "mx-central-1",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
]);

/**
 * The public bucket to which registry.k8s.io sends pulls that come from inside a region; undefined where the project has none (its
 * source: kubernetes/registry.k8s.io, cmd/archeio/internal/app/buckets.go). Without it in the S3 endpoint's policy such a pull ends with
 * 403 (kubernetes/k8s.io#4214), although NAT would let it out: the gateway endpoint's route is the more specific one. Regions are listed,
 * because a bucket's name belongs to whoever takes it first.
 */
export function kubernetesRegistryBucket({ region }: Site): string | undefined {
  if (region === "eu-west-2") return "767373bbdcb8270361b96548387bf2a9ad0d48758c35-eu-west-2";
  return patternedRegions.has(region) ? `prod-registry-k8s-io-${region}` : undefined;
}
