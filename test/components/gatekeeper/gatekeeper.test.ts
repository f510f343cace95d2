import assert from "node:assert/strict";
import { Provider } from "@pulumi/kubernetes/provider";
import { Gatekeeper } from "../../../components/gatekeeper/gatekeeper";
import { exemptNamespaces, watchingNamespaces } from "../../../components/gatekeeper/exemptions";
import { synced, admissionCheckIds, constraint, constraintTemplate } from "../../../policies/admission";
import type { Plan } from "../../../policies/preview/plan";
import type { Reader } from "../../../policies/preview/reader";
import { decisionsOf } from "../../../components/gatekeeper/decisions";
import { named, only, planComponent, site } from "../support";

const args = {
  site,
  environment: "staging",
  storageClasses: ["encrypted"],
  registryMirror: "mirror.example.com/all",
  vpcCidr: "10.0.0.0/16",
  enforcementAction: "deny",
  safeDefaults: false,
  waivers: [],
  injectedImages: ["mirror.example.com/all/sidecar:1"],
  deployers: ["arn:aws:sts::111122223333:assumed-role/platform-deployer/"],
} as const;
const plan = (): Promise<Plan> =>
  planComponent(() => new Gatekeeper("gate", { ...args, after: [], kubernetes: new Provider("cluster", { kubeconfig: "{}" }) }));

const templateType = "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate";
const constraintType = (kind: string): string => `kubernetes:constraints.gatekeeper.sh/v1beta1:${kind}`;
const inputsOf = (reader: Reader): unknown => Object.fromEntries(reader.keys().map((key) => [key, reader.read(key)]));

describe("Gatekeeper", () => {
  it("is installed pinned, waited for and taken back when it fails, in a namespace of the restricted profile", async () => {
    const planned = await plan();
    const release = only(planned, "kubernetes:helm.sh/v3:Release");
    assert.deepEqual(
      ["name", "chart", "version", "namespace", "createNamespace", "atomic", "cleanupOnFail", "timeout"].map((key) => release.read(key)),
      ["gatekeeper", "gatekeeper", "3.23.0", "gatekeeper-system", false, true, true, 600],
    );
    const namespace = only(planned, "kubernetes:core/v1:Namespace");
    assert.equal(namespace.read('metadata.labels["pod-security.kubernetes.io/enforce"]'), "restricted");
    assert.ok(release.resource.dependencies.includes(namespace.urn));
  });

  it("exempts the same namespaces from requests and from the audit, and copies what rules look at", async () => {
    const planned = await plan();
    const config = only(planned, "kubernetes:config.gatekeeper.sh/v1alpha1:Config");
    const excludedNamespaces = ["gatekeeper-system", ...exemptNamespaces, ...watchingNamespaces];
    assert.deepEqual(config.read("spec.match"), [{ processes: ["audit"], excludedNamespaces }]);
    assert.deepEqual(config.read("spec.sync.syncOnly"), synced);
    const labels = only(planned, "kubernetes:helm.sh/v3:Release").read("values.validatingWebhookExemptNamespacesLabels");
    assert.deepEqual(labels, { "kubernetes.io/metadata.name": exemptNamespaces });
  });

  it("has a template and a constraint for every check, each after what it needs", async () => {
    const planned = await plan();
    const release = only(planned, "kubernetes:helm.sh/v3:Release");
    for (const id of admissionCheckIds) {
      const template = named(planned, templateType, `gate-${id}-template`);
      const expected = constraintTemplate(id);
      assert.deepEqual(template.read("spec"), expected.spec);
      assert.equal(template.read('metadata.annotations["pulumi.com/waitFor"]'), "jsonpath={.status.created}=true");
      assert.ok(template.resource.dependencies.includes(release.urn), id);
      const made = only(planned, constraintType(expected.spec.crd.spec.names.kind));
      const { metadata, ...rest } = constraint(id, decisionsOf(args), {
        excludedNamespaces: ["gatekeeper-system", ...exemptNamespaces, ...watchingNamespaces],
      });
      const annotations = { "pulumi.com/deletionPropagationPolicy": "background" };
      assert.deepEqual(inputsOf(made), { ...rest, metadata: { ...metadata, annotations } });
      assert.ok(made.resource.dependencies.includes(template.urn), id);
    }
  });

  it("takes images of tenants from the account's registry and the mirror, and its own from the mirror", async () => {
    const planned = await plan();
    const allowed = only(planned, constraintType("PodImagesFromAllowedRegistries")).read("spec.parameters.registries");
    assert.deepEqual(allowed, ["111122223333.dkr.ecr.eu-west-1.amazonaws.com", "mirror.example.com/all"]);
    assert.equal(
      only(planned, "kubernetes:helm.sh/v3:Release").read("values.image.repository"),
      "mirror.example.com/all/openpolicyagent/gatekeeper",
    );
  });

  it("asks every workload for the environment of its stack", async () => {
    const labels = only(await plan(), constraintType("ObjectsCarryRequiredLabels")).read("spec.parameters.labels");
    const environment = (labels as unknown as readonly { key: string; pattern: string }[]).find(({ key }) => key === "environment");
    assert.equal(environment?.pattern, "staging");
  });
});
