import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { admissionCheckIds, constraint, constraintTemplate } from "../../../policies/admission";
import { checkIds, checks } from "../../../policies/controls";
import { admissionFolder, samplesOf } from "../../rego/samples";

describe("checks at admission", () => {
  it("are those of the catalogue, each with a folder of its name", () => {
    const named = checkIds.filter((id) => checks[id].moments.includes("admission"));
    const folders = readdirSync(admissionFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "lib");
    assert.deepEqual([...admissionCheckIds].sort(), [...named].sort());
    assert.deepEqual(folders.map(({ name }) => name).sort(), [...named].sort());
  });

  for (const id of admissionCheckIds) {
    describe(id, () => {
      it("has a template and a constraint of one kind, and the constraint carries the check's id", () => {
        const template = constraintTemplate(id);
        const made = constraint(id);
        assert.equal(template.spec.crd.spec.names.kind, made.kind);
        assert.equal(template.metadata.name, made.kind.toLowerCase());
        assert.equal(made.metadata.name, id);
        assert.equal(made.spec.enforcementAction, "deny");
      });

      it("brings its Rego, and every library that the Rego imports", () => {
        const { rego, libs } = constraintTemplate(id).spec.targets[0].code[0].source;
        const imported = [...rego.matchAll(/^import data\.lib\.(\w+)$/gm)].map(([, name = ""]) => name).sort();
        const brought = libs.map((text) => /^package lib\.(\w+)$/m.exec(text)?.[1] ?? "").sort();
        assert.match(rego, /^package \w+$/m);
        assert.deepEqual(brought, imported);
      });

      it("has tests, and samples that it refuses with a message and that it allows", () => {
        assert.ok(readdirSync(join(admissionFolder, id)).includes("policy_test.rego"));
        const samples = samplesOf(id);
        assert.ok(samples.some(({ refusedWith }) => refusedWith === undefined));
        assert.ok(samples.some(({ refusedWith }) => refusedWith !== undefined));
      });

      it("has a sample of each kind that it looks at, refused and allowed", () => {
        const kinds = constraint(id).spec.match.kinds.flatMap((entry) => entry.kinds);
        for (const refused of [true, false]) {
          const sampled = samplesOf(id).filter((sample) => (sample.refusedWith !== undefined) === refused);
          assert.deepEqual(
            kinds.filter((kind) => !sampled.some(({ object }) => object.kind === kind)),
            [],
          );
        }
      });
    });
  }
});

describe("the file name of a sample", () => {
  it("says what is expected, and a refused one says with which words", () => {
    for (const id of admissionCheckIds) {
      for (const { file, refusedWith } of samplesOf(id)) assert.equal(refusedWith !== undefined, file.startsWith("denied-"), file);
    }
  });
});
