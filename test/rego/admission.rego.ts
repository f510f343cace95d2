import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { admissionCheckIds, constraint, constraintTemplate } from "../../policies/admission";
import { type KubernetesTool, findKubernetes } from "../e2e/tools/kubernetes";
import { admissionFolder, samplesOf } from "./samples";

function run(tool: KubernetesTool, ...args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(findKubernetes(tool), args, { encoding: "utf8", maxBuffer: 16 * 1024 * 1024 });
  return { status, output: `${stdout}${stderr}` };
}

describe("the Rego of checks at admission", () => {
  it("is valid in strict mode, and formatted", () => {
    const checked = run("opa", "check", "--strict", "--ignore", "*.yaml", admissionFolder);
    assert.equal(checked.status, 0, checked.output);
    const formatted = run("opa", "fmt", "--list", admissionFolder);
    assert.equal(formatted.output, "");
  });

  it("passes its own tests", () => {
    const tested = run("opa", "test", "--ignore", "*.yaml", "--verbose", admissionFolder);
    assert.equal(tested.status, 0, tested.output);
    assert.match(tested.output, /^PASS: [1-9]/m);
  });

  it("has every line run by its tests", () => {
    const covered = run("opa", "test", "--ignore", "*.yaml", "--coverage", admissionFolder);
    const { files } = JSON.parse(covered.output) as { files: Readonly<Record<string, { readonly coverage: number }>> };
    assert.ok(Object.keys(files).length > 0);
    assert.deepEqual(
      Object.entries(files).filter(([, { coverage }]) => coverage !== 100),
      [],
    );
  });
});

for (const id of admissionCheckIds) {
  describe(`gator verifies ${id}`, () => {
    let folder = "";

    before(() => {
      folder = mkdtempSync(join(tmpdir(), "gator-"));
      writeFileSync(join(folder, "template.yaml"), stringify(constraintTemplate(id)));
      writeFileSync(join(folder, "constraint.yaml"), stringify(constraint(id)));
      // A suite finds its objects below its own folder only.
      for (const { file, path } of samplesOf(id)) copyFileSync(path, join(folder, file));
    });

    after(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    it("with each of its samples", () => {
      const cases = samplesOf(id).map(({ file, refusedWith }) => ({
        name: file,
        object: file,
        assertions: [refusedWith === undefined ? { violations: "no" } : { violations: 1, message: escaped(refusedWith) }],
      }));
      const verified = verify(cases);
      assert.equal(verified.status, 0, verified.output);
      for (const { name } of cases) assert.match(verified.output, new RegExp(`--- PASS: .*${escaped(name)}`));
    });

    it("and fails when a sample is taken for its opposite", () => {
      const wrong = samplesOf(id).map(({ file, refusedWith }) => ({
        name: file,
        object: file,
        assertions: [{ violations: refusedWith === undefined ? "yes" : "no" }],
      }));
      const verified = verify(wrong);
      assert.notEqual(verified.status, 0);
      assert.doesNotMatch(verified.output, /no such file/);
      for (const { name } of wrong) assert.match(verified.output, new RegExp(`--- FAIL: .*${escaped(name)}`));
    });

    function verify(cases: readonly object[]): ReturnType<typeof run> {
      const suite = {
        apiVersion: "test.gatekeeper.sh/v1alpha1",
        kind: "Suite",
        metadata: { name: id },
        tests: [{ name: id, template: "template.yaml", constraint: "constraint.yaml", cases }],
      };
      writeFileSync(join(folder, "suite.yaml"), stringify(suite));
      return run("gator", "verify", "--verbose", join(folder, "suite.yaml"));
    }
  });
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
