import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderConfiguration } from "./configuration";
import { renderControls } from "./controls";
import { withCosts } from "./costs";
import { renderPolicies } from "./policies";

/** Pages, by their path, and what makes the text of each from the one that is there. */
const pages: Readonly<Record<string, (text: string) => string | Promise<string>>> = {
  "docs/controls.md": renderControls,
  "docs/configuration.md": renderConfiguration,
  "docs/policies.md": renderPolicies,
  "README.md": withCosts,
};

/** Writes the generated pages, or with `--check` fails when one is stale. */
async function generate(checking: boolean): Promise<void> {
  for (const [name, render] of Object.entries(pages)) {
    const file = join(__dirname, "../..", name);
    const before = read(file);
    const text = await render(before);
    if (!checking) writeFileSync(file, text);
    else if (before !== text) {
      console.error(`${name} is stale: run "npm run docs" and commit the result`);
      process.exitCode = 1;
    }
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

void generate(process.argv.includes("--check"));
