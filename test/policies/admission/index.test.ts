import assert from "node:assert/strict";
import { admissionChecks } from "../../../policies/admission/checks";
import { readdirSync } from "node:fs";
import { admissionCheckIds, constraint, constraintTemplate } from "../../../policies/admission";
import { checkIds, checks } from "../../../policies/controls";
import { admissionFolder, decisions, samplesOf, variantsOf } from "../../rego/samples";

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
        const made = constraint(id, decisions);
        assert.equal(template.spec.crd.spec.names.kind, made.kind);
        assert.equal(template.metadata.name, made.kind.toLowerCase());
        assert.equal(made.metadata.name, id);
        assert.equal(made.spec.enforcementAction, "deny");
      });

      it("brings its Rego, and every library that the Rego imports", () => {
        const { rego, libs } = constraintTemplate(id).spec.targets[0].code[0].source;
        const imports = [rego, ...libs].flatMap((text) => [...text.matchAll(/^import data\.lib\.([\w.]+)/gm)]);
        const imported = [...new Set(imports.map(([, name = ""]) => name))].sort();
        const brought = libs.map((text) => /^package lib\.([\w.]+)$/m.exec(text)?.[1] ?? "").sort();
        assert.match(rego, /^package \w+$/m);
        assert.deepEqual(brought, imported);
      });

      it("has a sample of each kind that it looks at, refused and allowed", () => {
        const kinds = constraint(id, decisions).spec.match.kinds.flatMap((entry) => entry.kinds);
        // Of a check about who asks, one kind stands for all: the Rego does not look at it.
        const { everywhere = false } = admissionChecks[id];
        for (const refused of everywhere ? [] : [true, false]) {
          const sampled = samplesOf(id)
            .flatMap(variantsOf)
            .filter((sample) => (sample.refusedWith !== undefined) === refused);
          assert.deepEqual(
            kinds.filter((kind) => !sampled.some(({ object }) => object.kind === kind)),
            [],
          );
        }
      });
    });
  }
});

describe("a constraint", () => {
  it("is not made while a parameter that it reads is not decided", () => {
    assert.throws(() => constraint("pod-images-from-allowed-registries", {}), /nothing is decided for the parameter registries/);
  });
});
