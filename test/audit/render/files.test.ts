import assert from "node:assert/strict";
import { parse } from "yaml";
import { renderedFiles } from "../../../audit/render/files";
import type { PlannedResource } from "../../../policies/preview/plan";
import { Hidden, type Inputs, Secret, UNKNOWN } from "../../../policies/preview/tree";
import { planForStack } from "../../policies/preview/own-plan";
import { planned } from "../../policies/preview/support";

const rendered = (...resources: readonly PlannedResource[]) => renderedFiles(resources);
const deployment = (inputs: PlannedResource["inputs"]) => planned("kubernetes:apps/v1:Deployment", "web", inputs);

describe("what is rendered of a plan", () => {
  it("has one file for each object and each release of every stack, with names of their own", async () => {
    for (const stack of ["dev", "staging", "prod", "prod-za"]) {
      const { resources } = await planForStack(stack);
      const wanted = resources.filter(({ type, custom }) => custom && type.startsWith("kubernetes:"));
      const files = renderedFiles(resources);
      assert.equal(files.length, wanted.length, stack);
      assert.equal(new Set(files.map(({ path }) => path)).size, files.length, stack);
      assert.ok(files.filter(({ path }) => path.startsWith("charts/")).length >= 4, stack);
    }
  });

  it("puts namespaces, templates, constraints and the rest into folders that can be applied in order", () => {
    const object = (token: string) => planned(`kubernetes:${token}`, "it", { metadata: { name: "it" } });
    const paths = rendered(
      object("core/v1:Service"),
      object("constraints.gatekeeper.sh/v1beta1:PodNotPrivileged"),
      object("templates.gatekeeper.sh/v1:ConstraintTemplate"),
      object("core/v1:Namespace"),
      object("storage.k8s.io/v1:StorageClassPatch"),
    ).map(({ path }) => path);
    assert.deepEqual(paths, [
      "objects/1-namespaces/namespace.it.yaml",
      "objects/2-templates/constrainttemplate.it.yaml",
      "objects/3-constraints/podnotprivileged.it.yaml",
      "objects/4-others/service.it.yaml",
      "patches/storageclass.it.yaml",
    ]);
  });

  it("says apiVersion and kind as the API server knows them, and leaves out what only Pulumi reads", () => {
    const annotations = { "pulumi.com/waitFor": "ready", "example.com/own": "yes" };
    const [file] = rendered(deployment({ metadata: { name: "web", namespace: "tenant", annotations }, __defaults: [] }));
    assert.equal(file?.path, "objects/4-others/deployment.tenant.web.yaml");
    assert.deepEqual(parse(file.text), {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", namespace: "tenant", annotations: { "example.com/own": "yes" } },
    });
  });

  it("writes texts so that a reader of YAML 1.1, such as kubectl, takes them for texts", () => {
    const [file] = rendered(deployment({ metadata: { name: "web", labels: { a: "yes", b: "on", c: "1.30", d: "null" } } }));
    assert.deepEqual((parse(file?.text ?? "", { version: "1.1" }) as { metadata: object }).metadata, {
      name: "web",
      labels: { a: "yes", b: "on", c: "1.30", d: "null" },
    });
  });

  it("never writes a secret, and says where a value is missing and why", () => {
    const inputs: Inputs = {
      metadata: { name: "web" },
      spec: { token: new Secret("planted-secret"), list: [{ id: UNKNOWN }], text: new Hidden("ciphertext") },
    };
    const [file] = rendered(deployment(inputs));
    assert.ok(file !== undefined && !file.text.includes("planted-secret"));
    assert.deepEqual(file.text.split("\n").slice(0, 3), [
      "# spec.token: a secret, which is not rendered",
      "# spec.list[0].id: not known before the update",
      "# spec.text: ciphertext",
    ]);
    assert.deepEqual((parse(file.text) as { spec: object }).spec, {
      token: "secret-not-rendered",
      list: [{ id: "known-after-update" }],
      text: "known-after-update",
    });
  });

  it("writes the values of a release under its name, and on top which chart takes them", () => {
    const [file] = rendered(
      planned("kubernetes:helm.sh/v3:Release", "release", {
        name: "istiod",
        chart: "istiod",
        version: "1.30.3",
        namespace: "istio-system",
        repositoryOpts: { repo: "https://charts.example.com" },
        values: { replicaCount: 3 },
      }),
    );
    assert.equal(file?.path, "charts/istiod.values.yaml");
    assert.deepEqual(file.text.split("\n"), [
      "# release: istiod",
      "# chart: istiod",
      "# version: 1.30.3",
      "# repository: https://charts.example.com",
      "# namespace: istio-system",
      "replicaCount: 3",
      "",
    ]);
  });

  it("is the same for the same plan, in whatever order its resources come", async () => {
    const { resources } = await planForStack("dev");
    assert.deepEqual(renderedFiles([...resources].reverse()), renderedFiles(resources));
  });
});
