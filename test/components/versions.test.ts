import assert from "node:assert/strict";
import { addonNames, kubernetesVersions, misfits, pinsFor } from "../../components/versions";

describe("the pinned versions", () => {
  for (const version of kubernetesVersions) {
    const pins = pinsFor(version);

    it(`name one EKS build of every add-on for ${version}, and nothing else`, () => {
      assert.deepEqual(Object.keys(pins?.addons ?? {}).sort(), [...addonNames].sort());
      for (const build of Object.values(pins?.addons ?? {})) assert.match(build, /^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
    });

    it(`take kube-proxy and node images of the same minor as ${version}`, () => {
      assert.match(pins?.addons["kube-proxy"] ?? "", new RegExp(`^v${version.replace(".", "\\.")}\\.\\d+-`));
      assert.match(pins?.images.al2023 ?? "", new RegExp(`^${version.replace(".", "\\.")}\\.\\d+-\\d{8}$`));
    });
  }

  it("know two minors, so that one can be upgraded to the other", () => {
    assert.deepEqual(kubernetesVersions, ["1.35", "1.36"]);
  });

  it("fit together for every minor that is built", () => {
    for (const version of kubernetesVersions) assert.deepEqual(misfits(version), [], version);
  });

  it("fit no other minor: every chart and add-on is named", () => {
    for (const version of ["1.34", "1.37", "2.35", "one"])
      assert.deepEqual(misfits(version), [
        ...addonNames,
        "gatekeeper",
        "istio-base",
        "istio-cni",
        "aws-load-balancer-controller",
        "falco",
        "falco-audit",
        "istiod",
        "istio-ingress",
        "velero",
        "restore-test",
      ]);
  });

  for (const version of ["1.30", "1.3", "", "1.35.8", "constructor"])
    it(`have nothing for "${version}"`, () => {
      assert.equal(pinsFor(version), undefined);
    });
});
