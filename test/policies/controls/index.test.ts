import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import {
  checks,
  controlIds,
  controls,
  frameworks,
  planned,
  requirementIds,
  requirements,
  type RequirementId,
} from "../../../policies/controls";
import { components, frameworkIds, moments, severities } from "../../../policies/controls/model";
import { researched } from "./research";

const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** XML's NCName, in the ASCII part that OSCAL tokens use. */
const ncName = /^[A-Za-z_][A-Za-z0-9._-]*$/;

const allChecks = Object.entries(checks);
const allControls = controlIds.map((id) => [id, controls[id]] as const);
const allRequirements = requirementIds.map((id) => [id, requirements[id]] as const);
const verified = new Set(allControls.flatMap(([, control]) => control.verifies));

/** Asserts a rule of each entry, and prints the ids that break it. */
function each<Id extends string, Value>(entries: readonly (readonly [Id, Value])[], holds: (value: Value, id: Id) => boolean): void {
  assert.deepEqual(
    entries.filter(([id, value]) => !holds(value, id)).map(([id]) => id),
    [],
  );
}

const repeated = (values: readonly string[]): string[] => values.filter((value, at) => values.indexOf(value) !== at);

interface Written {
  readonly file: string;
  readonly id: string;
}

/** What the files of a folder of the catalogue define: a spread would hide an id that two of them use. */
function writtenIn(folder: string): Written[] {
  const path = join(__dirname, "../../../policies/controls", folder);
  const files = readdirSync(path).filter((file) => file !== "index.ts");
  return files.flatMap((file) =>
    [...readFileSync(join(path, file), "utf8").matchAll(/^ {2}"?([^\s"]+)"?: \{/gm)].map(([, id = ""]) => ({
      file: basename(file, ".ts"),
      id,
    })),
  );
}

describe("the catalogue", () => {
  describe("against the research", () => {
    it("holds the 275 requirements, by framework", () => {
      const counts = frameworkIds.map((id) => [id, allRequirements.filter(([, requirement]) => requirement.framework === id).length]);
      assert.deepEqual(Object.fromEntries(counts), { "pci-dss": 162, hipaa: 60, gdpr: 29, popia: 24 });
    });

    it("holds the 90 controls, and those about services beside the cluster", () => {
      assert.equal(allControls.filter(([, { component }]) => component !== "services").length, 90);
      assert.deepEqual(Object.keys(frameworks), frameworkIds);
    });

    it("knows 361 researched rows, four of them about the stack file", () => {
      assert.equal(new Set(researched.map(([origin]) => origin)).size, 361);
      assert.equal(researched.filter(([, moment]) => moment === "stack-file").length, 4);
    });

    it("has each researched row either in a check or in the list of rows not built yet", () => {
      const built = new Set(allChecks.flatMap(([, check]) => check.origin));
      const waiting = planned.map((row) => row.origin);
      assert.deepEqual(
        waiting.filter((origin) => built.has(origin)),
        [],
        "built, so planned.ts must not list it",
      );
      assert.deepEqual([...built, ...waiting].sort(), researched.map(([origin]) => origin).sort());
    });

    it("keeps the moment of each row that waits", () => {
      const momentOf = new Map<string, string>(researched);
      assert.deepEqual(
        planned.filter((row) => momentOf.get(row.origin) !== row.moment).map((row) => row.origin),
        [],
      );
    });

    it("builds a row at the moment for which it was researched", () => {
      const momentOf = new Map<string, string>(researched);
      const misplaced = allChecks.flatMap(([id, check]) =>
        check.origin
          .filter((origin) => !check.moments.some((moment) => moment === momentOf.get(origin)))
          .map((origin) => `${id} <- ${origin}`),
      );
      assert.deepEqual(misplaced, []);
    });
  });

  describe("files", () => {
    const records = { requirements, themes: controls, checks } as const;
    for (const folder of ["requirements", "themes", "checks"] as const) {
      it(`of ${folder}/ are all in the catalogue, and no id is used twice`, () => {
        assert.deepEqual(
          writtenIn(folder)
            .map(({ id }) => id)
            .sort(),
          Object.keys(records[folder]).sort(),
        );
      });
    }

    it("exist for each component", () => {
      const files = new Set(writtenIn("themes").map(({ file }) => file));
      assert.deepEqual([...files].sort(), [...components].sort());
    });
  });

  describe("requirements", () => {
    it("are identified by framework and number", () => {
      each(allRequirements, (requirement, id) => id === `${requirement.framework}:${requirement.ref}`);
    });

    it("have unique OSCAL ids that are NCName tokens", () => {
      each(allRequirements, (requirement) => ncName.test(requirement.oscalId));
      assert.deepEqual(repeated(allRequirements.map(([, requirement]) => requirement.oscalId)), []);
    });

    it("say what remains unless they are wholly technical", () => {
      each(allRequirements, (requirement) => requirement.coverage === "technical" || (requirement.remains ?? "").length > 1);
    });

    it("are verified by a control when they are technical", () => {
      each(allRequirements, (requirement, id) => requirement.coverage !== "technical" || verified.has(id));
    });

    it("are not verified by a control when they belong to people, the workload or the provider alone", () => {
      const verifiable = ["technical", "partial", "conditional"];
      each(allRequirements, (requirement, id) => !verified.has(id) || verifiable.includes(requirement.coverage));
    });

    it("carry a designation in HIPAA and nowhere else", () => {
      each(allRequirements, (requirement) => (requirement.designation !== undefined) === (requirement.framework === "hipaa"));
    });
  });

  describe("PCI DSS 3.5.1", () => {
    const untouched: readonly RequirementId[] = ["pci-dss:3.5.1", "pci-dss:3.5.1.1", "pci-dss:3.5.1.2"];
    for (const id of untouched) {
      it(`leaves ${id} to the application: no control claims anything of it`, () => {
        const claiming = allControls.filter(([, control]) => [...control.verifies, ...control.supports, ...control.evidences].includes(id));
        assert.deepEqual(claiming, []);
        assert.equal(requirements[id].coverage, "application");
      });
    }

    it("has volume encryption support 3.5.1.3, and verify nothing of 3.5", () => {
      assert.ok(controls["ebs-volumes-encrypted-with-cmk"].supports.includes("pci-dss:3.5.1.3"));
      assert.deepEqual(
        [...verified].filter((id) => id.startsWith("pci-dss:3.5")),
        [],
      );
    });
  });

  describe("controls", () => {
    it("have kebab-case ids", () => {
      each(allControls, (_, id) => kebab.test(id));
    });

    it("stand in the file of their component", () => {
      const misplaced = writtenIn("themes").filter(
        ({ file, id }) => !allControls.some(([name, { component }]) => name === id && component === file),
      );
      assert.deepEqual(misplaced, []);
    });

    it("claim each requirement in one way only", () => {
      each(allControls, (control) => repeated([...control.verifies, ...control.supports, ...control.evidences]).length === 0);
    });

    it("claim at least one requirement", () => {
      each(allControls, (control) => control.verifies.length + control.supports.length + control.evidences.length > 0);
    });

    it("that a system may do without verify nothing alone: a plan without such a thing leaves the requirement to the others", () => {
      const always = new Set(allControls.flatMap(([, { whenPresent, verifies }]) => (whenPresent === true ? [] : verifies)));
      each(allControls, ({ whenPresent, verifies }) => whenPresent !== true || verifies.every((id) => always.has(id)));
    });

    it("have a check, or rows that are not built yet", () => {
      const waiting = new Set(planned.map((row) => row.origin.split("/")[0]));
      each(allControls, (control, id) => control.checks.length > 0 || waiting.has(id));
    });

    it("have a statement that is a sentence, and say where to look for evidence", () => {
      each(allControls, (control) => / .+\.$/.test(control.statement) && control.evidence.length > 0);
    });
  });

  describe("checks", () => {
    it("are each named by a control, and only checks that exist are named", () => {
      const named = new Set<string>(allControls.flatMap(([, control]) => control.checks));
      assert.deepEqual([...named].sort(), Object.keys(checks).sort());
    });

    it("have kebab-case ids that fit a Kubernetes object's name", () => {
      each(allChecks, (_, id) => kebab.test(id) && id.length <= 63);
    });

    it("have a title and a remedy that are sentences", () => {
      const sentence = (text: string) => /^[A-Z]/.test(text) && text.trim() === text && text.split(" ").length >= 3 && text.length <= 200;
      each(allChecks, (check) => sentence(check.title) && sentence(check.remedy));
    });

    it("look at some moment, each named once, and have a known severity", () => {
      each(allChecks, (check) => check.moments.length > 0 && check.moments.every((moment) => moments.includes(moment)));
      each(allChecks, (check) => repeated(check.moments).length === 0 && repeated(check.origin).length === 0);
      each(allChecks, (check) => severities.includes(check.severity));
    });

    it("belong to the control whose research they implement", () => {
      const origins = allChecks.flatMap(([id, check]) => check.origin.map((origin) => ({ id, slug: origin.split("/")[0] ?? "" })));
      const strangers = origins.filter(
        ({ id, slug }) => !allControls.some(([control, { checks }]) => control === slug && checks.some((name) => name === id)),
      );
      assert.deepEqual(strangers, []);
    });
  });

  it("never calls anything compliant", () => {
    const texts = JSON.stringify([frameworks, requirements, controls, checks, planned]);
    assert.deepEqual(texts.match(/[^"]*\b(?:non-?)?complian(?:t|tly)\b[^"]*/gi) ?? [], []);
  });
});
