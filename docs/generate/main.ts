import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderConfiguration } from "./configuration";
import { renderControls } from "./controls";

/** Writes the generated pages, or with `--check` fails when one is stale. */
const pages: Readonly<Record<string, () => string>> = {
  "controls.md": renderControls,
  "configuration.md": renderConfiguration,
};

const checking = process.argv.includes("--check");
const folder = join(__dirname, "..");
const stale = Object.entries(pages).filter(([name, render]) => {
  const file = join(folder, name);
  const text = render();
  if (!checking) writeFileSync(file, text);
  return checking && read(file) !== text;
});

for (const [name] of stale) console.error(`docs/${name} is stale: run "npm run docs" and commit the result`);
process.exitCode = stale.length === 0 ? 0 : 1;

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
