import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readSubject } from "../../../audit/plan/read-subject";
import { UserError } from "../../../audit/user-error";

const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\n`;

describe("what is to be judged", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "subject-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const read = (named: string) => readSubject(named, folder);
  const names = (named: string): readonly string[] => read(named).plan.resources.map(({ name }) => name);

  it("are all objects of a folder and below, whatever the ending's case, but not other people's", () => {
    write("a.yaml", pod("a"));
    write("deep/er/b.YML", pod("b"));
    write("deep/c.json", JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "c" } }));
    write("node_modules/d.yaml", pod("d"));
    write("notes.txt", "no object");
    assert.deepEqual(names("."), ["a", "b", "c"]);
  });

  it("are named as somebody in the working directory would", () => {
    write("deploy/a.yaml", pod("a"));
    assert.deepEqual(
      read("deploy").plan.resources.map(({ urn, sourcePosition }) => [urn, sourcePosition]),
      [["urn:pulumi:manifests::deploy::kubernetes:core/v1:Pod::a", "deploy/a.yaml:1:1"]],
    );
  });

  it("are objects in YAML and JSON, and plans in JSON", () => {
    write("a.yaml", pod("a"));
    write("b.json", JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "b" } }));
    write("plan.json", JSON.stringify({ resources: [{ urn: "urn:pulumi:s::p::aws:s3/bucket:Bucket::c", type: "aws:s3/bucket:Bucket" }] }));
    assert.deepEqual(["a.yaml", "b.json", "plan.json"].map(names), [["a"], ["b"], ["c"]]);
    assert.deepEqual(
      ["a.yaml", "b.json", "plan.json"].map((file) => read(file).source),
      ["manifest", "manifest", "plan-json"],
    );
  });

  it("say of a folder which documents are no objects", () => {
    write("a.yaml", `${pod("a")}---\nvalues: 1\n`);
    assert.deepEqual(read(".").notes, ["left out, because it is no Kubernetes object: a.yaml:5"]);
  });

  for (const [what, files, named, message] of [
    ["an empty folder", {}, ".", /holds no file that ends in \.yaml, \.yml, \.json/],
    [
      "a folder without objects",
      { "a.yaml": "values: 1\n" },
      ".",
      /holds no Kubernetes object; name a file whose documents have apiVersion and kind/,
    ],
    ["a file that is not there", {}, "a.yaml", /there is no file .*a\.yaml/],
    ["JSON of another kind", { "a.json": "{}" }, "a.json", /none of what can be judged: .*Kubernetes objects/],
    ["a text", { "a.txt": "hello" }, "a.txt", /a\.txt is not JSON/],
    ["an empty file", { "a.yaml": "" }, "a.yaml", /a\.yaml holds no Kubernetes object/],
  ] as const)
    it(`are not read from ${what}, in one sentence`, () => {
      for (const [name, text] of Object.entries(files)) write(name, text);
      assert.throws(
        () => read(named),
        (error) => error instanceof UserError && message.test(error.message),
      );
    });
});
