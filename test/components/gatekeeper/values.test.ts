import assert from "node:assert/strict";
import { gatekeeperValues } from "../../../components/gatekeeper/values";
import { keyPaths } from "../chart-keys";

/** Those of our keys that values.yaml of gatekeeper 3.23.0 has, read from that file. Helm says nothing about a key that it does not know. */
const inValuesFile = [
  "auditInterval",
  "constraintViolationsLimit",
  "controllerManager.topologySpreadConstraints",
  "disableMutation",
  "enableExternalData",
  "image.crdRepository",
  "image.release",
  "image.repository",
  "pdb.controllerManager.minAvailable",
  "mutatingWebhookExemptNamespacesLabels",
  "postInstall.labelNamespace.enabled",
  "postInstall.probeWebhook.enabled",
  "preInstall.crdRepository.image.repository",
  "preInstall.crdRepository.image.tag",
  "preUninstall.deleteWebhookConfigurations.enabled",
  "preUninstall.deleteWebhookConfigurations.image.repository",
  "preUninstall.deleteWebhookConfigurations.image.tag",
  "replicas",
  "validatingWebhookCheckIgnoreFailurePolicy",
  "validatingWebhookCustomRules",
  "validatingWebhookExemptNamespacesLabels",
  "validatingWebhookFailurePolicy",
  "validatingWebhookTimeoutSeconds",
];

/** Those that only a template reads. */
const inTemplates = ["preUninstall.deleteWebhookConfigurations.name"];

/** What is below them is the user's to name. */
const open = new Set(["mutatingWebhookExemptNamespacesLabels", "validatingWebhookExemptNamespacesLabels"]);

describe("the values of Gatekeeper's chart", () => {
  it("are all known to the pinned chart", () => {
    const set = keyPaths(gatekeeperValues({ exemptNamespaces: ["kube-system"] }), open);
    assert.deepEqual([...set].sort(), [...inValuesFile, ...inTemplates].sort());
  });

  it("take every image from the mirror, or from where the chart takes it", () => {
    const mirrored = gatekeeperValues({ exemptNamespaces: [], registryMirror: "mirror.example.com/all" });
    const images = [
      mirrored.image.repository,
      mirrored.image.crdRepository,
      mirrored.preUninstall.deleteWebhookConfigurations.image.repository,
    ];
    for (const image of images) assert.ok(image.startsWith("mirror.example.com/all/openpolicyagent/"), image);
    assert.equal(gatekeeperValues({ exemptNamespaces: [] }).image.repository, "openpolicyagent/gatekeeper");
  });
});
