import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { admissionCheckIds, constraint, constraintTemplate } from "../../policies/admission";
import { type KubernetesTool, findKubernetes } from "../e2e/tools/kubernetes";
import { testModule } from "./module";
import { reviewOf } from "./review";
import { type Sample, admissionFolder, decisions, samplesOf, variantsOf } from "./samples";

function run(tool: KubernetesTool, ...args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(findKubernetes(tool), args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return { status, output: `${stdout}${stderr}` };
}

const variants = (id: string): readonly Sample[] => samplesOf(id).flatMap(variantsOf);

describe("the Rego of checks at admission", () => {
  let folder = "";

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "rego-"));
    for (const id of admissionCheckIds) writeFileSync(join(folder, `${id}_test.rego`), testModule(id, variants(id)));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is valid in strict mode, and formatted", () => {
    const checked = run("opa", "check", "--strict", "--ignore", "*.yaml", admissionFolder);
    assert.equal(checked.status, 0, checked.output);
    assert.equal(run("opa", "fmt", "--list", admissionFolder).output, "");
  });

  it("passes its own tests, and answers each sample with its message and no other", () => {
    const tested = run("opa", "test", "--ignore", "*.yaml", admissionFolder, folder);
    assert.equal(tested.status, 0, tested.output);
    assert.match(tested.output, /^PASS: [1-9]/m);
  });

  it("has every line run by them", () => {
    const covered = run("opa", "test", "--ignore", "*.yaml", "--coverage", admissionFolder, folder);
    const { files } = JSON.parse(covered.output) as {
      files: Readonly<Record<string, { readonly coverage: number; readonly not_covered?: unknown }>>;
    };
    const own = Object.entries(files).filter(([name]) => name.includes("policies/admission/"));
    assert.ok(own.length > admissionCheckIds.length);
    assert.deepEqual(
      own.filter(([, { coverage }]) => coverage !== 100).map(([name, { not_covered }]) => [name, not_covered]),
      [],
    );
  });
});

for (const id of admissionCheckIds) {
  describe(`gator verifies ${id}`, () => {
    let folder = "";
    const samples = variants(id).map((sample, index) => ({ ...sample, file: `${String(index)}.yaml` }));

    before(() => {
      folder = mkdtempSync(join(tmpdir(), "gator-"));
      writeFileSync(join(folder, "template.yaml"), stringify(constraintTemplate(id)));
      writeFileSync(join(folder, "constraint.yaml"), stringify(constraint(id, decisions)));
      mkdirSync(join(folder, "samples"));
      for (const { file, ...sample } of samples) {
        writeFileSync(join(folder, "samples", file), stringify(reviewOf(sample)));
        if (sample.inventory.length > 0)
          writeFileSync(join(folder, "samples", `with-${file}`), sample.inventory.map((one) => stringify(one)).join("---\n"));
      }
    });

    after(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    it("with each of its samples", () => {
      const verified = verify(({ refusedWith }) =>
        refusedWith === undefined ? { violations: "no" } : { violations: 1, message: `^${escaped(refusedWith)}$` },
      );
      assert.equal(verified.status, 0, verified.output);
      for (const { name } of samples) assert.ok(verified.output.includes(`--- PASS: ${name}`), name);
    });

    it("and fails when a sample is taken for its opposite", () => {
      const verified = verify(({ refusedWith }) => ({ violations: refusedWith === undefined ? "yes" : "no" }));
      assert.notEqual(verified.status, 0);
      assert.doesNotMatch(verified.output, /no such file/);
      for (const { name } of samples) assert.ok(verified.output.includes(`--- FAIL: ${name}`), name);
    });

    function verify(expected: (sample: Sample) => object): ReturnType<typeof run> {
      const cases = samples.map((sample) => ({
        name: sample.name,
        object: join("samples", sample.file),
        inventory: sample.inventory.length === 0 ? [] : [join("samples", `with-${sample.file}`)],
        assertions: [expected(sample)],
      }));
      const tests = [{ name: id, template: "template.yaml", constraint: "constraint.yaml", cases }];
      writeFileSync(
        join(folder, "suite.yaml"),
        stringify({ apiVersion: "test.gatekeeper.sh/v1alpha1", kind: "Suite", metadata: { name: id }, tests }),
      );
      return run("gator", "verify", "--verbose", join(folder, "suite.yaml"));
    }
  });
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
