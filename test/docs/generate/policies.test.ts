import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CheckId, checkIds, checks } from "../../../policies/controls";

const page = readFileSync(join(__dirname, "../../../docs/policies.md"), "utf8");
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((text) => [/^`([^`]+)`/.exec(text)?.[1] ?? "", text] as const),
);

describe("docs/policies.md", () => {
  it("has one heading for each check", () => {
    assert.equal(page.match(/^### `/gm)?.length, checkIds.length);
    assert.deepEqual([...sections.keys()].sort(), [...checkIds].sort());
  });

  it("shows of each check on resources what it accepts and what it refuses, and clauses that it serves", () => {
    const looking = checkIds.filter((id: CheckId) => checks[id].moments.some((moment) => moment === "preview" || moment === "admission"));
    const lacking = looking.filter((id) => {
      const text = sections.get(id) ?? "";
      const shown = checks[id].presence === true ? text.includes("\nGood: ") : text.includes("\nGood: ") && text.includes("\nBad: ");
      return !shown || !/\n- frameworks: \S/.test(text);
    });
    assert.deepEqual(lacking, []);
  });
});
