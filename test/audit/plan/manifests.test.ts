import assert from "node:assert/strict";
import { readManifests } from "../../../audit/plan/manifests";
import { UserError } from "../../../audit/user-error";
import { Secret } from "../../../policies/preview/tree";

const read = (text: string) => readManifests(text, { file: "deploy/app.yaml", subject: "deploy" });
const said = (text: string): string => {
  try {
    read(text);
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return error.message;
  }
  return "nothing";
};

const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: api, namespace: shop }\n";

describe("Kubernetes objects of a text", () => {
  it("have the type of the SDK, a URN that ends in namespace and name, and their place", () => {
    const { resources } = read(
      `# first\n---\n${pod}---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: all }\n`,
    );
    assert.deepEqual(
      resources.map(({ type, urn, sourcePosition }) => [type, urn.slice("urn:pulumi:manifests::deploy::".length), sourcePosition]),
      [
        ["kubernetes:core/v1:Pod", "kubernetes:core/v1:Pod::shop/api", "deploy/app.yaml:3:1"],
        [
          "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
          "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole::all",
          "deploy/app.yaml:7:1",
        ],
      ],
    );
  });

  it("are taken out of lists, each with its own place", () => {
    const { resources } = read(
      "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: { generateName: job- }\n  - { apiVersion: v1, kind: Service, metadata: {} }\n",
    );
    assert.deepEqual(
      resources.map(({ name, type, sourcePosition }) => [name, type, sourcePosition]),
      [
        ["job-", "kubernetes:core/v1:Pod", "deploy/app.yaml:4:5"],
        ["unnamed", "kubernetes:core/v1:Service", "deploy/app.yaml:7:5"],
      ],
    );
  });

  it("may be JSON", () => {
    const { resources } = read('{ "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "api" } }');
    assert.deepEqual(
      resources.map(({ type }) => type),
      ["kubernetes:apps/v1:Deployment"],
    );
  });

  it("stay two when two have one name", () => {
    assert.equal(read(`${pod}---\n${pod}`).resources.length, 2);
  });

  it("keep times as text, and aliases as what they stand for", () => {
    const [object] = read(`${pod}spec: { a: &a [2026-01-31, "x"], b: *a, c: 22:30 }\n`).resources;
    assert.deepEqual(object?.inputs["spec"], { a: ["2026-01-31", "x"], b: ["2026-01-31", "x"], c: "22:30" });
  });

  it("hide what a Secret holds", () => {
    const [object] = read("apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { password: words }\n").resources;
    assert.ok(object?.inputs["stringData"] instanceof Secret);
  });

  it("leave out documents that are none, and say where they are", () => {
    const { resources, leftOut } = read(`${pod}---\nname: chart\n---\n- 1\n---\n# nothing\n---\nkind: Pod\n`);
    assert.equal(resources.length, 1);
    assert.deepEqual(leftOut, ["deploy/app.yaml:5", "deploy/app.yaml:7", "deploy/app.yaml:11"]);
  });

  for (const [what, text, message] of [
    ["broken YAML", `${pod}spec: [`, /deploy\/app\.yaml, line \d+: not valid YAML; correct it/],
    [
      "a template",
      "{{- if .Values.a }}\nkind: {{ .Values.kind }}\n",
      /looks like a template; write what it makes, e\.g\. with "helm template"/,
    ],
    ["a key twice", `${pod}kind: Service\n`, /not valid YAML/],
    [
      "too many aliases",
      `a: &a [1]\nb: &b [${"*a,".repeat(90)}]\nc: &c [${"*b,".repeat(90)}]\nd: [${"*c,".repeat(90)}]\n`,
      /repeats itself by too many aliases/,
    ],
  ] as const)
    it(`are not read from ${what}, with the file and the line`, () => {
      assert.match(said(text), message);
    });
});
