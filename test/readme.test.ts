import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..");

/** Lines of the first block that follows the heading. */
function block(heading: string): readonly string[] {
  const [, after = ""] = readFileSync(join(root, "README.md"), "utf8").split(`\n## ${heading}\n`);
  return (after.split("```")[1] ?? "").trim().split("\n");
}

describe("the README", () => {
  it("shows the verdict that the preview of dev gives today, shortened where it says so", () => {
    const { stdout } = spawnSync(process.execPath, ["audit/cli/compliant-eks.cjs", "preview", "--stack", "dev"], {
      cwd: root,
      encoding: "utf8",
    });
    const printed = stdout.split("\n");
    const shown = block("What the verdict looks like").filter((line) => line.trim() !== "..." && !line.startsWith("took "));
    assert.ok(shown.length > 50, `only ${String(shown.length)} lines are shown`);
    let place = -1;
    for (const line of shown) {
      const next = printed.indexOf(line, place + 1);
      assert.ok(next > place, `not printed, or not in this place: ${line}`);
      place = next;
    }
  });
});
