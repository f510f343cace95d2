import assert from "node:assert/strict";
import { endpointPolicy } from "../../../components/network/endpoint-policies";
import { kubernetesRegistryBucket } from "../../../components/network/registry-buckets";
import { site } from "../support";

const cases: readonly (readonly [region: string, bucket: string | undefined])[] = [
  ["af-south-1", "prod-registry-k8s-io-af-south-1"],
  ["eu-central-1", "prod-registry-k8s-io-eu-central-1"],
  ["eu-west-1", "prod-registry-k8s-io-eu-west-1"],
  ["eu-west-2", "767373bbdcb8270361b96548387bf2a9ad0d48758c35-eu-west-2"],
  ["cn-north-1", undefined],
  ["us-gov-west-1", undefined],
];

describe("buckets of registry.k8s.io", () => {
  for (const [region, bucket] of cases)
    it(`${region} has ${bucket ?? "none"}`, () => {
      assert.equal(kubernetesRegistryBucket({ ...site, region }), bucket);
    });

  it("a region without one names only Amazon's buckets in the S3 endpoint's policy", () => {
    const policy = endpointPolicy({ ...site, region: "us-gov-west-1", partition: "aws-us-gov" }, "s3");
    assert.deepEqual(policy.match(/arn:aws-us-gov:s3:::[^"]+/g), [
      "arn:aws-us-gov:s3:::prod-us-gov-west-1-starport-layer-bucket/*",
      "arn:aws-us-gov:s3:::al2023-repos-us-gov-west-1-de612dc2/*",
    ]);
  });
});
