import assert from "node:assert/strict";
import { renderControls } from "../../../docs/generate/controls";
import { plain } from "../../../docs/generate/markdown";
import { checkIds, controlIds, controls, controlsOf, planned, requirementIds, requirements } from "../../../policies/controls";

describe("docs/controls.md", () => {
  const page = renderControls();
  const lines = page.split("\n");

  it("comes out the same every time", () => {
    assert.equal(renderControls(), page);
  });

  it("has one row per requirement, with what remains, bold links to what verifies it and italic ones to what evidences it", () => {
    const rows = requirementIds.map((id) => {
      const { verifies, supports, evidences } = controlsOf(id);
      const links = [
        ...verifies.map((control) => `**[${control}](#${control})**`),
        ...supports.map((control) => `[${control}](#${control})`),
        ...evidences.map((control) => `*[${control}](#${control})*`),
      ];
      const { ref, text, coverage, designation, remains = "" } = requirements[id];
      return `| ${[ref, plain(text), [coverage, designation ?? []].flat().join(", "), links.join(", "), plain(remains)].join(" | ")} |`;
    });
    const printed = new Set(lines);
    assert.deepEqual(
      rows.filter((row) => !printed.has(row)),
      [],
    );
  });

  it("has one heading per control, so that every link finds its target", () => {
    const headings = lines.filter((line) => line.startsWith("### ")).map((line) => line.slice(4));
    assert.deepEqual(headings.sort(), [...controlIds].sort());
  });

  it("has a row for each check under each control that names it", () => {
    const named = controlIds.flatMap((id) => controls[id].checks);
    const printed = lines.flatMap((line) => /^\| `([a-z0-9-]+)` \|/.exec(line)?.[1] ?? []);
    assert.deepEqual(printed.sort(), [...named].sort());
    assert.equal(new Set(printed).size, checkIds.length);
  });

  it("lists each row that is not built yet", () => {
    assert.equal(lines.filter((line) => /^- (stack-file|preview|admission|runtime|live): /.test(line)).length, planned.length);
  });

  it("keeps the columns of every table in step", () => {
    const broken = lines.filter((line, at) => {
      const above = lines[at - 1] ?? "";
      const columns = (row: string) => row.replaceAll("\\|", "").split("|").length;
      return line.startsWith("|") && above.startsWith("|") && columns(line) !== columns(above);
    });
    assert.deepEqual(broken, []);
  });
});

describe("plain", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["a <b> c", "a \\<b\\> c"],
    ["A|B", "A\\|B"],
    ["no * in `rules[*]`", "no \\* in \\`rules\\[\\*\\]\\`"],
    ["two\nlines", "two lines"],
  ];
  for (const [text, escaped] of cases) {
    it(`writes ${JSON.stringify(text)} as ${escaped}`, () => {
      assert.equal(plain(text), escaped);
    });
  }
});
