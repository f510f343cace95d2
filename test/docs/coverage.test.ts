import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkIds } from "../../policies/controls";

describe("docs/coverage.md", () => {
  it("names only checks that there are, and gives each rule one of them or a reason", () => {
    const page = readFileSync(join(__dirname, "../../docs/coverage.md"), "utf8");
    const known = new Set<string>(checkIds);
    const rows = [...page.matchAll(/^\| ([A-Za-z0-9-]+) \| (.+) \|$/gm)].filter(
      ([, rule = ""]) => rule !== "rule" && !rule.startsWith("---"),
    );
    assert.ok(rows.length > 200, String(rows.length));
    for (const [, rule = "", ours = ""] of rows) {
      const named = [...ours.matchAll(/`([^`]+)`/g)].map(([, id = ""]) => id);
      assert.deepEqual(
        named.filter((id) => !known.has(id)),
        [],
        rule,
      );
      assert.ok(named.length > 0 || /^none: \S/.test(ours), rule);
    }
  });
});
