import assert from "node:assert/strict";
import { baseValues, cniValues, istiodValues, proxyImage } from "../../../components/istio/values";
import { keyPaths } from "../chart-keys";

/** Those of our keys that the values files of the charts of Istio 1.30.3 have, read from those files. Helm says nothing about others. */
const known = {
  base: ["defaultRevision"],
  cni: [
    "global.hub",
    "global.logAsJson",
    "global.variant",
    "repair.deletePods",
    "repair.enabled",
    "repair.repairPods",
    "resources.limits.memory",
    "resources.requests.cpu",
    "resources.requests.memory",
  ],
  istiod: [
    "autoscaleEnabled",
    "cni.enabled",
    "env.COMPLIANCE_POLICY",
    "env.DEFAULT_WORKLOAD_CERT_TTL",
    "env.ENABLE_NATIVE_SIDECARS",
    "env.MAX_WORKLOAD_CERT_TTL",
    "global.defaultPodDisruptionBudget.enabled",
    "global.hub",
    "global.logAsJson",
    "global.priorityClassName",
    "global.proxy.resources.limits.cpu",
    "global.proxy.resources.limits.memory",
    "global.proxy.resources.requests.cpu",
    "global.proxy.resources.requests.memory",
    "global.proxy.seccompProfile.type",
    "global.variant",
    "meshConfig.accessLogEncoding",
    "meshConfig.extensionProviders",
    "meshConfig.meshMTLS.minProtocolVersion",
    "meshConfig.outboundTrafficPolicy.mode",
    "meshConfig.tlsDefaults.minProtocolVersion",
    "pdb.minAvailable",
    "replicaCount",
    "resources.limits.memory",
    "resources.requests.cpu",
    "resources.requests.memory",
    "seccompProfile.type",
    "sidecarInjectorWebhook.rewriteAppHTTPProbe",
    "topologySpreadConstraints",
  ],
} as const;

/** Those that only a template reads. */
const inTemplates = ["base.validationFailurePolicy"];

const args = { replicas: 3, fips: true, certificateHours: 24 } as const;

describe("the values of Istio's charts", () => {
  const all = { base: baseValues, cni: cniValues({}), istiod: istiodValues(args) };
  for (const chart of ["base", "cni", "istiod"] as const)
    it(`are all known to the pinned chart ${chart}`, () => {
      const set = keyPaths(all[chart]).filter((path) => !inTemplates.includes(path));
      assert.deepEqual([...set].sort(), [...known[chart]].sort());
    });

  it("let one replica go at a time, whatever their number", () => {
    for (const replicas of [2, 3]) assert.equal(istiodValues({ ...args, replicas }).pdb.minAvailable, replicas - 1);
  });

  it("ask for the algorithms of FIPS 140-2 when the stack does, and only then", () => {
    assert.equal(istiodValues(args).env.COMPLIANCE_POLICY, "fips-140-2");
    assert.equal("COMPLIANCE_POLICY" in istiodValues({ ...args, fips: false }).env, false);
  });

  it("bound the life of certificates by the stack's hours", () => {
    const { env } = istiodValues({ ...args, certificateHours: 12 });
    assert.deepEqual([env.DEFAULT_WORKLOAD_CERT_TTL, env.MAX_WORKLOAD_CERT_TTL], ["12h", "12h"]);
  });

  it("take images from the mirror, where they keep their path, or from where Istio has them", () => {
    assert.equal(istiodValues({ ...args, registryMirror: "mirror.example.com/all" }).global.hub, "mirror.example.com/all/release");
    assert.equal(cniValues({ registryMirror: "mirror.example.com/all" }).global.hub, "mirror.example.com/all/release");
    assert.equal(proxyImage("mirror.example.com/all"), "mirror.example.com/all/release/proxyv2:1.30.3-distroless");
    assert.equal(proxyImage(undefined), "registry.istio.io/release/proxyv2:1.30.3-distroless");
  });
});
